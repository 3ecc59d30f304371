// A row of the benchmark suite as lines for the terminal: median (least-most) of the run and of its reference, and their ratio.

import { spreadOf, type Spread } from './spread';
import { noiseOf, ratioOf, type Figure, type RowResult } from './suiteRow';

export function printRow({ name, title, reference, figures, othersShares }: RowResult): void {
  console.log(`\n${name}: ${title}`);
  if (reference !== undefined) console.log(`reference: ${reference}`);
  console.log(`${''.padEnd(24)}${'run'.padEnd(28)}${reference === undefined ? '' : `${'reference'.padEnd(28)}ratio`}`);
  for (const figure of figures) console.log(lineOf(figure).trimEnd());
  console.log(noiseOf(othersShares));
}

function lineOf(figure: Figure): string {
  const { what, unit, run, reference } = figure;
  const ratio = ratioOf(figure);
  const columns = [what.padEnd(23), shown(spreadOf(run), unit).padEnd(27)];
  if (reference) columns.push(shown(spreadOf(reference), unit).padEnd(27));
  if (ratio) columns.push(shown(ratio, 'x'));
  return columns.join(' ');
}

function shown({ median, min, max }: Spread, unit: string): string {
  return `${short(median)}${unit === '' ? '' : ` ${unit}`} (${short(min)}-${short(max)})`;
}

/** Three digits, or all before the point. */
function short(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
