// What a place is in the words of a model: numbers that nobody has converted or checked yet. Pure; knows no profile.

import { JsonNumber } from '../answerText/jsonNumber';
import type { JsonObject, JsonValue } from '../answerText/jsonValues';
import { cutText } from '../../shared/text/cutText';

export type PlaceKind = 'points' | 'boxes';

/** A place as the answer has it. */
export interface RawPlace {
  /** The values as given: there may be too many, too few, or none that is a number. */
  numbers: JsonValue[];
  /** The answer says itself which number is x and which is y, and `numbers` has x first; else they are in the profile's order. */
  isNamed: boolean;
  label?: string;
}

/** `form`: how the places were written. */
export type RawPlaces = { places: RawPlace[]; form: 'json' | 'molmo' | 'det' | 'loc' } | { problem: string };

const listKeys: { readonly [kind in PlaceKind]: readonly string[] } = {
  points: ['point', 'point_2d'],
  boxes: ['box', 'box_2d', 'bbox', 'bbox_2d'],
};
const axisKeys: { readonly [kind in PlaceKind]: readonly (readonly string[])[] } = {
  points: [['x', 'y']],
  boxes: [
    ['x1', 'y1', 'x2', 'y2'],
    ['xmin', 'ymin', 'xmax', 'ymax'],
    ['x_min', 'y_min', 'x_max', 'y_max'],
    ['left', 'top', 'right', 'bottom'],
  ],
};
/** The keys that hold a list of places. When an object has several of them the first counts. */
const containerKeys: { readonly [kind in PlaceKind]: readonly string[] } = {
  points: ['points', 'objects', 'detections', 'boxes', 'bboxes'],
  boxes: ['objects', 'boxes', 'bboxes', 'detections', 'points'],
};
const labelKeys = ['label', 'name', 'alt'];
const kinds: readonly PlaceKind[] = ['points', 'boxes'];

export function placeName(kind: PlaceKind, position: number): string {
  return `${kind === 'points' ? 'point' : 'box'} ${position + 1}`;
}

/** What a value has to do with places: nothing; one place of any kind; or a list of them, be it empty or an object around one. */
export function meaningOf(value: JsonValue): 'none' | 'place' | 'places' {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'places';
    if (value.every((one) => !isStructure(one)))
      return value.length > 1 && value.some((one) => one instanceof JsonNumber) ? 'place' : 'none';
    return value.some((one) => meaningOfMember(one)) ? 'places' : 'none';
  }
  if (!(value instanceof Map)) return 'none';
  if (contentOf(value, 'points') !== undefined) return 'places';
  if (kinds.some((kind) => hasPlace(value, kind))) return 'place';
  return isByLabel(value) ? 'places' : 'none';
}

/** The places that a value of an answer stands for, or what is wrong with the first that is none. `first`: how many came before. */
export function placesOf(value: JsonValue, kind: PlaceKind, first = 0): RawPlace[] | { problem: string } {
  const places: RawPlace[] = [];
  for (const [position, [member, label]] of membersOf(value, kind).entries()) {
    const place = placeOf(member, kind, placeName(kind, first + position));
    if ('problem' in place) return place;
    places.push({ ...(label === undefined ? {} : { label }), ...place });
  }
  return places;
}

/** Never recursive: an answer may be nested as deep as it is long. */
function membersOf(value: JsonValue, kind: PlaceKind): [JsonValue, string | undefined][] {
  if (!(value instanceof Map)) return membersOfContent(value, undefined);
  const content = contentOf(value, kind);
  if (content !== undefined) return membersOfContent(content, labelOf(value));
  if (!kinds.some((one) => hasPlace(value, one)) && isByLabel(value))
    return [...value].map(([key, place]) => [place, key]);
  return [[value, undefined]];
}

function membersOfContent(value: JsonValue, label: string | undefined): [JsonValue, string | undefined][] {
  const isList = Array.isArray(value) && (value.length === 0 || value.some(isStructure));
  return isList ? value.map((member) => [member, label]) : [[value, label]];
}

function placeOf(value: JsonValue, kind: PlaceKind, name: string): RawPlace | { problem: string } {
  if (Array.isArray(value)) return listed(value, name);
  if (!(value instanceof Map)) return { problem: `${name} is ${shown(value)}, which is no place` };
  const label = labelOf(value);
  const labelled = <Place extends object>(place: Place): Place => (label === undefined ? place : { label, ...place });
  const key = listKeys[kind].find((one) => value.has(one));
  if (key !== undefined) {
    const content = value.get(key)!;
    if (content instanceof Map)
      return labelled(
        named(content, kind) ?? { problem: `${name} has no ${axisKeys[kind][0]!.join(', ')} in its ${key}` },
      );
    return labelled(
      Array.isArray(content)
        ? listed(content, name)
        : { problem: `${name} has ${shown(content)} as its ${key}, which is no list of numbers` },
    );
  }
  const place = named(value, kind);
  if (place) return labelled(place);
  const other = kinds.find((one) => one !== kind && hasPlace(value, one));
  if (other) return { problem: `${name} is a ${other === 'boxes' ? 'box' : 'point'}, but ${kind} were asked for` };
  return { problem: `${name} gives no place: its keys are ${[...value.keys()].slice(0, 8).join(', ') || 'none'}` };
}

/** `[[x, y]]` is the list `[x, y]`. */
function listed(list: JsonValue[], name: string): RawPlace | { problem: string } {
  const only = list.length === 1 ? list[0]! : undefined;
  const numbers = Array.isArray(only) ? only : list;
  return numbers.some(isStructure)
    ? { problem: `${name} is a list with other lists in it, not of numbers` }
    : { numbers, isNamed: false };
}

/** Undefined when no set of axis names is complete; one name without its partner is no place. */
function named(value: JsonObject, kind: PlaceKind): RawPlace | undefined {
  const names = axisKeys[kind].find((set) => set.every((name) => value.has(name)));
  return names && { numbers: names.map((name) => value.get(name)!), isNamed: true };
}

function hasPlace(value: JsonObject, kind: PlaceKind): boolean {
  return listKeys[kind].some((key) => value.has(key)) || named(value, kind) !== undefined;
}

function contentOf(value: JsonObject, kind: PlaceKind): JsonValue | undefined {
  const key = containerKeys[kind].find((one) => isStructure(value.get(one) ?? null));
  return key === undefined ? undefined : value.get(key);
}

/** `{"A": [12, 30], "B": [40, 50]}`: labels as keys. */
function isByLabel(value: JsonObject): boolean {
  return (
    value.size > 0 &&
    [...value.values()].every((one) =>
      one instanceof Map
        ? kinds.some((kind) => hasPlace(one, kind))
        : Array.isArray(one) && one.length > 1 && one.every((each) => each instanceof JsonNumber),
    )
  );
}

function meaningOfMember(value: JsonValue): boolean {
  if (value instanceof Map) return kinds.some((kind) => hasPlace(value, kind)) || labelOf(value) !== undefined;
  return Array.isArray(value) && value.some((one) => one instanceof JsonNumber || Array.isArray(one));
}

function labelOf(value: JsonObject): string | undefined {
  const label = labelKeys.map((key) => value.get(key)).find((one) => typeof one === 'string');
  return typeof label === 'string' && label.trim() !== '' ? label.trim() : undefined;
}

function isStructure(value: JsonValue): boolean {
  return Array.isArray(value) || value instanceof Map;
}

/** A value in a message: short, on one line. */
export function shown(value: JsonValue): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'an object';
  if (value instanceof JsonNumber) return String(value.value);
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(cutText(value, 40));
}
