// Reads a map of the file that says something of its models by their names, as `prices`, `coordinates` and `require` do.

import { parseModel } from '../../shared/run/model';
import type { CheckedModel } from './checkModels';
import { isOfModels } from './isOfModels';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';

/** By the string of a row or of a model, each once. `read` tells what is wrong with a value; undefined is none. */
export function valuesByModel<Value>(
  place: ProblemPath,
  written: { [model: string]: unknown },
  models: readonly CheckedModel[],
  problems: ProblemList,
  read: (value: unknown, path: ProblemPath) => Value | undefined,
): { [model: string]: Value } {
  const found = new Map<string, { value: Value; key: string }>();
  for (const [key, one] of Object.entries(written)) {
    const path = [...place, key];
    const value = read(one, path);
    if (!isOfModels(key, path, models, problems)) continue;
    const { model } = parseModel(key);
    const earlier = found.get(model);
    if (earlier)
      problems.error(
        path,
        `\`${key}\` is the same model as \`${earlier.key}\`: keep one of them.`,
        problems.keySpanOf(path),
      );
    else if (value !== undefined) found.set(model, { value, key });
  }
  return Object.fromEntries([...found].map(([model, { value }]) => [model, value]));
}
