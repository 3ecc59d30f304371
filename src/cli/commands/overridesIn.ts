// What `run` is told to do otherwise than its file says: `--model NAME` and `--set PATH=VALUE`.

import { benchmarkKeys } from '../../core/benchmark/benchmarkSchema';
import { readYaml } from '../../core/benchmark/readYaml';
import type { Overrides } from '../../shared/runs/runManifest';
import { nearestName } from '../../shared/text/nearestName';
import type { RunCommand } from '../arguments/runOptions';
import { UsageError } from '../arguments/usageError';

/** What holds more than one value can stand for, and what to do in place of setting it. */
const notSettable: { readonly [key: string]: string } = {
  models: 'Use --models or --model.',
  prompts: 'Use --prompts, --tags or --limit, or change the file.',
  defaults: 'Change the file.',
};

const pathExample = 'Write a path and a value: --set parameters.temperature=0';

/** Throws a `UsageError` for what can't be set; whether a value is a good one is said with the file's own problems. */
export function overridesIn({ addedModels, set }: Pick<RunCommand, 'addedModels' | 'set'>): Overrides {
  const settings = new Map<string, unknown>();
  for (const [path, value] of set.map(readSetting)) {
    if (settings.has(path)) throw new UsageError(`--set ${path} is there twice.`, 'Write it once.');
    settings.set(path, value);
  }
  return { models: addedModels, set: Object.fromEntries(settings) };
}

function readSetting(written: string): [path: string, value: unknown] {
  const [, path, text] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(written) ?? [];
  if (path === undefined || text === undefined) throw new UsageError(`--set ${written} sets nothing.`, pathExample);
  const parts = path.split('.');
  const key = parts[0]!;
  if (parts.includes('')) throw new UsageError(`--set ${path}: a part of the path is empty.`, pathExample);
  const instead = Object.hasOwn(notSettable, key) ? notSettable[key] : undefined;
  if (instead !== undefined) throw new UsageError(`--set ${path}: ${key} can't be set.`, instead);
  const settable = benchmarkKeys.filter((one) => !Object.hasOwn(notSettable, one));
  if (!settable.includes(key)) {
    const meant = nearestName(key, settable);
    throw new UsageError(
      `--set ${path}: there is no ${key} to set in a benchmark.`,
      meant ? `Did you mean ${meant}?` : `What can be set: ${settable.join(', ')}.`,
    );
  }
  const { content } = readYaml(text);
  const value: unknown = content?.value ?? text;
  // A list of texts is a value of `stop`; whether a key takes one is said with the file's other problems.
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (values.some((one) => typeof one === 'object' && one !== null))
    throw new UsageError(`--set ${path} takes one value, or a list of such, not a map.`, 'Write that into the file.');
  // It would be another number, and what is said of that would name digits that nobody wrote.
  if (/\d{16}/.test(text) && values.some((one) => Number.isInteger(one) && !Number.isSafeInteger(one)))
    throw new UsageError(
      `--set ${path}: ${text.trim()} has more digits than a number can hold.`,
      `A whole number is at most ${Number.MAX_SAFE_INTEGER}. A text is put in quotes.`,
    );
  return [path, value];
}
