// Checks a benchmark's fields one by one against the schema and says in plain words what each should have been.

import { evaluatorNames } from '../../shared/benchmark';
import { benchmarkKeys, benchmarkSchema, promptKeys } from './benchmarkSchema';
import { nearestName } from './nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';

/** What each field is, by its path with list positions and variable names left out. */
const expectedFields: { [path: string]: string } = {
  benchmark_name: 'text, the name of the benchmark',
  purpose: 'text that says what the benchmark is for',
  base_prompt: 'text, what is sent to every model, with `{{name}}` where a prompt\'s value goes',
  evaluator: `one of ${evaluatorNames.join(', ')}`,
  models: 'a list of models, `- openai~gpt-4o` and so on, one a line',
  'models[]': 'text such as `openai~gpt-4o`',
  prompts: 'a list of prompts, each with an `expectation`',
  'prompts[]': 'a map with an `expectation` and, for the placeholders of base_prompt, `dynamic_variables`',
  'prompts[].dynamic_variables': 'a map from placeholder names to text or numbers',
  'prompts[].dynamic_variables.*': 'text or a number',
  'prompts[].expectation': 'the right answer: a number, text, or for json_validator_eval a map or list',
};

/** True when the value has the shape of a benchmark; otherwise `problems` says what is wrong with it. */
export function checkShape(value: unknown, problems: ProblemList): boolean {
  if (!isMap(value)) {
    problems.error([], `A benchmark is a map with ${benchmarkKeys.map((key) => `\`${key}\``).join(', ')}, but the file holds ${describeValue(value)}.`);
    return false;
  }
  warnOfUnknownKeys(value, problems);
  if (value['purpose'] === undefined) {
    problems.warning(['purpose'], 'purpose is missing: one sentence that says what the benchmark is for helps whoever reads its runs.');
  }
  const checked = benchmarkSchema.safeParse(value);
  for (const issue of checked.error?.issues ?? []) {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    problems.error(path, messageFor(path, valueAt(value, path)));
  }
  return checked.success;
}

export function isMap(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageFor(path: ProblemPath, value: unknown): string {
  const name = formatPath(path);
  const expected = expectedFields[fieldOf(path)] ?? 'something else';
  if (value === undefined) return `${name} is missing: expected ${expected}.`;
  if (value === null) return `${name} has no value: expected ${expected}.`;
  if (isEmpty(value)) return `${name} is empty: expected ${expected}.`;
  if (name === 'evaluator' && typeof value === 'string') {
    const meant = nearestName(value, evaluatorNames);
    return `There is no evaluator \`${value}\`${meant ? `; did you mean \`${meant}\`?` : '.'} Expected ${expected}.`;
  }
  return `${name} must be ${expected}, but it is ${describeValue(value)}.${hintFor(path, value)}`;
}

function hintFor(path: ProblemPath, value: unknown): string {
  const field = fieldOf(path);
  if (field === 'models' && typeof value === 'string') return ' Put it on its own line below, after `- `.';
  if (field === 'models[]' && isMap(value)) {
    const [provider, name] = Object.entries(value)[0] ?? [];
    return typeof name === 'string' ? ` Did you mean \`${provider}~${name}\`?` : '';
  }
  const isText = expectedFields[field]?.startsWith('text') ?? false;
  return isText && (typeof value === 'number' || typeof value === 'boolean' || field.endsWith('*')) ? ' Put it in quotes to make it text.' : '';
}

function fieldOf(path: ProblemPath): string {
  const [first, position, key, name] = path;
  let field = String(first);
  if (position !== undefined) field += '[]';
  if (key !== undefined) field += `.${String(key)}`;
  return name === undefined ? field : `${field}.*`;
}

function warnOfUnknownKeys(benchmark: { [key: string]: unknown }, problems: ProblemList): void {
  const known: readonly string[] = benchmarkKeys;
  for (const key of Object.keys(benchmark)) {
    if (!known.includes(key)) warnOfUnknownKey([key], key, known, benchmark, '', problems);
  }
  if (!Array.isArray(benchmark['prompts'])) return;
  const first = new Map<string, { path: ProblemPath; prompt: { [key: string]: unknown }; count: number }>();
  for (const [index, prompt] of benchmark['prompts'].entries()) {
    if (!isMap(prompt)) continue;
    for (const key of Object.keys(prompt)) {
      if ((promptKeys as readonly string[]).includes(key)) continue;
      const seen = first.get(key);
      if (seen) seen.count++;
      else first.set(key, { path: ['prompts', index, key], prompt, count: 1 });
    }
  }
  for (const [key, { path, prompt, count }] of first) {
    const where = count > 1 ? ` It is in ${count} prompts.` : '';
    const isLost = prompt['dynamic_variables'] === null && String(benchmark['base_prompt']).includes(`{{${key}}}`);
    const hint = isLost ? ' To make it a value for the placeholder, indent it further than `dynamic_variables`.' : '';
    warnOfUnknownKey(path, key, promptKeys, prompt, where + hint, problems);
  }
}

function warnOfUnknownKey(
  path: ProblemPath,
  key: string,
  known: readonly string[],
  owner: { [key: string]: unknown },
  more: string,
  problems: ProblemList,
): void {
  const meant = nearestName(key, known.filter((name) => !Object.hasOwn(owner, name)));
  const suggestion = meant ? `did you mean \`${meant}\`?` : `the keys known here are ${known.join(', ')}.`;
  problems.warning(path, `${formatPath(path)} is not a known key and is ignored; ${suggestion}${more}`, problems.keySpanOf(path));
}

function isEmpty(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

function valueAt(value: unknown, path: ProblemPath): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.hasOwn(current, part) ? (current as { [key: string | number]: unknown })[part] : undefined;
  }
  return current;
}

/** A value as a few words: `the number 5`, `a list`, `the text "..."`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'string':
      return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)}`;
    case 'number':
      return Number.isFinite(value) ? `the number ${value}` : 'what YAML writes as .inf or .nan';
    default:
      return String(value);
  }
}
