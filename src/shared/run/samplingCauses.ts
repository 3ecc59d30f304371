// The part of the iso contract that is about parameters: each must be known for all models, and equal. What was left to the default of an API is
// not known, whatever its documents say: it is another one for other models, and for the same model later.

import { differenceCause } from './differenceCause';
import type { IsoModel } from './isoModel';
import { parameterNames, type ParameterName } from './parameters';
import { parametersInForce, valueText } from './parametersInForce';

/** A model as its parameters are held against those of others. */
interface Sampled {
  model: string;
  inForce: ReadonlyMap<ParameterName, unknown>;
  refused: readonly string[];
  hasReasoned: boolean;
}

/** Of models that are sampled. One parameter that nobody set can be as different as one that was set differently. */
export function samplingCauses(models: readonly IsoModel[]): string[] {
  const sampled = models.map(({ model, sampling, refused, hasReasoned }): Sampled => {
    const inForce = parametersInForce(sampling ?? {});
    for (const name of parameterNames)
      if (refused.includes(name) && inForce.get(name) !== undefined && name !== 'max_tokens') inForce.delete(name);
    return { model, inForce, refused, hasReasoned };
  });
  if (sampled.length < 2) return [];
  return [...openCauses(sampled), ...differentCauses(sampled), ...leftOutCauses(sampled)];
}

/** `sampling was left to each API's default (unknown): temperature of a, b`. */
function openCauses(sampled: readonly Sampled[]): string[] {
  const open = parameterNames.flatMap((name) => {
    const models = sampled.filter((one) => mustBeSet(name, one) && isOpen(name, one));
    return models.length === 0
      ? []
      : [`${name} of ${models.length === sampled.length ? 'all models' : listText(models)}`];
  });
  return open.length === 0 ? [] : [`sampling was left to each API's default, which is not known: ${open.join('; ')}`];
}

function isOpen(name: ParameterName, { inForce, refused }: Sampled): boolean {
  return !inForce.has(name) && !refused.includes(name);
}

/**
 * What must be known for two models to be sampled alike. The temperature always; at 0 the likeliest token is taken, and no other choice is left.
 * Above 0 the share of tokens that is chosen from decides as well. Other parameters have one default everywhere, which does nothing, or are compared
 * where anybody sets them. The effort counts for whoever reasons.
 */
function mustBeSet(name: ParameterName, { inForce, hasReasoned }: Sampled): boolean {
  if (name === 'temperature') return true;
  if (name === 'top_p') return inForce.has('temperature') && inForce.get('temperature') !== 0;
  return name === 'effort' && hasReasoned;
}

/** Of parameters that are in force for some: what holds for the others. What was refused or must be set is told elsewhere. */
function differentCauses(sampled: readonly Sampled[]): string[] {
  return parameterNames
    .filter((name) => name !== 'num_ctx')
    .flatMap((name) => {
      const told = sampled.filter((one) => !one.refused.includes(name) || one.inForce.has(name));
      if (!told.some(({ inForce }) => inForce.has(name))) return [];
      const known = told.filter((one) => !(mustBeSet(name, one) && isOpen(name, one)));
      return differenceCause(
        name,
        known.map(({ model, inForce }) => [
          model,
          inForce.has(name) ? valueText(inForce.get(name)) : "the API's default",
        ]),
      );
    });
}

/** A window is compared by itself; no effort is what a model that does not reason has anyhow. */
function leftOutCauses(sampled: readonly Sampled[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { model, refused, hasReasoned } of sampled) {
    const names = [...parameterNames, 'thinking'].filter(
      (name) =>
        refused.includes(name) && name !== 'num_ctx' && (name !== 'effort' || hasReasoned || !isNoEffort(sampled)),
    );
    if (names.length > 0) groups.set(names.join(', '), [...(groups.get(names.join(', ')) ?? []), model]);
  }
  return [...groups].map(([names, models]) => `the API of ${models.join(', ')} did not take ${names}`);
}

function isNoEffort(sampled: readonly Sampled[]): boolean {
  return sampled.every(({ inForce }) => !inForce.has('effort') || inForce.get('effort') === 'none');
}

function listText(models: readonly { model: string }[]): string {
  return models.map(({ model }) => model).join(', ');
}
