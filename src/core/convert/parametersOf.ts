// What models are told in other tools, in our names.

import * as z from 'zod';
import { parametersSchema } from '../checks/parametersSchema';
import { meaningOf, normalized } from '../benchmark/fieldWords';
import type { ModelParameters } from '../../shared/run/parameters';
import type { LeftOvers } from './leftOvers';
import type { SourceNode } from './sourceNode';

/** Keys that say nothing about what a model is told, or that must never be copied into a file. */
const unsaid = /key|token$|secret|password|headers|credential/i;

/** Reads the map of a model's parameters; what has no name here is left over, with its key and never with its value. */
export function parametersOf(
  node: SourceNode | undefined,
  leftOvers: LeftOvers,
  ignored: readonly string[] = [],
): ModelParameters {
  const parameters: { [name: string]: unknown } = {};
  for (const [key, one] of node?.entries ?? []) {
    if (ignored.includes(key) || one.value === null) continue;
    const nested = normalized(key) === 'reasoning' ? one.entries?.get('effort') : undefined;
    const name = nested ? 'effort' : nameOf(key);
    const read = name === undefined ? undefined : valueOf(name, (nested ?? one).value);
    if (name !== undefined && read !== undefined) Object.assign(parameters, read);
    else leftOvers.add(one.place, key, whyNot(key, name));
  }
  return parametersSchema.parse(parameters);
}

function nameOf(key: string): string | undefined {
  const meaning = meaningOf(key, 'parameters');
  return meaning?.place === 'parameters' ? meaning.key : undefined;
}

function valueOf(name: string, value: unknown): ModelParameters | undefined {
  const read = parametersSchema.safeParse({ [name]: value });
  if (!read.success) return undefined;
  return z.record(z.string(), z.unknown()).parse(read.data)[name] === undefined ? undefined : read.data;
}

function whyNot(key: string, name: string | undefined): string {
  if (name !== undefined) return `Its value is none that \`parameters.${name}\` may have. Set it by hand.`;
  if (unsaid.test(key))
    return 'Keys and addresses are never in a benchmark. They are set in VS Code, or in the environment.';
  if (/url|host|endpoint/i.test(key))
    return 'Addresses are never in a benchmark. `OPENAI_BASE_URL` and the like move an API; the setting isoSpeedBench.services adds one.';
  return 'There is no such parameter here.';
}
