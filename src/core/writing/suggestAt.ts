// What may be written at a place of a benchmark or a project file: keys with their values begun, and the values that a key may have.

import { isMap } from '../../shared/text/isMap';
import { lineStart } from '../benchmark/lineStart';
import { valueAt } from '../benchmark/problemPath';
import { checkOf, describeKey, describeValue } from './describe';
import { keysWanted, valuesWanted } from './wantedAt';
import { mark, placesAt, type PlacesAt, type WritingPlace } from './placeAt';
import { schemasAt, type FileForm, type SchemaNode } from './schemaAt';
import { snippetText } from './snippetText';
import type { Suggestion } from './suggestion';
import type { WritingSources } from './writingSources';

export interface Suggestions extends Pick<PlacesAt, 'start' | 'end'> {
  items: Suggestion[];
}

/** `sources` knows what is outside of the text: models, files, columns. It is asked only for what is wanted at the place. */
export async function suggestAt(
  text: string,
  offset: number,
  sources: WritingSources,
  form: FileForm,
): Promise<Suggestions> {
  const { start, end, places } = placesAt(text, offset);
  const line: Line = {
    before: text.slice(lineStart(text, start), start),
    hasColon: /^["']?[ \t]*:(?=\s|$)/.test(text.slice(end)),
  };
  const found = await Promise.all(places.map((place) => suggestIn({ ...place, form }, line, sources)));
  const items = new Map(found.flat().map((item) => [`${item.kind} ${item.label}`, item]));
  return { start, end, items: [...items.values()] };
}

/** Keys whose values are names from outside of the schema. */
const namesOfOthers: ReadonlySet<string> = new Set(['models', 'model', 'judge', 'image', 'file', 'tags']);

interface FormedPlace extends WritingPlace {
  form: FileForm;
}

interface Line {
  /** From the beginning of the line to the word. */
  before: string;
  /** Whether the colon of the key is there already. */
  hasColon: boolean;
}

async function suggestIn(place: FormedPlace, line: Line, sources: WritingSources): Promise<Suggestion[]> {
  if (place.kind === 'key') return [...keysOf(place, line), ...(await wantedKeys(place, line, sources))];
  const isAlone = line.before.trim() === '';
  const forms = schemasAt(place.path, place.file, place.form);
  const takesList = forms.some(({ items }) => items) && !forms.some(({ enum: values }) => values);
  // A list whose first entry is begun on a line of its own.
  if (takesList && isAlone && place.path.length > 0) return entriesOf(place, line, sources);
  return [...ownValues(place), ...(await valuesWanted(place, sources))];
}

/** Entries of a list, each behind a dash. */
async function entriesOf(place: FormedPlace, line: Line, sources: WritingSources): Promise<Suggestion[]> {
  const entry: FormedPlace = { ...place, path: [...place.path, 0] };
  const inEntry = { ...line, before: `${line.before}- ` };
  const items = [...ownValues(entry), ...(await valuesWanted(entry, sources)), ...keysOf(entry, inEntry)];
  return items.map((item) => ({ ...item, label: `- ${item.label}`, snippet: `- ${item.snippet}` }));
}

function keysOf(place: FormedPlace, line: Line): Suggestion[] {
  const { path, file, form } = place;
  const forms = schemasAt(path, file, form).filter(({ properties }) => properties);
  const written = valueAt(file, path);
  const taken = new Set(isMap(written) ? Object.keys(written) : []);
  taken.delete(mark);
  // Of several forms (the checks, prompts and data files) one that lacks what it must have begins with that.
  const lacking = ({ required = [] }: SchemaNode): string[] => required.filter((name) => !taken.has(name));
  const names = forms.flatMap((one) =>
    forms.length > 1 && lacking(one).length > 0 ? lacking(one).slice(0, 1) : Object.keys(one.properties!),
  );
  return [...new Set(names)]
    .filter((name) => !taken.has(name))
    .map((name) => keyItem(name, { ...place, path: [...path, name] }, line));
}

function keyItem(name: string, { path, file, form }: FormedPlace, line: Line): Suggestion {
  const forms = schemasAt(path, file, form);
  const text = describeKey(path, file, form);
  const example = exampleSnippet(checkOf(path)?.example, name);
  return {
    kind: 'key',
    label: name,
    snippet: line.hasColon ? snippetText(name) : (example ?? begun(name, forms, line.before)),
    goesOn: !line.hasColon && example === undefined && hasKnownValues(name, forms),
    ...(text === undefined ? {} : { text }),
  };
}

/** `contains: ${1:Paris}`; undefined where the check has other parts that must be there as well. */
function exampleSnippet(example: string | undefined, word: string): string | undefined {
  if (!example?.startsWith(`${word}: `)) return undefined;
  return `${snippetText(word)}: \${1:${snippetText(example.slice(word.length + 2))}}$0`;
}

/** A key with its value begun: in block style what is below it is indented further. */
function begun(name: string, forms: readonly SchemaNode[], before: string): string {
  const isFlow = isInFlow(before);
  const key = snippetText(name);
  const first = forms[0];
  const takesText = forms.some(({ type = [], enum: values }) => values || [type].flat().some(isScalar));
  if (!first || takesText) return `${key}: $0`;
  if (first.items) return isFlow ? `${key}: [$0]` : `${key}:\n${below(before)}- $0`;
  return isFlow ? `${key}: { $0 }` : `${key}:\n${below(before)}$0`;
}

function isScalar(type: string): boolean {
  return ['string', 'number', 'integer', 'boolean'].includes(type);
}

/** The blanks before what is below a key, beside those of its line, which the editor puts in. */
function below(before: string): string {
  const own = /^[ \t]*/.exec(before)![0].length;
  return ' '.repeat(before.length - own + 2);
}

/** Whether the line has an open bracket. */
function isInFlow(before: string): boolean {
  const plain = before.replace(/"[^"]*"|'[^']*'|\{\{[^}]*\}\}/g, '');
  return (plain.match(/[[{]/g)?.length ?? 0) > (plain.match(/[\]}]/g)?.length ?? 0);
}

function hasKnownValues(name: string, forms: readonly SchemaNode[]): boolean {
  const inside = forms.flatMap(({ items }) => items ?? []);
  const isKnown = ({ enum: values, type, properties }: SchemaNode): boolean =>
    values !== undefined || properties !== undefined || type === 'boolean';
  return [...forms, ...inside].some(isKnown) || namesOfOthers.has(name);
}

/** Words and truth values of the schema. */
function ownValues({ path, file, form }: FormedPlace): Suggestion[] {
  const values = schemasAt(path, file, form).flatMap(({ enum: words, type }) =>
    words ? words.map(String) : type === 'boolean' ? ['true', 'false'] : [],
  );
  return [...new Set(values)].map((value) => {
    const text = describeValue(path, value, file, form);
    return {
      kind: 'value',
      label: value,
      snippet: snippetText(value),
      goesOn: false,
      ...(text === undefined ? {} : { text }),
    };
  });
}

async function wantedKeys(place: FormedPlace, line: Line, sources: WritingSources): Promise<Suggestion[]> {
  const names = await keysWanted(place, sources);
  const after = line.hasColon ? '' : ': ';
  return names.map(({ name, kind }) => ({ kind, label: name, snippet: `${snippetText(name)}${after}`, goesOn: false }));
}
