// Checks the models of a benchmark and makes the rows of a run of them: known model APIs, names that aren't empty, labels that tell rows
// apart, each row once.

import { modelRow, parseModel, type ModelId } from '../../shared/run/model';
import { parameterNames, type ModelParameters } from '../../shared/run/parameters';
import { isMap } from '../../shared/text/isMap';
import { checkProvider } from './checkProvider';
import type { KnownProvider } from './knownProvider';
import { parametersIn } from '../checks/parametersSchema';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { rowNameFault } from './rowNameFault';

/** A row as the file has it. */
export interface CheckedModel {
  /** As written; of a row with a label the row's own string. */
  text: string;
  id: ModelId;
}

/** A model of the list before it is known how its row is to be called. */
interface WrittenModel {
  text: string;
  path: ProblemPath;
  id: ModelId;
  /** Set for it alone. */
  own: ModelParameters;
}

/** A label that is made of parameters is cut there. */
const longestLabel = 60;

/**
 * The rows of a benchmark, each once, in order; `shared` is set for all of them. With no known providers at all, providers are not checked:
 * that is how the benchmark of an old run is read.
 */
export function checkModels(
  models: unknown,
  shared: unknown,
  knownProviders: readonly KnownProvider[],
  problems: ProblemList,
): CheckedModel[] {
  if (!Array.isArray(models)) return [];
  const written = (models as unknown[]).flatMap((entry, position) =>
    writtenModel(entry, ['models', position], problems),
  );
  const rows = new Map<string, { id: ModelId; written: WrittenModel }>();
  const sharedParameters = parametersIn(shared);
  for (const one of written) {
    const isAgain = written.some((other) => other !== one && other.id.model === one.id.model);
    const label = isAgain && one.id.label === undefined ? parametersText(one.own) : '';
    const named = label === '' ? one.id : modelRow(one.id, { label });
    const id = { ...named, parameters: { ...sharedParameters, ...one.id.parameters, ...one.own } };
    const earlier = rows.get(id.model);
    if (earlier) refuseAgain(one, id, earlier.id, formatPath(earlier.written.path), problems);
    else {
      rows.set(id.model, { id, written: one });
      checkProvider(one.text, id, one.path, knownProviders, problems);
    }
  }
  return [...rows.values()].map(({ id, written: { text } }) => ({
    id,
    text: id.label === undefined ? text : id.model,
  }));
}

function writtenModel(entry: unknown, path: ProblemPath, problems: ProblemList): WrittenModel[] {
  const map = isMap(entry) ? entry : undefined;
  const text = map ? map['model'] : entry;
  if (typeof text !== 'string' || text.trim() === '') return [];
  const id = parseModel(text);
  if (id.name === '') {
    problems.error(
      map ? [...path, 'model'] : path,
      `\`${text}\` has no model name after the \`~\`: expected \`${id.provider || 'openai'}~name\`.`,
    );
    return [];
  }
  const own = parametersIn(map?.['parameters']);
  if (own.effort !== undefined && id.parameters.effort !== undefined)
    problems.error(
      [...path, 'parameters', 'effort'],
      `\`${text}\` says the effort in its name already: keep one of them.`,
    );
  const label = checkLabel(map?.['label'], [...path, 'label'], problems);
  return [{ text: text.trim(), path, own, id: label === undefined ? id : modelRow(id, { label }) }];
}

/** Undefined where there is none that could be used; what is no text is left to `checkShape`. */
function checkLabel(label: unknown, path: ProblemPath, problems: ProblemList): string | undefined {
  if (typeof label !== 'string' || label.trim() === '') return undefined;
  const trimmed = label.trim();
  const fault = rowNameFault(trimmed, '[]#');
  if (fault === undefined) return trimmed;
  problems.error(path, `${formatPath(path)} ${fault}`);
  return undefined;
}

/** `effort high, temperature 0.2`: what a row is called whose model is in the list again. */
function parametersText(parameters: ModelParameters): string {
  const texts = parameterNames.flatMap((name) => {
    const value = parameters[name];
    return value === undefined
      ? []
      : [`${name} ${Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(' ') : value}`];
  });
  const text = texts.join(', ').replace(/[[\]#]/g, '_');
  return [...text].slice(0, longestLabel).join('');
}

function refuseAgain(
  { text, path }: WrittenModel,
  id: ModelId,
  earlier: ModelId,
  where: string,
  problems: ProblemList,
): void {
  const isSame = JSON.stringify(sorted(id.parameters)) === JSON.stringify(sorted(earlier.parameters));
  if (isSame) problems.warning(path, `\`${text}\` is already in the list, as ${where}; it runs once.`);
  else
    problems.error(
      path,
      `\`${id.model}\` is already in the list with other parameters, as ${where}: give each of them a \`label\` of its own.`,
    );
}

function sorted(parameters: ModelParameters): unknown[] {
  return parameterNames.map((name) => parameters[name] ?? null);
}
