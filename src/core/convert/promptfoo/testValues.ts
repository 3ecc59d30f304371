// The values of one test of promptfoo as the variables of a prompt.

import type { CarriedCase } from '../carried';
import { fillPrompt } from '../../benchmark/fillPrompt';
import type { ForeignSource } from '../format';
import { readSource, type SourceNode } from '../sourceNode';
import { readTemplate } from '../template';

export type Values = CarriedCase['variables'];

/** `problem`: why a prompt with these values would be another one here. */
export function valuesOf(
  vars: ReadonlyMap<string, SourceNode>,
  source: ForeignSource,
): { values: Values; problem?: string } {
  const values: Values = {};
  let problem: string | undefined;
  const unknown = ({ place }: SourceNode, what: string, why: string): void => {
    source.leftOvers.add(place, what, why);
    problem ??= `${what} of the original: ${why}`;
  };
  for (const [name, node] of vars) {
    const value = fileValue(node, source);
    if (value === undefined) problem ??= `The value of ${name} could not be read.`;
    else flatten(name, value.value, values);
  }
  // Values may have placeholders of other values; ours are put in as they are.
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' || !/\{\{|\{%/.test(value)) continue;
    const node = vars.get(name) ?? [...vars.values()][0]!;
    const read = readTemplate(value);
    if ('text' in read) values[name] = fillPrompt(read.text, values);
    else unknown(node, read.unknown, 'It computes something. Write out what it makes; its prompts are skipped.');
  }
  return { values, ...(problem === undefined ? {} : { problem }) };
}

function fileValue(node: SourceNode, source: ForeignSource): SourceNode | undefined {
  const { value, place } = node;
  if (typeof value !== 'string' || !value.startsWith('file://')) return node;
  if (/\.(m?[jt]s|cjs|py)(:\w+)?$/i.test(value)) {
    source.leftOvers.add(
      place,
      value,
      'Code that makes values is not run. Write out what it makes; its prompts are skipped.',
    );
    return undefined;
  }
  if (/\.(png|jpe?g|webp|gif|pdf|mp[34]|wav)$/i.test(value)) {
    source.leftOvers.add(place, value, 'A picture is named by `image`. Its prompts are skipped.');
    return undefined;
  }
  const text = source.files.read(value, place);
  if (text === undefined) return undefined;
  return /\.(ya?ml|json)$/i.test(value)
    ? readSource(text, value.replace(/^file:\/\//, ''))
    : { value: text.trim(), place };
}

/** Maps become a value for each path in them, as templates name it: `user.name`. What is put in as a whole is JSON. */
function flatten(name: string, value: unknown, into: Values): void {
  if (value === null || value === undefined) into[name] = '';
  // A benchmark has no number without end; what is put into the prompt is its name.
  else if (typeof value === 'number' && !Number.isFinite(value)) into[name] = String(value);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') into[name] = value;
  else {
    into[name] = JSON.stringify(value);
    if (!Array.isArray(value)) for (const [key, one] of Object.entries(value)) flatten(`${name}.${key}`, one, into);
  }
}
