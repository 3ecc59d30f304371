// What the *Model APIs* view says of a model API, in words and icons.

import type { ModelApi } from '../../core/providers/modelApi';
import { isThroughVsCode } from '../../shared/run/throughVsCode';
import { counted } from '../../shared/text/counted';
import type { KeyOrigin } from '../host/apiKeys';

/** What an API offered when it was asked, or why it did not. */
export type Offer = { models: OfferedModel[] } | { problem: string; isKeyRefused: boolean };

export interface OfferedModel {
  name: string;
  /** The window that it is loaded with, tokens; null where nobody says, absent where it is not loaded. */
  window?: number | null;
}

/** What tells an entry from the others: two project files may mean different servers by one id. */
export function keyOf({ id, defaultBaseUrl = '' }: ModelApi): string {
  return `${id} ${defaultBaseUrl}`;
}

export function foundText(offer: Offer): string {
  if ('models' in offer) return `reachable, ${counted(offer.models.length, 'model')}`;
  return offer.isKeyRefused ? 'key refused' : 'not reachable';
}

export function keyText({ keyVariable, isLocal }: ModelApi, origin: KeyOrigin): string | undefined {
  if (keyVariable === undefined) return undefined;
  if (origin === 'stored') return 'key set';
  if (origin === 'environment') return 'key from the environment';
  return isLocal ? undefined : 'no key';
}

export function iconOf(api: ModelApi, offer: Offer | undefined): string {
  if (offer) return 'problem' in offer ? 'warning' : offer.models.length === 0 ? 'info' : 'pass';
  return api.isSimulated ? 'beaker' : api.isLocal ? 'server' : 'cloud';
}

export function noModelsText({ id, label }: ModelApi): string {
  if (isThroughVsCode({ provider: id }))
    return 'No models yet: an extension such as GitHub Copilot Chat, once you are signed in, brings them.';
  return id === 'ollama'
    ? 'No models yet: "Pull Model..." of the menu of Ollama gets one.'
    : `${label} has no models yet.`;
}

export function withoutLogin(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//').replace(/\?.*$/, '');
}
