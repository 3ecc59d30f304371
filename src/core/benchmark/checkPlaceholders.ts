// Compares the placeholders of the base prompt, or of its variants, with the values of the prompts; what doesn't match is a warning naming
// both.

import type { Needs } from '../checks/check';
import { findBraces, isPlaceholderName } from './fillPrompt';
import { placeholdersIn } from './fillTexts';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import type { Span } from './yamlNode';

/** Prompts named one by one before the rest is only counted. */
const maxNamed = 10;

/** The word that an OCR engine (`tesseract~eng`) looks for where a test asks for a place: of use without a placeholder. */
const searchedName = 'word';

/** `needs` are those of the prompts by position; what has one of the `impliedNames` may be without use. */
export function checkPlaceholders(
  { base_prompt: basePrompt, system, prompts }: { [field: string]: unknown },
  needs: readonly (Needs | undefined)[],
  text: string,
  problems: ProblemList,
  impliedNames: ReadonlySet<string> = new Set(),
): void {
  const texts = textsIn(basePrompt);
  if (texts.length === 0 || !Array.isArray(prompts)) return;
  const values = (prompts as unknown[]).map(namesWithValue);
  const braces = new Map<string, ProblemPath[]>();
  for (const { path, text: one } of texts)
    for (const name of new Set(findBraces(one).map((found) => found.name)))
      braces.set(name, [...(braces.get(name) ?? []), path]);
  const given = new Set(values.flatMap((names) => (names ? [...names] : [])));
  const placeholders = [...braces.keys()].filter((name) => given.has(name) || isPlaceholderName(name));
  for (const name of placeholders) warnOfMissing({ name, places: braces.get(name)! }, values, given, text, problems);
  const inChecks = (prompts as unknown[]).map((prompt) => placeholdersOf(prompt, 'expect'));
  warnOfMissingIn('expect', 'answers are held against it as it stands', inChecks, values, problems);
  const inSystem = (prompts as unknown[]).map((prompt) => namesInSystem(prompt, system));
  warnOfMissingIn('system', 'it is sent as it is', inSystem, values, problems);
  const inMessages = (prompts as unknown[]).map((prompt) => placeholdersOf(prompt, 'messages'));
  warnOfMissingIn('messages', 'it is sent as it is', inMessages, values, problems);
  const used = new Set([...inChecks, ...inSystem, ...inMessages].flat());
  for (const name of given)
    if (!braces.has(name) && !used.has(name) && !impliedNames.has(name))
      warnOfUnused(name, name === searchedName ? withoutPlaces(values, needs) : values, placeholders, problems);
}

/** The base prompt, or its variants, as far as they are texts, each with its place. */
function textsIn(basePrompt: unknown): { path: ProblemPath; text: string }[] {
  const variants = isMap(basePrompt)
    ? Object.entries(basePrompt).map(([name, text]) => ({ path: ['base_prompt', name], text }))
    : [{ path: ['base_prompt'], text: basePrompt }];
  return variants.flatMap(({ path, text }) => (typeof text === 'string' ? [{ path, text }] : []));
}

/** Most prompts have no such texts. */
const none: readonly string[] = [];

function placeholdersOf(prompt: unknown, field: 'expect' | 'messages'): readonly string[] {
  return isMap(prompt) && prompt[field] !== undefined ? placeholdersIn(prompt[field]) : none;
}

/** Of its own system text, or of the file's. */
function namesInSystem(prompt: unknown, ofFile: unknown): readonly string[] {
  const system = (isMap(prompt) ? prompt['system'] : undefined) ?? ofFile;
  if (typeof system !== 'string') return none;
  return findBraces(system).flatMap(({ name }) => (isPlaceholderName(name) ? [name] : []));
}

function warnOfMissingIn(
  field: 'expect' | 'system' | 'messages',
  consequence: string,
  inTexts: readonly (readonly string[])[],
  values: readonly (Set<string> | undefined)[],
  problems: ProblemList,
): void {
  const missing: { name: string; position: number }[] = [];
  for (const [position, names] of inTexts.entries())
    for (const name of names.length === 0 ? [] : new Set(names))
      if (values[position]?.has(name) === false) missing.push({ name, position });
  for (const { name, position } of missing.slice(0, maxNamed)) {
    const meant = nearestName(name, [...values[position]!]);
    const suggestion = meant === undefined ? '' : ` Did you mean \`{{${meant}}}\`?`;
    problems.warning(
      ['prompts', position, field],
      `The placeholder {{${name}}} in ${field} of prompts[${position}] has no value in its dynamic_variables, so ${consequence}.${suggestion}`,
    );
  }
}

function withoutPlaces(
  values: readonly (Set<string> | undefined)[],
  needs: readonly (Needs | undefined)[],
): (Set<string> | undefined)[] {
  return values.map((names, position) => (needs[position]?.hasPlaces ? undefined : names));
}

/** A placeholder and the texts that have it. */
interface Placeholder {
  name: string;
  places: readonly ProblemPath[];
}

function warnOfMissing(
  { name, places }: Placeholder,
  values: readonly (Set<string> | undefined)[],
  given: Set<string>,
  text: string,
  problems: ProblemList,
): void {
  const without = [...values.entries()].filter(([, names]) => names && !names.has(name)).map(([position]) => position);
  if (without.length === 0) return;
  if (!given.has(name)) {
    const meant = nearestName(name, [...given]);
    const prompts =
      given.size === 0 ? 'no prompt has dynamic_variables' : `the prompts have values for ${list([...given])}`;
    const suggestion = meant ? ` Did you mean \`{{${meant}}}\`?` : '';
    for (const path of places)
      problems.warning(
        path,
        `The placeholder {{${name}}} of ${formatPath(path)} has no value in any prompt, so it is sent as it is; ${prompts}.${suggestion}`,
        braceSpan(name, path, text, problems),
      );
    return;
  }
  const where = places.map(formatPath).join(' and ');
  for (const position of without.slice(0, maxNamed)) {
    const more =
      without.length > maxNamed && position === without[maxNamed - 1]
        ? ` So it is in ${without.length - maxNamed} more prompts.`
        : '';
    const names = [...(values[position] ?? [])];
    const has = names.length === 0 ? 'it has no values' : `it has values for ${list(names)}`;
    problems.warning(
      ['prompts', position, 'dynamic_variables'],
      `prompts[${position}] has no value for the placeholder {{${name}}} of ${where}, so it is sent as it is; ${has}.${more}`,
    );
  }
}

function warnOfUnused(
  name: string,
  values: readonly (Set<string> | undefined)[],
  placeholders: readonly string[],
  problems: ProblemList,
): void {
  const having = [...values.entries()].filter(([, names]) => names?.has(name)).map(([position]) => position);
  if (having.length === 0) return;
  const path = ['prompts', having[0]!, 'dynamic_variables', name];
  const others = having.length > 1 ? ` (and of ${having.length - 1} more prompts)` : '';
  const has =
    placeholders.length === 0
      ? 'base_prompt has no placeholder at all'
      : `its placeholders are ${placeholders.map((one) => `{{${one}}}`).join(', ')}`;
  problems.warning(
    path,
    `The value \`${name}\` of prompts[${having[0]}]${others} is not used: base_prompt has no placeholder {{${name}}}; ${has}.`,
    problems.keySpanOf(path),
  );
}

/** Undefined when the prompt is too broken to say. */
function namesWithValue(prompt: unknown): Set<string> | undefined {
  if (!isMap(prompt)) return undefined;
  const variables = prompt['dynamic_variables'];
  if (variables === null || variables === undefined) return new Set();
  if (!isMap(variables)) return undefined;
  return new Set(
    Object.keys(variables)
      .filter((name) => variables[name] !== null)
      .map((name) => name.trim()),
  );
}

/** The placeholder itself inside the text, where that stands in the file as it is. */
function braceSpan(name: string, path: ProblemPath, text: string, problems: ProblemList): Span | undefined {
  const node = problems.nodeAt(path);
  if (!node) return undefined;
  const found = findBraces(text.slice(node.start, node.end)).find((one) => one.name === name);
  return found && { start: node.start + found.start, end: node.start + found.end };
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
