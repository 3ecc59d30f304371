// Reads `require`: what the file requires of the figures of its models.

import { ofModel, type ModelId } from '../../shared/run/model';
import { requirementNames, type Requirements } from '../../shared/run/requirements';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { CheckedModel } from './checkModels';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { renameKey } from './repairs';
import { valuesByModel } from './valuesByModel';

interface Required {
  ofAll: Requirements;
  /** By the string of a row or of a model. */
  ofSome: { [model: string]: Requirements };
}

/** What has the wrong shape is left to `checkShape`. */
export function checkRequire(written: unknown, models: readonly CheckedModel[], problems: ProblemList): Required {
  if (!isMap(written)) return { ofAll: {}, ofSome: {} };
  const { models: byModel, ...ofAll } = written;
  checkNames(ofAll, ['require'], [...requirementNames, 'models'], problems);
  const ofSome = valuesByModel(['require', 'models'], isMap(byModel) ? byModel : {}, models, problems, (own, path) => {
    if (!isMap(own)) return undefined;
    checkNames(own, path, requirementNames, problems);
    return readRequirements(own);
  });
  return { ofAll: readRequirements(ofAll), ofSome };
}

/** Not a warning: what is required under an unknown name would never be looked at. */
function checkNames(
  written: { [key: string]: unknown },
  path: ProblemPath,
  known: readonly string[],
  problems: ProblemList,
): void {
  for (const key of Object.keys(written)) {
    if (known.includes(key)) continue;
    const meant = nearestName(key, known);
    const place = [...path, key];
    problems.error(
      place,
      `${formatPath(place)} is not a known key; ${meant ? `did you mean \`${meant}\`?` : `the keys known here are ${known.join(', ')}.`}`,
      problems.keySpanOf(place),
      renameKey([place], meant, problems),
    );
  }
}

function readRequirements(written: { [key: string]: unknown }): Requirements {
  return Object.fromEntries(
    requirementNames.flatMap((name) => (typeof written[name] === 'number' ? [[name, written[name]]] : [])),
  );
}

/** By the rows' own strings; a row of which nothing is required is left out. */
export function requirementsOf(rows: readonly ModelId[], { ofAll, ofSome }: Required): { [row: string]: Requirements } {
  const entries = rows.map((row) => [row.model, { ...ofAll, ...ofModel(ofSome, row) }] as const);
  return Object.fromEntries(entries.filter(([, requirements]) => Object.keys(requirements).length > 0));
}
