// What `run` is told to do otherwise than its file says: `--model NAME` and `--set PATH=VALUE`.

import { benchmarkKeys } from '../../core/benchmark/benchmarkSchema';
import { readYaml } from '../../core/benchmark/readYaml';
import type { Overrides } from '../../shared/runs/runManifest';
import { nearestName } from '../../shared/text/nearestName';
import type { RunCommand } from '../arguments/commands';
import { UsageError } from '../arguments/usageError';

/** Lists, which one value can't stand for. */
const notSettable = ['models', 'prompts', 'defaults'];

/** Throws a `UsageError` for what can't be set; whether a value is a good one is said with the file's own problems. */
export function overridesIn({ addedModels, set }: Pick<RunCommand, 'addedModels' | 'set'>): Overrides {
  return { models: addedModels, set: Object.fromEntries(set.map(readSetting)) };
}

function readSetting(written: string): [path: string, value: unknown] {
  const [, path, text] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(written) ?? [];
  if (path === undefined || text === undefined)
    throw new UsageError(`--set ${written} sets nothing.`, 'Write a path and a value: --set parameters.temperature=0');
  const settable = benchmarkKeys.filter((key) => !notSettable.includes(key));
  const key = path.split('.')[0]!;
  if (!settable.includes(key)) {
    const meant = nearestName(key, settable);
    throw new UsageError(
      `--set ${path}: there is no ${key} to set in a benchmark.`,
      meant ? `Did you mean ${meant}?` : `What can be set: ${settable.join(', ')}.`,
    );
  }
  const { content } = readYaml(text);
  const value: unknown = content?.value ?? text;
  if (typeof value === 'object' && value !== null)
    throw new UsageError(`--set ${path} takes one value, not a list or map.`, 'Write that into the file.');
  return [path, value];
}
