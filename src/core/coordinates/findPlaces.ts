// Finds where in an answer the places are, by fixed rules that docs/coordinates.md states. Never looks at the size of a number.

import { markedAnswer } from '../answerText/markedAnswer';
import { findFences } from '../answerText/codeFence';
import { readJson, isOnlySeparator, type JsonValue } from '../answerText/jsonValues';
import { findTaggedPlaces } from './findTaggedPlaces';
import { saysNone } from './saysNone';
import { meaningOf, placesOf, type PlaceKind, type RawPlace, type RawPlaces } from './rawPlaces';
import { cutText } from '../../shared/text/cutText';

/** Values with nothing but spaces and commas between them. */
interface Group {
  values: JsonValue[];
  text: string;
}

/**
 * The places of an answer without its thinking; where it marks its answer (`<answer>`), those in the marks. Tags of a model family count before JSON, JSON in a code fence before what is outside. Of several lists
 * of places, or objects around one, the last counts: models correct themselves downwards. Values with only spaces and commas between them
 * are one list. A single place without a list around it counts when there is no other one; with several nobody can tell which is meant. Of a list
 * that is no JSON as a whole no part is taken: the others would be lost without a word. *None* in words is an empty list.
 */
export function findPlaces(spoken: string, kind: PlaceKind): RawPlaces {
  const said = markedAnswer(spoken, false) ?? spoken;
  const tagged = findTaggedPlaces(said, kind);
  if (tagged) return tagged;
  const { groups, isBroken } = groupsOf(said);
  const group = chooseGroup(isBroken ? groups.filter(isWhole) : groups);
  if (!group) return saysNone(said) ? { places: [], form: 'json' } : { problem: nothingFound(said) };
  if ('problem' in group) return group;
  const places: RawPlace[] = [];
  for (const value of group.values) {
    const found = placesOf(value, kind, places.length);
    if (!Array.isArray(found)) return found;
    for (const place of found) places.push(place);
  }
  return { places, form: 'json' };
}

interface Groups {
  /** Those that have to do with places. */
  groups: Group[];
  isBroken: boolean;
}

function groupsOf(said: string): Groups {
  const outside = groupsIn(said);
  if (outside.groups.length === 1 && outside.groups[0]!.text.length === said.trim().length) return outside;
  const fences = findFences(said).filter((fence) => fence.content.trim() !== '');
  const json = fences.filter((fence) => fence.language.startsWith('json'));
  const inside = (json.length > 0 ? json : fences).map((fence) => groupsIn(fence.content));
  if (inside.every(({ groups, isBroken }) => groups.length === 0 && !isBroken)) return outside;
  return { groups: inside.flatMap(({ groups }) => groups), isBroken: inside.some(({ isBroken }) => isBroken) };
}

function groupsIn(text: string): Groups {
  const groups: (Group & { start: number; end: number })[] = [];
  const { found, isBroken } = readJson(text);
  for (const { value, start, end } of found) {
    if (meaningOf(value) === 'none') continue;
    const last = groups.at(-1);
    if (last && isOnlySeparator(text, last.end, start)) {
      last.values.push(value);
      last.end = end;
    } else groups.push({ values: [value], text: '', start, end });
  }
  return { groups: groups.map(({ values, start, end }) => ({ values, text: text.slice(start, end) })), isBroken };
}

/** One list, or one object around a list. */
function isWhole({ values }: Group): boolean {
  return values.length === 1 && meaningOf(values[0]!) === 'places';
}

function chooseGroup(groups: readonly Group[]): Group | { problem: string } | undefined {
  const isList = (group: Group): boolean => group.values.length > 1 || isWhole(group);
  // `[]` is an answer when nothing else is; beside one it is a figure of speech.
  const isBare = ({ text }: Group): boolean => /^\[\s*\]$/.test(text);
  const lists = groups.filter(isList);
  const full = lists.filter((group) => !isBare(group));
  if (full.length > 0) return full.at(-1);
  const singles = groups.filter((group) => !isList(group));
  const written = new Set(singles.map(({ text }) => text.replaceAll(/\s/g, '')));
  if (written.size > 1) {
    const [first, second] = [...written].map((text) => cutText(text, 60));
    return {
      problem: `the answer gives ${written.size} places apart from each other, such as ${first} and ${second}, and no list of them: which are meant can't be told`,
    };
  }
  return singles.at(-1) ?? lists.at(-1);
}

function nothingFound(said: string): string {
  return /[[{]/.test(said)
    ? 'there is no complete JSON with places in the answer'
    : 'there are no places in the answer, as JSON or in the tags of a model family';
}
