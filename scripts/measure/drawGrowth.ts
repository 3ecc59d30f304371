// Draws the `growth` row of the benchmark suite as curves into docs/images/growth.svg: CPU time, peak memory and folder by the number of tests, both
// axes logarithmic, so that what grows in proportion runs beside the dashed line. Use: npx tsx scripts/measure/drawGrowth.ts FILE.json

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { spreadOf } from './spread';
import type { RowResult } from './suiteRow';

const curves = [
  { what: 'CPU', name: 'CPU time', unit: 's', color: '#0067c0', scale: 1 / 1000 },
  { what: 'peak memory', name: 'peak memory', unit: 'MiB', color: '#b33c00', scale: 1 },
  { what: 'folder', name: 'folder', unit: 'MiB', color: '#2e7d32', scale: 1 },
] as const;

const area = { left: 70, top: 24, width: 560, height: 340 } as const;
const size = { width: 800, height: 420 } as const;

interface Point {
  tests: number;
  value: number;
}

function pointsOf(rows: readonly RowResult[], what: string, scale: number): Point[] {
  return rows.flatMap(({ name, figures }) => {
    const tests = Number(/^growth-(\d+)$/.exec(name)?.[1]);
    const figure = figures.find((one) => one.what === what);
    return figure && tests > 0 ? [{ tests, value: spreadOf(figure.run).median * scale }] : [];
  });
}

/** The powers of ten around the values. */
function decades(values: readonly number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
}

/** From a value to a place on an axis from `start` on, `length` long; a negative length goes up. */
function axis(ticks: readonly number[], start: number, length: number): (value: number) => number {
  const [low, high] = [Math.log10(ticks[0]!), Math.log10(ticks.at(-1)!)];
  return (value) => Number((start + (length * (Math.log10(value) - low)) / (high - low)).toFixed(1));
}

function draw(rows: readonly RowResult[]): string {
  const drawn = curves.map((curve) => ({ ...curve, points: pointsOf(rows, curve.what, curve.scale) }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) throw new Error('The file has no growth row: measure one with npm run bench:suite -- growth.');
  const across = decades(all.map(({ tests }) => tests));
  const up = decades(all.map(({ value }) => value));
  const x = axis(across, area.left, area.width);
  const y = axis(up, area.top + area.height, -area.height);
  const path = (points: readonly Point[]): string =>
    points.map(({ tests, value }) => `${x(tests)},${y(value)}`).join(' ');
  const bottom = area.top + area.height;
  const right = area.left + area.width;
  const text = (content: string, at: string, style = ''): string => `<text ${at} ${style}>${content}</text>`;
  const [least, most] = [across[0]!, across.at(-1)!];
  const proportion = [least, most].map((tests) => ({ tests, value: (up[0]! * tests) / least }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="13">
<title>CPU time, peak memory and folder of a run by its number of tests</title>
<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>
${across.map((tests) => `<path d="M${x(tests)} ${area.top}V${bottom}" stroke="#dddddd"/>${text(tests.toLocaleString('en-US'), `x="${x(tests)}" y="${bottom + 20}"`, 'text-anchor="middle" fill="#444444"')}`).join('\n')}
${up.map((value) => `<path d="M${area.left} ${y(value)}H${right}" stroke="#dddddd"/>${text(String(value), `x="${area.left - 8}" y="${y(value) + 4}"`, 'text-anchor="end" fill="#444444"')}`).join('\n')}
<polyline points="${path(proportion)}" fill="none" stroke="#777777" stroke-dasharray="5 5"/>
${text('in proportion', `x="${x(Math.sqrt(least * most)) + 14}" y="${y(up[0]! * Math.sqrt(most / least)) + 14}"`, 'fill="#555555"')}
${drawn
  .map(({ name, unit, color, points }) => {
    const last = points.at(-1)!;
    const dots = points.map(({ tests, value }) => `<circle cx="${x(tests)}" cy="${y(value)}" r="4" fill="${color}"/>`);
    const label = text(`${name}, ${unit}`, `x="${x(last.tests) + 10}" y="${y(last.value) + 4}"`, `fill="${color}"`);
    return `<polyline points="${path(points)}" fill="none" stroke="${color}" stroke-width="2.5"/>${dots.join('')}${label}`;
  })
  .join('\n')}
${text('tests', `x="${area.left + area.width / 2}" y="${bottom + 44}"`, 'text-anchor="middle" fill="#444444"')}
</svg>
`;
}

const [file = 'dist/bench-suite.json'] = process.argv.slice(2);
const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: RowResult[] };
const target = fileURLToPath(new URL('../../docs/images/growth.svg', import.meta.url));
writeFileSync(target, draw(rows));
console.log(`written to ${target}`);
