// Which names from outside of the schema belong at a place: models, files, columns of a data file, tags, placeholders.

import { isMap } from '../../shared/text/isMap';
import { findBraces, isPlaceholderName } from '../benchmark/fillPrompt';
import { valueAt, type ProblemPath } from '../benchmark/problemPath';
import { dataFileEndings } from '../benchmark/readDataFile';
import { mark, type WritingPlace } from './placeAt';
import { parseModel } from '../../shared/run/model';
import type { FileForm } from './schemaAt';
import { snippetText } from './snippetText';
import type { Suggestion } from './suggestion';
import type { WritingSources } from './writingSources';

const pictureEndings = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif'];

/** Files that a check names. */
const checkFiles: { readonly [word: string]: readonly string[] } = {
  python: ['.py'],
  javascript: ['.js', '.mjs'],
  json_schema: ['.json'],
};

export async function valuesWanted({ path, file }: WritingPlace, sources: WritingSources): Promise<Suggestion[]> {
  const [field, item] = fieldAt(path);
  const last = String(path.at(-1));
  const dataFile = dataFileAt(item, file);
  if (field === 'models[]' || field === 'models[].model' || last === 'judge') return modelItems(sources);
  if (item && /^(image|image\[\])$/.test(field) && dataFile === undefined) return fileItems(pictureEndings, sources);
  if (item && field === 'file') return fileItems(dataFileEndings, sources);
  if (path.includes('expect') && Object.hasOwn(checkFiles, last)) return fileItems(checkFiles[last]!, sources);
  if (dataFile !== undefined && /^(expectation|image|tags|variables)(\[\]|\.[^.]+)?$/.test(field))
    return (await sources.columns(dataFile)).map((label) => named('column', label));
  if (/^tags(\[\])?$/.test(field)) return [...tagsIn(file)].map((label) => named('value', label));
  return [];
}

/** Keys that are people's own. */
export async function keysWanted(
  { path, file, form }: WritingPlace & { form: FileForm },
  sources: WritingSources,
): Promise<{ name: string; kind: Suggestion['kind'] }[]> {
  const [field, item] = fieldAt(path);
  const dataFile = dataFileAt(item, file);
  const there = valueAt(file, path);
  const free = (names: Iterable<string>, kind: Suggestion['kind']) =>
    [...names].filter((name) => !isMap(there) || !Object.hasOwn(there, name)).map((name) => ({ name, kind }));
  if (form === 'project') return free(await namesInProject(field, sources), 'model');
  if (field === 'where' && dataFile !== undefined) return free(await sources.columns(dataFile), 'column');
  if (field === 'dynamic_variables' || (field === 'variables' && dataFile !== undefined))
    return free(placeholdersOf(file), 'value');
  if (field === 'prices' || field === 'coordinates') return free(modelsIn(file), 'model');
  return [];
}

/** Models, or the ids of model APIs. */
async function namesInProject(field: string, sources: WritingSources): Promise<string[]> {
  const models = ['prices', 'coordinates', 'concurrency', 'rate_limits'].includes(field) ? await sources.models() : [];
  const names = models.map(({ name }) => name);
  return /^(?:prices|coordinates)$/.test(field) ? names : [...new Set(names.map((name) => parseModel(name).provider))];
}

/** What a path names below its prompt, or below the file; list places are `[]`. With the path of the prompt, or of `defaults`. */
function fieldAt(path: ProblemPath): [field: string, item: ProblemPath | undefined] {
  const depth = path[0] === 'defaults' ? 1 : path[0] === 'prompts' ? (typeof path[1] === 'number' ? 2 : 1) : 0;
  const field = path
    .slice(depth)
    .map((part) => (typeof part === 'number' ? '[]' : `.${part}`))
    .join('')
    .replace(/^\./, '');
  return [field, depth === 0 ? undefined : path.slice(0, depth)];
}

/** The data file that a list entry names. */
function dataFileAt(item: ProblemPath | undefined, file: unknown): string | undefined {
  const name = item && valueAt(file, [...item, 'file']);
  return typeof name === 'string' && name !== mark ? name : undefined;
}

async function modelItems(sources: WritingSources): Promise<Suggestion[]> {
  return (await sources.models()).map(({ name, label }) => ({ ...named('model', name), detail: label }));
}

async function fileItems(endings: readonly string[], sources: WritingSources): Promise<Suggestion[]> {
  return (await sources.files(endings)).map((label) => named('file', label));
}

/** In quotes where YAML would take it for something else. */
function named(kind: Suggestion['kind'], label: string): Suggestion {
  const isPlain = /^[\p{L}\p{N}_./~-](?:[^#:,[\]{}"'`\r\n]|:(?=\S))*$/u.test(label) && !/^[-?](?:\s|$)|\s$/.test(label);
  return { kind, label, snippet: snippetText(isPlain ? label : JSON.stringify(label)), goesOn: false };
}

function tagsIn(file: unknown): Set<string> {
  const prompts = valueAt(file, ['prompts']);
  const items = [valueAt(file, ['defaults']), ...(Array.isArray(prompts) ? (prompts as unknown[]) : [])];
  const tags = items.flatMap((item) =>
    // Those of a data file are columns.
    isMap(item) && item['file'] === undefined ? [item['tags']].flat() : [],
  );
  return new Set(
    tags
      .filter((tag) => typeof tag === 'string')
      .flatMap((tag) => tag.split(','))
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '' && tag !== mark),
  );
}

function placeholdersOf(file: unknown): Set<string> {
  const texts = [valueAt(file, ['base_prompt']), valueAt(file, ['system'])].flatMap((text) =>
    isMap(text) ? Object.values(text) : [text],
  );
  return new Set(
    texts
      .filter((text) => typeof text === 'string')
      .flatMap((text) => findBraces(text))
      .map(({ name }) => name)
      .filter(isPlaceholderName),
  );
}

function modelsIn(file: unknown): string[] {
  const models = valueAt(file, ['models']);
  return (Array.isArray(models) ? (models as unknown[]) : [])
    .map((model) => (isMap(model) ? model['model'] : model))
    .filter((model) => typeof model === 'string');
}
