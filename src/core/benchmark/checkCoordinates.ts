// Reads `coordinates`: which coordinate profile the file sets for which of its models.

import { parseModel, type ModelId } from '../../shared/run/model';
import { coordinateProfiles } from '../coordinates/coordinateProfiles';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';

/** Profile ids by canonical model string. What has the wrong shape is left to `checkShape`. */
export function checkCoordinates(
  coordinates: unknown,
  models: readonly { text: string; id: ModelId }[],
  problems: ProblemList,
): { [model: string]: string } {
  if (typeof coordinates === 'string') {
    const profile = checkProfile(coordinates, ['coordinates'], problems);
    return profile === undefined ? {} : Object.fromEntries(models.map(({ id }) => [id.model, profile]));
  }
  if (!isMap(coordinates)) return {};
  const profiles = new Map<string, { profile: string; key: string }>();
  for (const [key, written] of Object.entries(coordinates)) {
    const path = ['coordinates', key];
    const profile = checkProfile(written, path, problems);
    const model = models.find((one) => one.id.model === parseModel(key).model);
    const earlier = model && profiles.get(model.id.model);
    if (!model) refuseModel(key, path, models, problems);
    else if (earlier)
      problems.error(
        path,
        `\`${key}\` is the same model as \`${earlier.key}\`: keep one of them.`,
        problems.keySpanOf(path),
      );
    else if (profile !== undefined) profiles.set(model.id.model, { profile, key });
  }
  return Object.fromEntries([...profiles].map(([model, { profile }]) => [model, profile]));
}

function checkProfile(written: unknown, path: ProblemPath, problems: ProblemList): string | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const id = written.trim();
  const ids = coordinateProfiles.map((profile) => profile.id);
  if (ids.includes(id)) return id;
  const meant = nearestName(id, ids);
  problems.error(
    path,
    `${formatPath(path)} names a coordinate profile that does not exist, \`${id}\`${meant ? `; did you mean \`${meant}\`?` : '.'} Expected one of ${ids.join(', ')}.`,
  );
  return undefined;
}

function refuseModel(
  key: string,
  path: ProblemPath,
  models: readonly { text: string; id: ModelId }[],
  problems: ProblemList,
): void {
  // Without models there is a problem already, and this one would follow from it.
  if (models.length === 0) return;
  const meant = nearestName(
    key,
    models.map((model) => model.text.trim()),
  );
  const suggestion = meant ? `; did you mean \`${meant}\`?` : '.';
  problems.error(
    path,
    `coordinates names a model that is not in models, \`${key}\`${suggestion} Expected one of ${models.map((model) => model.text.trim()).join(', ')}.`,
    problems.keySpanOf(path),
  );
}
