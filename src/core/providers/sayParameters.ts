// How the parameters of a model are said in the request of a model API: under which names, and which of them it has no word for.

import { parameterNames, type Effort, type ModelParameters, type ParameterName } from '../../shared/run/parameters';

type Fields = { [name: string]: unknown };

/**
 * The field that a parameter goes into, with dots where it is inside of another; null where the API has no word for it. A name that is missing is
 * the same in the API.
 */
export interface WireNames extends Readonly<Partial<Record<ParameterName, string | null>>> {}

interface Wording {
  names: WireNames;
  /** The fields that say an effort, where a name alone does not; null for an effort that the API has no word for. */
  effortFields?: (effort: Effort) => Fields | null;
}

export interface SaidParameters {
  /** What goes into the request. */
  fields: Readonly<Fields>;
  /** The names of the fields, whole paths, of each parameter that is said. */
  said: ReadonlyMap<ParameterName, readonly string[]>;
  /** The parameters that are not said: refused before, or without a word. */
  unsaid: ParameterName[];
}

/** `leftOut`: what the API has refused. */
export function sayParameters(
  parameters: ModelParameters,
  { names, effortFields }: Wording,
  leftOut: readonly ParameterName[],
): SaidParameters {
  const fields: Fields = {};
  const said = new Map<ParameterName, readonly string[]>();
  const unsaid: ParameterName[] = [];
  for (const name of parameterNames) {
    const value = parameters[name];
    if (value === undefined) continue;
    const own = leftOut.includes(name)
      ? null
      : name === 'effort' && effortFields
        ? effortFields(parameters.effort!)
        : fieldAt(names[name] === undefined ? name : names[name], value);
    if (own === null) unsaid.push(name);
    else {
      merge(fields, own);
      said.set(name, pathsOf(own));
    }
  }
  return { fields, said, unsaid };
}

/** For what is no language model: there is nobody to tell a parameter. */
export function allUnsaid(parameters: ModelParameters): { refused?: string[] } {
  const unsaid = parameterNames.filter((name) => parameters[name] !== undefined);
  return unsaid.length === 0 ? {} : { refused: unsaid };
}

function fieldAt(path: string | null, value: unknown): Fields | null {
  if (path === null) return null;
  return path.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Fields;
}

function merge(into: Fields, from: Fields): void {
  for (const [name, value] of Object.entries(from)) {
    const there = into[name];
    if (isFields(there) && isFields(value)) merge(there, value);
    else into[name] = value;
  }
}

function pathsOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isFields(value) ? pathsOf(value).map((inner) => `${name}.${inner}`) : [name],
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
