// Checks a benchmark's fields one by one against the schema and says in plain words what each should have been.

import { priceFields } from './priceFields';
import type * as z from 'zod';
import type { RequirementName } from '../../shared/run/requirements';
import { writtenTestTypes } from '../../shared/run/benchmark';
import { parameterWords } from '../checks/parametersSchema';
import { schemaLook } from '../files/schemaLook';
import { benchmarkSchema } from './benchmarkSchema';
import { describeValue } from '../../shared/text/describeValue';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';
import { formatPath, valueAt, type ProblemPath } from './problemPath';
import { replaceValue } from './repairs';
import type { Repair } from './repair';
import { roleAsKey } from './roleAsKey';
import { checkMeant, testTypeMeant } from './testTypeWords';
import type { KnownProvider } from './knownProvider';
import { modelOfMap } from './foreignModel';
import { maxRepeat } from './limits';

/** What each field is, by its path with list positions and variable names left out. */
const expectedFields: { [path: string]: string } = {
  benchmark_name: 'text, the name of the benchmark',
  system: 'text that models are told before the prompt',
  'prompts[].system': 'text that models are told before the prompt',
  examples: 'a list of examples, each a map with `user` and `assistant`',
  'examples[]': 'a map with `user` and `assistant`',
  'examples[].user': 'text, what is asked',
  'examples[].assistant': 'text, the answer that it should get',
  'prompts[].messages': 'a list of messages, each a map with `role` and `content`',
  'prompts[].messages[]': 'a map with `role` and `content`',
  'prompts[].messages[].role': 'user or assistant',
  'prompts[].messages[].content': 'text that is said',
  purpose: 'text that says what the benchmark is for',
  base_prompt:
    "text, what is sent to every model, with `{{name}}` where a prompt's value goes, or a map from names of variants to such texts",
  'base_prompt.*': "text, what is sent to every model in this variant, with `{{name}}` where a prompt's value goes",
  test_type: `one of ${writtenTestTypes.join(', ')}`,
  evaluator: `one of ${writtenTestTypes.join(', ')}`,
  image_size: 'shared or native',
  coordinates: 'a coordinate profile such as `xy1000`, or a map from models to profiles',
  'coordinates.*': 'a coordinate profile such as `xy1000`',
  mode: 'speed, throughput or batch',
  budget_usd: 'an amount in US dollars above 0, such as 0.5',
  ...priceFields,
  require: 'a map of what is required, such as `accuracy: 0.9`',
  'require.models': 'a map from models to what is required of them',
  ...requirementFields('require'),
  'require.models.*': 'a map of what is required, such as `accuracy: 0.9`',
  ...requirementFields('require.models.*'),
  repeat: `a whole number from 1 to ${maxRepeat}`,
  parameters: 'a map of parameters such as `temperature: 0`',
  ...parameterFields('parameters'),
  models: 'a list of models, `- openai~gpt-6-luna` and so on, one a line',
  'models[]': 'text such as `openai~gpt-6-luna`, or a map with `model`',
  'models[].model': 'text such as `openai~gpt-6-luna`',
  'models[].label': 'text that tells the row from others of the model',
  'models[].parameters': 'a map of parameters such as `effort: high`',
  ...parameterFields('models[].parameters'),
  prompts: 'a list of prompts, each with an `expectation`, or a data file such as `{ file: cases.csv }`',
  'prompts[]': 'a map with an `expectation` and, for the placeholders of base_prompt, `dynamic_variables`',
  'prompts[].test_type': `one of ${writtenTestTypes.join(', ')}`,
  'prompts[].image': 'a path relative to the benchmark file, such as `pictures/street.png`, or a list of them',
  'prompts[].image[]': 'a path relative to the benchmark file, such as `pictures/street.png`',
  'prompts[].dynamic_variables': 'a map from placeholder names to text or numbers',
  'prompts[].dynamic_variables.*': 'text or a number',
  'prompts[].expect': 'a list of checks, such as `- contains: Paris`, one an entry',
  'prompts[].pass_at': 'a number above 0, at most 1',
  'prompts[].tags': 'a tag such as `geo`, or a list of tags',
  'prompts[].tags[]': 'text, a tag such as `geo`',
  'prompts[].skip': 'true, or text that says why',
  'prompts[].only': 'true or false',
  'prompts[].expectation': 'the right answer: a number, text, or what else the test type takes',
};

/** What each parameter is, below either of the two places where they are set. */
function parameterFields(place: string): { [path: string]: string } {
  const fields = Object.entries(parameterWords).map(([name, text]) => [`${place}.${name}`, text]);
  return { ...Object.fromEntries(fields), [`${place}.stop[]`]: 'text that ends an answer' };
}

/** What is required, of all models or of one. */
function requirementFields(place: string): { [path: string]: string } {
  const expected: { readonly [name in RequirementName]: string } = {
    accuracy: 'a number from 0 to 1, such as 0.9 for 90%',
    errors: 'a whole number from 0',
    total_p50_ms: 'a number of milliseconds above 0, such as 4000',
    total_p95_ms: 'a number of milliseconds above 0, such as 4000',
    ttft_p50_ms: 'a number of milliseconds above 0, such as 800',
    ttft_p95_ms: 'a number of milliseconds above 0, such as 800',
    cost_usd: 'an amount in US dollars, such as 0.5',
  };
  return Object.fromEntries(Object.entries(expected).map(([name, text]) => [`${place}.${name}`, text]));
}

/** Maps whose keys are people's own: in field names they are `*`. */
const freeMaps: ReadonlySet<string> = new Set([
  'base_prompt',
  'coordinates',
  'prices',
  'require.models',
  'prompts[].dynamic_variables',
]);

/** Zod copies all that it reads, which of many prompts takes longer than the other checks. */
const looksRight = schemaLook(benchmarkSchema, 'takes');

/** True when the value has the shape of a benchmark; otherwise `problems` says what is wrong with it. */
export function checkShape(value: unknown, known: readonly KnownProvider[], problems: ProblemList): boolean {
  if (!isMap(value)) {
    problems.error(
      [],
      `A benchmark is a map with \`benchmark_name\`, \`base_prompt\`, \`test_type\`, \`models\` and \`prompts\`, but the file holds ${describeValue(value)}.`,
    );
    return false;
  }
  if (value['purpose'] === undefined) {
    problems.warning(
      ['purpose'],
      'purpose is missing: one sentence that says what the benchmark is for helps whoever reads its runs.',
    );
  }
  checkJudging(value['prompts'], problems);
  if (looksRight(value)) return true;
  const checked = benchmarkSchema.safeParse(value);
  // Of a message whose role is its key `checkMessages` says how it is written.
  const isToldElsewhere = (path: ProblemPath): boolean =>
    /^prompts\[\]\.messages\[\]\.(?:role|content)$/.test(fieldOf(path)) &&
    roleAsKey(valueAt(value, path.slice(0, -1))) !== undefined;
  for (const path of (checked.error?.issues ?? []).flatMap(placesOf).filter((one) => !isToldElsewhere(one)))
    problems.error(
      path,
      messageFor(path, value, known, problems),
      problems.spanOf(path),
      repairFor(path, value, problems),
    );
  return checked.success;
}

/** A prompt has an expectation or checks, not both and not neither. */
function checkJudging(prompts: unknown, problems: ProblemList): void {
  if (!Array.isArray(prompts)) return;
  for (const [index, prompt] of (prompts as unknown[]).entries()) {
    if (!isMap(prompt)) continue;
    const where = `prompts[${index}]`;
    const isOfChecks = prompt['expect'] !== undefined;
    if (!isOfChecks && prompt['expectation'] === undefined)
      problems.error(
        ['prompts', index, 'expectation'],
        `${where}.expectation is missing: expected ${expectedFields['prompts[].expectation']}, or checks in \`expect\`.`,
      );
    for (const other of ['expectation', 'test_type'])
      if (isOfChecks && prompt[other] !== undefined)
        problems.error(
          ['prompts', index, other],
          `${where} has both ${other} and expect. Keep one of them; in expect it is an entry of the list: \`- { test_type: count, expectation: 7 }\`.`,
          problems.keySpanOf(['prompts', index, other]),
        );
    if (!isOfChecks && prompt['pass_at'] !== undefined)
      problems.error(
        ['prompts', index, 'pass_at'],
        `${where} has pass_at without expect: it says how many of the checks in expect are enough.`,
        problems.keySpanOf(['prompts', index, 'pass_at']),
      );
  }
}

/** Where an issue is. Of a union that is inside the one of its forms that the value was meant as, if it is any. */
function placesOf(issue: z.core.$ZodIssue): ProblemPath[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const meant =
    issue.code === 'invalid_union'
      ? issue.errors.find((inner) => inner.every((one) => one.path.length > 0))
      : undefined;
  return meant ? meant.flatMap(placesOf).map((inner) => [...path, ...inner]) : [path];
}

function messageFor(path: ProblemPath, root: unknown, known: readonly KnownProvider[], problems: ProblemList): string {
  const value = valueAt(root, path);
  const name = formatPath(path);
  const expected = expectedFields[fieldOf(path)] ?? 'something else';
  if (value === undefined) {
    const owner = valueAt(root, path.slice(0, -1));
    return `${name} is missing: expected ${expected}.${isMap(owner) ? hintForMissing(path, owner, known) : ''}`;
  }
  if (value === null) return `${name} has no value: expected ${expected}.`;
  if (isEmpty(value)) return `${name} is empty: expected ${expected}.`;
  if (isTestType(path) && typeof value === 'string') {
    const meant = testTypeMeant(value);
    const check = checkMeant(value);
    const hint =
      meant !== undefined
        ? `; did you mean \`${meant}\`?`
        : check !== undefined
          ? `. \`${check}\` is a check: write it in \`expect\` in place of \`expectation\`, \`expect: [{ ${check}: ... }]\`.`
          : '.';
    return `There is no ${name === 'evaluator' ? 'evaluator' : 'test type'} \`${value}\`${hint} Expected ${expected}.`;
  }
  return `${name} must be ${expected}, but it is ${describeValue(value, problems.nodeAt(path)?.plainText)}.${hintFor(path, value)}`;
}

/** Another value where there is no doubt which. */
function repairFor(path: ProblemPath, root: unknown, problems: ProblemList): Repair | undefined {
  const value = valueAt(root, path);
  if (typeof value === 'string') {
    if (isTestType(path)) return replaceValue(path, testTypeMeant(value), problems);
    if (isNumberInQuotes(path, value)) return replaceValue(path, value.trim(), problems);
  }
  return undefined;
}

function isTestType(path: ProblemPath): boolean {
  return path.at(-1) === 'test_type' || (path.length === 1 && path[0] === 'evaluator');
}

function hintFor(path: ProblemPath, value: unknown): string {
  const field = fieldOf(path);
  if (field === 'models' && typeof value === 'string') return ' Put it on its own line below, after `- `.';
  if (field.endsWith('.role') && value === 'system') return ' What models are told goes in `system`.';
  if (field.endsWith('.effort') && (value === 'off' || value === false)) return ' For no reasoning write `none`.';
  if (typeof value === 'string' && isNumberInQuotes(path, value)) return ' Take the quotes away.';
  const isText = expectedFields[field]?.startsWith('text') ?? false;
  return isText && (typeof value === 'number' || typeof value === 'boolean' || field.endsWith('*'))
    ? ' Put it in quotes to make it text.'
    : '';
}

function isNumberInQuotes(path: ProblemPath, text: string): boolean {
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  return isNumber && /^a (?:whole )?number/.test(expectedFields[fieldOf(path)] ?? '');
}

/** A model as other tools have it: `id: openai:gpt-4o`. */
function hintForMissing(path: ProblemPath, owner: { [key: string]: unknown }, known: readonly KnownProvider[]): string {
  const meant = fieldOf(path) === 'models[].model' ? modelOfMap(owner, known) : undefined;
  return meant === undefined ? '' : ` Did you mean \`model: ${meant}\`?`;
}

/** What the value at a path should be, in words that follow *expected*; undefined where nobody says. */
export function expectedAt(path: ProblemPath): string | undefined {
  return expectedFields[fieldOf(path)];
}

/** The path with list positions and people's own keys left out, as `expectedFields` has it. */
function fieldOf(path: ProblemPath): string {
  let field = '';
  for (const part of path) {
    if (typeof part === 'number') field += '[]';
    else if (field === '') field = part;
    else field += freeMaps.has(field) ? '.*' : `.${part}`;
  }
  return field;
}

function isEmpty(value: unknown): boolean {
  if (isMap(value)) return Object.keys(value).length === 0;
  return (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}
