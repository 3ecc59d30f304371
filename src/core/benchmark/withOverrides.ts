// A benchmark with what whoever starts a run says in place of its file: further models, and single values. The file itself stays as it is; a
// run keeps both.

import { parseModel } from '../../shared/run/model';
import type { Overrides } from '../../shared/runs/runManifest';
import { isMap } from '../../shared/text/isMap';

interface Fields {
  [key: string]: unknown;
}

/** `benchmark` as read from YAML, which is not changed. */
export function withOverrides(benchmark: Fields, { models, set }: Overrides): Fields {
  const changed = Object.entries(set).reduce((one, [path, value]) => setAt(one, path.split('.'), value), benchmark);
  if (models.length === 0 || !Array.isArray(changed['models'])) return changed;
  const own = changed['models'] as unknown[];
  const listed = new Set(own.flatMap((model) => (typeof model === 'string' ? [parseModel(model).model] : [])));
  const further = models.filter((model) => !listed.has(parseModel(model).model));
  return { ...changed, models: [...own, ...new Set(further)] };
}

function setAt(owner: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
  const inside = Object.hasOwn(owner, key) && isMap(owner[key]) ? owner[key] : {};
  return { ...owner, [key]: rest.length === 0 ? value : setAt(inside, rest, value) };
}
