// Checks the fields of a project file one by one against the schema. A key that means nothing is an error: a setting that does not hold is worse
// than a file that is refused.

import type * as z from 'zod';
import { describeValue } from '../../shared/text/describeValue';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import { snakeCase } from '../../shared/text/snakeCase';
import type { ProblemList } from '../benchmark/problemList';
import { formatPath, valueAt, type ProblemPath } from '../benchmark/problemPath';
import { renameKey } from '../benchmark/repairs';
import { projectFields, projectKeys, projectSchema, type WrittenProject } from './projectSchema';

/** The file as the schema has it; undefined where something is wrong, which is told. */
export function checkProjectShape(value: unknown, problems: ProblemList): WrittenProject | undefined {
  if (!isMap(value)) {
    problems.error(
      [],
      `A project file is a map of settings such as \`timeout_seconds: 120\`, but the file holds ${describeValue(value)}.`,
    );
    return undefined;
  }
  const checked = projectSchema.safeParse(value);
  for (const issue of checked.error?.issues ?? []) tell(issue, value, problems);
  return checked.data;
}

function tell(issue: z.core.$ZodIssue, root: unknown, problems: ProblemList): void {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  // A key that is none is told of below, with the keys that there are; in `parameter_names` it is an issue of its own.
  if (issue.code === 'unrecognized_keys') for (const key of issue.keys) tellOfKey(key, path, problems);
  else if (issue.code === 'invalid_key') tellOfKey(String(path.at(-1)), path.slice(0, -1), problems);
  else problems.error(path, messageFor(path, valueAt(root, path), problems));
}

function messageFor(path: ProblemPath, value: unknown, problems: ProblemList): string {
  const name = formatPath(path);
  const expected = expectedInProject(path) ?? 'something else';
  if (value === undefined) return `${name} is missing: expected ${expected}.`;
  if (value === null) return `${name} has no value: expected ${expected}.`;
  return `${name} must be ${expected}, but it is ${describeValue(value, problems.nodeAt(path)?.plainText)}.`;
}

/** What the value at a path should be, in words that follow *expected*; undefined where nobody says. */
export function expectedInProject(path: ProblemPath): string | undefined {
  return projectFields[projectFieldOf(path)];
}

/** What somebody may look for here and which is not a folder's to say, with whose it is. */
const notForFiles: { readonly [key: string]: string } = {
  python: 'What executes Python of models is said with --python, or with the setting isoSpeedBench.python.runner.',
  confirm_above_usd:
    'Above which cost you are asked is said with --confirm-above, or with the setting isoSpeedBench.confirmAboveUsd.',
  env_file: 'A file with keys is named with --env-file.',
  api_keys: 'Keys belong in the environment, or in the secret storage of VS Code.',
  allow_outside_images:
    'That files may lie elsewhere is said with --allow-outside-images, or with the setting isoSpeedBench.images.allowOutsideWorkspace.',
};

/** Settings of VS Code by the names that they have here. */
const settingNames: { readonly [key: string]: string } = {
  request_timeout_seconds: 'timeout_seconds',
  timeout: 'timeout_seconds',
  max_attempts: 'attempts',
  limits: 'answer_limits',
  budget: 'budget_usd',
};

function tellOfKey(key: string, owner: ProblemPath, problems: ProblemList): void {
  const path = [...owner, key];
  const names = projectKeys[projectFieldOf(owner)] ?? [];
  const written = snakeCase(key).replaceAll('-', '_');
  const foreign = owner.length === 0 ? nearestName(written, Object.keys(notForFiles)) : undefined;
  const meant = settingNames[written] ?? (names.includes(written) ? written : nearestName(written, names));
  const hint =
    meant !== undefined && names.includes(meant)
      ? `did you mean \`${meant}\`?`
      : foreign !== undefined
        ? `it is not for a file to say. ${notForFiles[foreign]}`
        : `the keys known here are ${names.join(', ')}.`;
  const repair = meant !== undefined && names.includes(meant) ? renameKey([path], meant, problems) : undefined;
  problems.error(path, `${formatPath(path)} is not a known key; ${hint}`, problems.keySpanOf(path), repair);
}

const freeMaps: ReadonlySet<string> = new Set([
  'concurrency',
  'rate_limits',
  'prices',
  'coordinates',
  'services[].parameter_names',
]);

/** A path with list places as `[]` and people's own keys as `*`. */
function projectFieldOf(path: ProblemPath): string {
  let field = '';
  for (const part of path) {
    if (typeof part === 'number') field += '[]';
    else if (freeMaps.has(field)) field += '.*';
    else field += field === '' ? part : `.${part}`;
  }
  return field;
}
