// The names that a project file says something of, model APIs and models: what is said of one that nobody knows would hold of nothing, and of
// one that stands there twice half would be lost.

import { parseModel } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from '../benchmark/problemList';
import { renameKey } from '../benchmark/repairs';
import type { WrittenProject } from './projectSchema';

/** Stands for every API that is not local. */
const everyApi = '*';

/** `apis` are the ids of all model APIs that a benchmark may name. */
export function checkNames(written: WrittenProject, apis: readonly string[], problems: ProblemList): void {
  for (const field of ['concurrency', 'rate_limits'] as const) {
    const known = field === 'concurrency' ? [everyApi, ...apis] : apis;
    for (const api of Object.keys(written[field] ?? {}))
      if (!known.includes(api)) warnOfUnknown([field, api], api, apis, (name) => name, problems);
  }
  for (const field of ['prices', 'coordinates'] as const) checkModelNames(field, written, apis, problems);
}

function checkModelNames(
  field: 'prices' | 'coordinates',
  written: WrittenProject,
  apis: readonly string[],
  problems: ProblemList,
): void {
  const seen = new Map<string, string>();
  for (const key of Object.keys(written[field] ?? {})) {
    const path = [field, key];
    const { model, provider } = parseModel(key);
    const earlier = seen.get(model);
    if (earlier !== undefined)
      problems.error(
        path,
        `\`${key}\` is the same model as \`${earlier}\`: keep one of them.`,
        problems.keySpanOf(path),
      );
    else if (!apis.includes(provider))
      warnOfUnknown(path, provider, apis, (name) => key.replace(provider, () => name), problems);
    seen.set(model, earlier ?? key);
  }
}

/** `keyWith` is the key with another name of an API in it. */
function warnOfUnknown(
  path: string[],
  api: string,
  apis: readonly string[],
  keyWith: (api: string) => string,
  problems: ProblemList,
): void {
  const near = nearestName(api, apis);
  const meant = near === undefined ? undefined : keyWith(near);
  const others = [...(problems.writtenAt(path.slice(0, 1))?.entries?.keys() ?? [])];
  const isThere =
    meant !== undefined && others.some((key) => parseModel(String(key)).model === parseModel(meant).model);
  problems.warning(
    path,
    `${path[0]!} says something of the model API \`${api}\`, which nobody here knows; ${
      meant === undefined ? `those that are known are ${apis.join(', ')}.` : `did you mean \`${meant}\`?`
    }`,
    problems.keySpanOf(path),
    isThere ? undefined : renameKey([path], meant, problems),
  );
}
