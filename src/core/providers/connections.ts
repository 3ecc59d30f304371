// Where a model API is reached and with what: its address and key as the environment (settings included) has them, and what follows from them.

import type { ModelId } from '../../shared/run/model';
import { isLoopbackUrl, queueOf, type ReadAddress } from './address';
import { BadAddress } from './badAddress';
import type { Connection, Environment } from './provider';
import type { ModelApi } from './modelApi';
import { proxiesOf } from './proxies';

/** Key and address of a model API; blank counts as not set. Throws `BadAddress`. */
export function connectionFor(api: ModelApi, environment: Environment): Connection {
  const key = api.keyVariable === undefined ? '' : (environment[api.keyVariable] ?? '').trim();
  const apiKey = key === '' ? {} : { apiKey: key };
  const address = addressOf(api, environment);
  if (address === null) return apiKey;
  if ('problem' in address)
    throw new BadAddress(`${movedTo(api, environment) === '' ? api.label : api.baseUrlVariable}: ${address.problem}.`);
  return { ...apiKey, ...address };
}

/** Where a model API is reached; null for one that answers in this process. */
export function addressOf(api: ModelApi, environment: Environment): ReadAddress | null {
  return api.readAddress?.(movedTo(api, environment) || (api.defaultBaseUrl ?? '')) ?? null;
}

/** The address that the environment names in place of the API's own; blank without one. */
function movedTo({ baseUrlVariable }: ModelApi, environment: Environment): string {
  return baseUrlVariable === undefined ? '' : (environment[baseUrlVariable] ?? '').trim();
}

/** Throws a `BadAddress` that tells every address that these models would be asked at, or through, and can't be. */
export function refuseBadAddresses(
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  environment: Environment,
): void {
  const asked = new Set(models.map(({ provider }) => provider));
  const problems = [
    ...apis.flatMap((api) => (asked.has(api.id) ? problemOf(() => connectionFor(api, environment)) : [])),
    ...problemOf(() => proxiesOf(environment)),
  ];
  if (problems.length > 0) throw new BadAddress(`${problems.join(' ')} Nothing was sent to any model.`);
}

function problemOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof BadAddress)) throw error;
    return [error.message];
  }
}

/** A key that a run needs and does not have. */
export interface MissingKey {
  api: ModelApi;
  keyVariable: string;
  /** Canonical strings of the models that need it. */
  models: string[];
}

/** The keys to be set before these models can be asked. Local services and addresses on this machine need none. Throws `BadAddress`. */
export function missingKeys(
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  environment: Environment,
): MissingKey[] {
  refuseBadAddresses(models, apis, environment);
  const missing = new Map<string, MissingKey>();
  for (const { model, provider } of models) {
    const api = apis.find((one) => one.id === provider);
    if (api?.keyVariable === undefined) continue;
    const { apiKey, authorization, baseUrl } = connectionFor(api, environment);
    if (apiKey !== undefined || authorization !== undefined || baseUrl === undefined || isLoopbackUrl(baseUrl))
      continue;
    // A local API needs a key only where its address is that of the vendor's cloud.
    if (api.isLocal && new URL(baseUrl).hostname !== api.cloudHost?.(baseUrl, '')) continue;
    const entry = missing.get(api.id) ?? { api, keyVariable: api.keyVariable, models: [] };
    entry.models.push(model);
    missing.set(api.id, entry);
  }
  return [...missing.values()];
}

/**
 * Which machine answers, for a run that wants it to itself: as `hostOf`, without the port, for two servers on one machine take each other's
 * time. An engine in this process, which has no address, is on this machine.
 */
export function machineOf(api: ModelApi, connection: Connection, model: ModelId): string {
  const host = hostOf(api, connection, model);
  if (api.isSimulated) return host;
  return host === api.id ? '127.0.0.1' : host.replace(/:\d+$/, '');
}

/**
 * Whose slots a request takes: `host:port` of the server that answers, or the model itself for the simulated API, whose models stand on no
 * common machine. An engine in this process has its id.
 */
export function hostOf(api: ModelApi, { baseUrl }: Connection, model: ModelId): string {
  if (api.isSimulated) return model.model;
  if (baseUrl === undefined) return api.id;
  const cloud = api.cloudHost?.(baseUrl, model.name) ?? null;
  return cloud === null ? queueOf(baseUrl) : `${cloud}:443`;
}

/** Whether a model's answers come from this machine or network, at no charge per token, as far as its name and address tell. */
export function isLocalModel(api: ModelApi, { baseUrl }: Connection, model: ModelId): boolean {
  return api.isLocal && (api.cloudHost?.(baseUrl, model.name) ?? null) === null;
}
