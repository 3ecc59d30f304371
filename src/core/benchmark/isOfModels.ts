// Whether a key of `prices` or `coordinates` is a model of the benchmark.

import { rowsMeant } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';
import type { CheckedModel } from './checkModels';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { renameKey } from './repairs';

/** True when a row of the benchmark is called so, or any row is of this model. That there is none is told, with the nearest of their names. */
export function isOfModels(
  key: string,
  path: ProblemPath,
  models: readonly CheckedModel[],
  problems: ProblemList,
): boolean {
  const rows = rowsMeant(
    models.map(({ id }) => id),
    key,
  );
  // Without models there is a problem already, and this one would follow from it.
  if (rows.length > 0 || models.length === 0) return rows.length > 0;
  const names = models.map((model) => model.text);
  const meant = nearestName(key, names);
  problems.error(
    path,
    `${formatPath(path.slice(0, 1))} names a model that is not in models, \`${key}\`${meant ? `; did you mean \`${meant}\`?` : '.'} Expected one of ${names.join(', ')}.`,
    problems.keySpanOf(path),
    renameKey([path], meant, problems),
  );
  return false;
}
