// Draws the rooms of each world and their arrows into docs/images/rooms.svg, and lists them in docs/design.md, from rooms.ts. An arrow that follows from others is left
// out: where a room imports a second one that imports a third, the arrow from the first to the third is not drawn.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { roomPhrases, rooms } from './rooms';

type Arrows = { readonly [room: string]: readonly string[] };

const box = { width: 132, height: 40, gapX: 18, gapY: 46 } as const;
const panel = { margin: 24, title: 34 } as const;

/** Everything a room reaches over at least one arrow. */
function reachable(arrows: Arrows, room: string): Set<string> {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const next of arrows[one] ?? []) if (!found.has(next)) visit((found.add(next), next));
  };
  visit(room);
  return found;
}

/** The arrows that follow from no other two. */
function neededArrows(arrows: Arrows): [from: string, to: string][] {
  return Object.entries(arrows).flatMap(([from, list]) =>
    list
      .filter((to) => !list.some((other) => other !== to && reachable(arrows, other).has(to)))
      .map((to): [string, string] => [from, to]),
  );
}

/** Rooms by floor, ground floor first: a room stands one above the highest that it imports. */
function floorsOf(arrows: Arrows): string[][] {
  const floorOf = new Map<string, number>();
  for (const [room, list] of Object.entries(arrows)) {
    floorOf.set(room, 1 + Math.max(-1, ...list.map((one) => floorOf.get(one) ?? 0)));
  }
  const floors: string[][] = [];
  for (const [room, floor] of floorOf) (floors[floor] ??= []).push(room);
  return floors;
}

/** Each floor in the order of the middle of what its rooms import, so that arrows cross little. */
function ordered(floors: string[][], arrows: readonly [string, string][]): string[][] {
  const placeOf = new Map<string, number>();
  return floors.map((floor, level) => {
    const middle = (room: string): number => {
      const places = arrows.filter(([from]) => from === room).map(([, to]) => placeOf.get(to) ?? 0);
      return places.length === 0 ? 0 : places.reduce((sum, place) => sum + place, 0) / places.length;
    };
    const sorted = level === 0 ? floor : [...floor].sort((a, b) => middle(a) - middle(b));
    sorted.forEach((room, place) => placeOf.set(room, place - (sorted.length - 1) / 2));
    return sorted;
  });
}

interface Drawing {
  width: number;
  height: number;
  svg: string;
}

function drawWorld(world: string, arrows: Arrows): Drawing {
  const needed = neededArrows(arrows);
  const floors = ordered(floorsOf(arrows), needed);
  const widest = Math.max(...floors.map((floor) => floor.length));
  const width = widest * (box.width + box.gapX) - box.gapX + 2 * panel.margin;
  const height = panel.title + floors.length * (box.height + box.gapY) - box.gapY + 2 * panel.margin;
  const middles = new Map<string, { x: number; y: number }>();
  floors.forEach((floor, level) => {
    const y = height - panel.margin - box.height / 2 - level * (box.height + box.gapY);
    const left = (width - (floor.length * (box.width + box.gapX) - box.gapX)) / 2;
    floor.forEach((room, place) => middles.set(room, { x: left + place * (box.width + box.gapX) + box.width / 2, y }));
  });
  const lines = needed.map(([from, to]) => {
    const [a, b] = [middles.get(from)!, middles.get(to)!];
    const [top, bottom] = [a.y + box.height / 2, b.y - box.height / 2 - 5];
    const bend = (bottom - top) / 2;
    // An arrow over several floors leaves at the side of its box, so that it runs past the boxes between.
    const side = a.x + (b.x < a.x ? -1 : 1) * (box.width / 2);
    const isLong = b.y - a.y > box.height + box.gapY;
    const line = isLong
      ? `M${side} ${a.y} C${b.x} ${a.y} ${b.x} ${a.y} ${b.x} ${Math.min(a.y + box.height, bottom)} L${b.x} ${bottom}`
      : `M${a.x} ${top} C${a.x} ${top + bend} ${b.x} ${bottom - bend} ${b.x} ${bottom}`;
    return `<path d="${line}" marker-end="url(#tip)"/>`;
  });
  const boxes = [...middles].map(
    ([room, { x, y }]) =>
      `<g><title>${room}: ${roomPhrases[world]?.[room] ?? ''}</title><rect x="${x - box.width / 2}" y="${y - box.height / 2}" width="${box.width}" height="${box.height}" rx="4"/><text x="${x}" y="${y + 5}">${room}</text></g>`,
  );
  return {
    width,
    height,
    svg: `<text class="world" x="${panel.margin}" y="${panel.margin + 6}">${world}</text>\n${lines.join('\n')}\n${boxes.join('\n')}`,
  };
}

/** The drawing of all worlds, in two columns. */
export function drawRooms(): string {
  const drawings = Object.entries(rooms).map(([world, arrows]) => ({ world, ...drawWorld(world, arrows) }));
  const columns = [
    ['src/shared', 'src/core'],
    ['src/extension', 'src/cli', 'webview-ui/src'],
  ];
  let width = 0;
  let height = 0;
  const panels = columns.flatMap((worlds) => {
    const inColumn = drawings.filter(({ world }) => worlds.includes(world));
    const left = width;
    let y = 0;
    const placed = inColumn.map((drawing) => {
      const panelSvg = `<g transform="translate(${left} ${y})">\n${drawing.svg}\n</g>`;
      y += drawing.height;
      return panelSvg;
    });
    width += Math.max(...inColumn.map((drawing) => drawing.width));
    height = Math.max(height, y);
    return placed;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" font-family="sans-serif" font-size="14">
<style>
rect { fill: #eef3fa; stroke: #4a6fa5; } text { fill: #1d2733; text-anchor: middle; } .world { font-weight: bold; font-size: 17px; text-anchor: start; }
path { fill: none; stroke: #7a8796; stroke-width: 1.2; }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" style="fill: #7a8796; stroke: none"/></marker></defs>
<rect width="${width}" height="${height}" style="fill: #ffffff; stroke: none"/>
${panels.join('\n')}
</svg>
`;
}

/** The rooms as a Markdown table, top floor first. */
function roomsTable(): string {
  const rows = Object.entries(roomPhrases).flatMap(([world, phrases]) =>
    Object.entries(phrases)
      .reverse()
      .map(([room, phrase]) => `| \`${world}/${room}\` | ${phrase} |`),
  );
  return ['| room | what is in it |', '| --- | --- |', ...rows].join('\n');
}

/** `page` with the table of today between its two marks. Throws when the marks are not there. */
export function withRoomsTable(page: string): string {
  const marks = /(<!-- rooms: .* -->\n)[^]*?(\n<!-- end of rooms -->)/;
  if (!marks.test(page)) throw new Error('docs/design.md has lost the marks around its table of rooms.');
  return page.replace(marks, (_, begin: string, end: string) => `${begin}\n${roomsTable()}\n${end}`);
}

const thisFile = fileURLToPath(import.meta.url);
if (process.argv[1] === thisFile) {
  const docs = path.join(path.dirname(thisFile), '..', 'docs');
  const page = path.join(docs, 'design.md');
  writeFileSync(path.join(docs, 'images', 'rooms.svg'), drawRooms());
  writeFileSync(page, withRoomsTable(readFileSync(page, 'utf8')));
}
