// Reads `coordinates`: which coordinate profile the file sets for which of its models.

import { coordinateProfiles } from '../coordinates/coordinateProfiles';
import type { CheckedModel } from './checkModels';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { replaceValue } from './repairs';
import { valuesByModel } from './valuesByModel';

/** Profile ids by the string of a row or of a model. What has the wrong shape is left to `checkShape`. */
export function checkCoordinates(
  coordinates: unknown,
  models: readonly CheckedModel[],
  problems: ProblemList,
): { [model: string]: string } {
  if (typeof coordinates === 'string') {
    const profile = checkProfile(coordinates, ['coordinates'], problems);
    return profile === undefined ? {} : Object.fromEntries(models.map(({ id }) => [id.model, profile]));
  }
  if (!isMap(coordinates)) return {};
  return valuesByModel(['coordinates'], coordinates, models, problems, (written, path) =>
    checkProfile(written, path, problems),
  );
}

/** The profile that is named; undefined where none is, or none that there is, which is told. */
export function checkProfile(written: unknown, path: ProblemPath, problems: ProblemList): string | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const id = written.trim();
  const ids = coordinateProfiles.map((profile) => profile.id);
  if (ids.includes(id)) return id;
  const meant = nearestName(id, ids);
  problems.error(
    path,
    `${formatPath(path)} names a coordinate profile that does not exist, \`${id}\`${meant ? `; did you mean \`${meant}\`?` : '.'} Expected one of ${ids.join(', ')}.`,
    problems.spanOf(path),
    replaceValue(path, meant, problems),
  );
  return undefined;
}
