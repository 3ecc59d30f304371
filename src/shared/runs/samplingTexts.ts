// What each model of a run was told beside its messages, in words, the same for every reader of `run.json`.

import { inForceText, valueText } from '../run/parametersInForce';
import type { RunManifest } from './runManifest';

/** What is no sampling: how long a server keeps the model, and whether a service keeps the answer. */
const notSampling: ReadonlySet<string> = new Set(['keep_alive', 'store']);

const unknownDefault = "the API's default, not known";

/** The parameters that were sent to one model, or that nothing was. What is no language model says what it is made of. */
export function samplingText(sent: { readonly [field: string]: unknown } | undefined): string {
  const others = Object.entries(sent ?? {}).filter(([name]) => !notSampling.has(name));
  const text = inForceText(sent ?? {}) ?? others.map(([name, value]) => `${name} ${valueText(value)}`).join(', ');
  return text === '' ? unknownDefault : text;
}

/** By model, of those that were asked; null in an imported run, where it was not recorded. */
export function samplingTexts({
  sampling,
  models,
}: Pick<RunManifest, 'sampling' | 'models'>): [model: string, text: string][] | null {
  if (sampling === null) return null;
  return models
    .filter(({ model, finished }) => finished > 0 || Object.hasOwn(sampling, model))
    .map(({ model }) => [model, samplingText(sampling[model])]);
}
