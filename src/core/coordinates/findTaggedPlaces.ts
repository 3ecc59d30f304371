// The forms of places that are no JSON: Molmo's XML, the tags of DeepSeek-VL2, InternVL and Qwen2-VL, and PaliGemma's location tokens.
// Each pattern is walked over once; what is between two `<` is never looked at twice.

import { JsonNumber } from '../answerText/jsonNumber';
import { findJson, type JsonValue } from '../answerText/jsonValues';
import { placeName, placesOf, shown, type PlaceKind, type RawPlace, type RawPlaces } from './rawPlaces';

/** The places of the first of these forms that the answer has; undefined when it has none of them. */
export function findTaggedPlaces(text: string, kind: PlaceKind): RawPlaces | undefined {
  return molmoPoints(text, kind) ?? bracketedBoxes(text, kind) ?? locatedPlaces(text, kind);
}

const pointTag = /<points?\b([^<>]*)>/gi;
const attribute = /\b([a-z]+)(\d*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;

/** `<point x="61.5" y="40.2" alt="dog">`, `<points x1="10" y1="20" x2="30" y2="40" alt="dogs">`. A tag without coordinates is a word of the answer. */
function molmoPoints(text: string, kind: PlaceKind): RawPlaces | undefined {
  const places: RawPlace[] = [];
  for (const tag of text.matchAll(pointTag)) {
    const axes: { x: Map<string, JsonValue>; y: Map<string, JsonValue> } = { x: new Map(), y: new Map() };
    let label: string | undefined;
    for (const [, name, number, doubly, singly] of tag[1]!.matchAll(attribute)) {
      const value = doubly ?? singly ?? '';
      const axis = name!.toLowerCase();
      if (axis === 'x' || axis === 'y') axes[axis].set(number!, numberOf(value));
      else if (axis === 'alt' && value.trim() !== '') label = value.trim();
    }
    for (const number of new Set([...axes.x.keys(), ...axes.y.keys()])) {
      const [x, y] = [axes.x.get(number), axes.y.get(number)];
      const missing = x === undefined ? 'x' : 'y';
      if (x === undefined || y === undefined)
        return { problem: `${placeName('points', places.length)} has no ${missing}${number}` };
      places.push({ numbers: [x, y], isNamed: true, ...(label === undefined ? {} : { label }) });
    }
  }
  if (places.length === 0) return undefined;
  return kind === 'points' ? { places, form: 'molmo' } : { problem: 'box 1 is a point, but boxes were asked for' };
}

const bracketTag = /<\|(\/?)(ref|det)\|>|<(\/?)(ref|box)>|<\|(object_ref|box)_(start|end)\|>/g;

/** `<|ref|>dog<|/ref|><|det|>[[x1, y1, x2, y2]]<|/det|>`, `<ref>dog</ref><box>[[...]]</box>`, `<|box_start|>(x1,y1),(x2,y2)<|box_end|>`. */
function bracketedBoxes(text: string, kind: PlaceKind): RawPlaces | undefined {
  const places: RawPlace[] = [];
  let hasBoxes = false;
  let label: string | undefined;
  let opened: { name: 'ref' | 'box'; at: number } | undefined;
  for (const tag of text.matchAll(bracketTag)) {
    const name = (tag[2] ?? tag[4] ?? tag[5])!.endsWith('ref') ? 'ref' : 'box';
    const isClosing = tag[1] === '/' || tag[3] === '/' || tag[6] === 'end';
    if (!isClosing) {
      opened = { name, at: tag.index + tag[0].length };
      continue;
    }
    if (opened?.name !== name) continue;
    const content = text.slice(opened.at, tag.index);
    opened = undefined;
    if (name === 'ref') {
      label = content.trim() === '' ? undefined : content.trim();
      continue;
    }
    hasBoxes = true;
    const found = placesInTag(content, kind, places.length);
    if (!Array.isArray(found)) return found;
    for (const place of found) places.push(label === undefined ? place : { label, ...place });
    label = undefined;
  }
  return hasBoxes ? { places, form: 'det' } : undefined;
}

function placesInTag(content: string, kind: PlaceKind, first: number): RawPlace[] | { problem: string } {
  const pairs = content.trim().startsWith('(') ? content.replaceAll(/[()\s]/g, '') : undefined;
  if (pairs !== undefined) return [{ numbers: pairs.split(',').map(numberOf), isNamed: false }];
  const [value, ...more] = findJson(content);
  if (!value || more.length > 0)
    return { problem: `${placeName(kind, first)} is ${shown(content.trim())}, which is no list of numbers` };
  return placesOf(value.value, kind, first);
}

const locationRun = /(?:<loc\d{1,4}>\s*)+([^<;\n]*)/g;

/** `<loc0256><loc0128><loc0768><loc0512> dog ; <loc...`: a run of tokens is a place, and what follows up to `;` its label. */
function locatedPlaces(text: string, kind: PlaceKind): RawPlaces | undefined {
  const places = [...text.matchAll(locationRun)].map((run): RawPlace => {
    const numbers = [...run[0].matchAll(/<loc(\d+)>/g)].map(([, bin]) => new JsonNumber(bin!));
    const label = run[1]!.trim();
    return { numbers, isNamed: false, ...(label === '' ? {} : { label }) };
  });
  if (places.length === 0) return undefined;
  const isOther = kind === 'points' ? places.some(({ numbers }) => numbers.length === 4) : false;
  return isOther ? { problem: `${placeName(kind, 0)} is a box, but points were asked for` } : { places, form: 'loc' };
}

/** The number that a text is, or the text. */
function numberOf(text: string): JsonValue {
  const trimmed = text.trim();
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed) ? new JsonNumber(trimmed) : trimmed;
}
