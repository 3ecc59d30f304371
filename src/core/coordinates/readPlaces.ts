// From what a model said to places on the picture, 0-1. The space of the numbers comes from the profile alone, never from how large they are.
// What does not fit the profile is refused with its reason, not bent until it fits.

import type { CoordinateReading, Shape } from '../../shared/results/picture';
import { JsonNumber } from '../answerText/jsonNumber';
import type { PictureContext } from './pictureContext';
import { findPlaces } from './findPlaces';
import { rangeOf } from './coordinateProfiles';
import { placeName, shown, type PlaceKind, type RawPlace } from './rawPlaces';

export type PlacesRead =
  /** Shapes are points, or boxes, as was asked for. */
  | { ok: true; places: { shape: Shape; label?: string }[]; reading: CoordinateReading }
  /** `reading` is there when the answer's numbers could be read but not be accepted. */
  | { ok: false; reason: string; reading?: CoordinateReading };

/** How far beyond the picture's edge a number may be to be put onto it, as a share of the axis. */
const tolerance = 0.01;
const axisCounts: { readonly [kind in PlaceKind]: number } = { points: 2, boxes: 4 };

/**
 * Reads every place of an answer; one that can't be read makes the whole answer unparsable. An empty list (`{"points": []}`) is an answer without places.
 * Numbers may be up to 1% of the axis beyond the picture; they are put onto its edge, which `reading.clipped` says. Time is linear in the answer's length.
 */
export function readPlaces(said: string, wanted: PlaceKind, picture: PictureContext): PlacesRead {
  const found = findPlaces(said, wanted);
  if ('problem' in found) return { ok: false, reason: sentence(found.problem) };

  const { profile, chosenBy } = picture;
  const range = rangeOf(profile, { width: picture.sentWidth, height: picture.sentHeight });
  const transform = { order: profile.order, width: range.width, height: range.height };
  const parsed: number[][] = [];
  for (const [position, place] of found.places.entries()) {
    const numbers = numbersOf(place, wanted, placeName(wanted, position));
    if ('problem' in numbers) return { ok: false, reason: sentence(numbers.problem) };
    parsed.push(place.isNamed ? reordered(numbers.values, profile.order) : numbers.values);
  }
  const reading: CoordinateReading = {
    profile: profile.id,
    description: profile.description,
    chosenBy,
    transform,
    parsed,
    canonical: [],
  };
  const notes: string[] = [];
  const canonical: number[][] = [];
  for (const [position, values] of parsed.entries()) {
    const checked = checkPlace(reordered(values, profile.order), placeName(wanted, position), range, profile.id);
    if ('problem' in checked) return { ok: false, reason: sentence(checked.problem), reading };
    notes.push(...checked.notes);
    canonical.push(canonicalOf(values, transform));
  }
  return {
    ok: true,
    places: canonical.map((values, position) => labelled(shapeOf(values), found.places[position]!.label)),
    reading: { ...reading, canonical, ...(notes.length > 0 ? { clipped: notes } : {}) },
  };
}

/** Canonical coordinates (x first, 0-1) of numbers in the transform's order: what makes `canonical` of a reading from its `parsed`. */
export function canonicalOf(
  numbers: readonly number[],
  { order, width, height }: CoordinateReading['transform'],
): number[] {
  return reordered(numbers, order).map((value, axis) =>
    Math.min(1, Math.max(0, value / (axis % 2 === 0 ? width : height))),
  );
}

/** Changes between x first and the order of a profile; the same in both directions. */
function reordered(numbers: readonly number[], order: 'xy' | 'yx'): number[] {
  return order === 'xy' ? [...numbers] : numbers.map((_, axis) => numbers[axis ^ 1]!);
}

function numbersOf(place: RawPlace, wanted: PlaceKind, name: string): { values: number[] } | { problem: string } {
  const count = axisCounts[wanted];
  const { numbers } = place;
  if (numbers.length !== count)
    return {
      problem: `${name} has ${numbers.length === 1 ? '1 number' : `${numbers.length} numbers`}, but a ${wanted === 'points' ? 'point' : 'box'} has ${count}`,
    };
  const values = numbers.map((number) => (number instanceof JsonNumber ? number.value : NaN));
  const odd = values.findIndex((value) => !Number.isFinite(value));
  return odd < 0 ? { values } : { problem: `${name} has ${shown(numbers[odd]!)} where a number should be` };
}

/** `values`: x first, in the profile's numbers. */
function checkPlace(
  values: readonly number[],
  name: string,
  range: { width: number; height: number },
  profile: string,
): { notes: string[] } | { problem: string } {
  const notes: string[] = [];
  const axisName = (axis: number): string =>
    values.length === 2 ? ['x', 'y'][axis]! : ['x1', 'y1', 'x2', 'y2'][axis]!;
  for (const [axis, value] of values.entries()) {
    const most = axis % 2 === 0 ? range.width : range.height;
    if (value >= 0 && value <= most) continue;
    const where = value < 0 ? `below the 0 of the profile ${profile}` : `beyond the ${most} of the profile ${profile}`;
    const what = `${name}: ${axisName(axis)} ${value} is ${where}`;
    if (value < -tolerance * most || value > (1 + tolerance) * most) return { problem: what };
    notes.push(`${what}, by no more than 1%; put onto the edge`);
  }
  if (values.length === 4) {
    const [x1, y1, x2, y2] = values as [number, number, number, number];
    if (x2 < x1) return { problem: `${name}: its corners are swapped, x2 ${x2} is left of x1 ${x1}` };
    if (y2 < y1) return { problem: `${name}: its corners are swapped, y2 ${y2} is above y1 ${y1}` };
  }
  return { notes };
}

function shapeOf(canonical: readonly number[]): Shape {
  const [x1, y1, x2, y2] = canonical as [number, number, number, number];
  return canonical.length === 2 ? { kind: 'point', x: x1, y: y1 } : { kind: 'box', x1, y1, x2, y2 };
}

function labelled(shape: Shape, label: string | undefined): { shape: Shape; label?: string } {
  return label === undefined ? { shape } : { shape, label };
}

/** The reason of a verdict starts small where it names a place (`point 2: ...`), and ends as a sentence. */
function sentence(problem: string): string {
  const isPlace = /^(?:point|box) \d/.test(problem);
  return `${isPlace ? problem : problem[0]!.toUpperCase() + problem.slice(1)}.`;
}
