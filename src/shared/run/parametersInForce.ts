// What was really in force of the parameters that a model was asked with: read from what was sent, whatever the API calls it.

import { isMap } from '../text/isMap';
import { parameterNames, type ParameterName } from './parameters';

/** Names that model APIs have for one and the same parameter; of a field inside of another the last part. */
const otherNames: { readonly [name: string]: ParameterName } = {
  max_completion_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  num_predict: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  random_seed: 'seed',
  stop_sequences: 'stop',
  reasoning_effort: 'effort',
  think: 'effort',
};

/** `sent`: every field beside model and messages, as `run.json` has it under `sampling`. Fields that say how the answer is carried are left out. */
export function parametersInForce(sent: { readonly [field: string]: unknown }): Map<ParameterName, unknown> {
  const found = new Map<ParameterName, unknown>();
  for (const [field, value] of fieldsOf(sent)) {
    const name = parameterNames.find((one) => one === field) ?? ofOther(field);
    if (name !== undefined) found.set(name, name === 'effort' && value === false ? 'none' : value);
    // Anthropic: no effort is said as thinking that is disabled.
    if (field === 'type' && value === 'disabled' && isMap(sent.thinking)) found.set('effort', 'none');
  }
  return found;
}

function ofOther(field: string): ParameterName | undefined {
  return Object.hasOwn(otherNames, field) ? otherNames[field] : undefined;
}

function fieldsOf(sent: { readonly [field: string]: unknown }): [field: string, value: unknown][] {
  return Object.entries(sent).flatMap(([field, value]) => (isMap(value) ? fieldsOf(value) : [[field, value]]));
}

/** `temperature 0, effort low`, in the order of all parameters; null where nothing was set. */
export function inForceText(sent: { readonly [field: string]: unknown }): string | null {
  const inForce = parametersInForce(sent);
  const texts = parameterNames.flatMap((name) =>
    inForce.has(name) ? [`${name} ${valueText(inForce.get(name))}`] : [],
  );
  return texts.length === 0 ? null : texts.join(', ');
}

/** Text as it is, anything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
