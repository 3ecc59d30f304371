// Models as other tools write them, in the names that we have for their APIs.

import { builtInServices } from '../providers/services';
import { ownEntry } from './ownEntry';

/** By what the other tool calls an API; what an API has between its name and the model's is left out. */
const apis: { readonly [written: string]: string } = {
  openai: 'openai',
  anthropic: 'anthropic',
  ollama: 'ollama',
  google: 'gemini',
  gemini: 'gemini',
  xai: 'xai',
  'x-ai': 'xai',
  mistral: 'mistral',
  mistralai: 'mistral',
  'mistral-ai': 'mistral',
  togetherai: 'together',
  ...Object.fromEntries(builtInServices.map(({ id }) => [id, id])),
};

/** What other tools say of how an API is asked; the last three ask for something else than an answer. */
const ways = new Set(['chat', 'messages', 'responses']);
const otherWays = new Set([
  'completion',
  'embedding',
  'embeddings',
  'moderation',
  'image',
  'realtime',
  'assistant',
  'transcription',
  'tts',
  'video',
  'agents',
  'codex-sdk',
]);

/** `openai:chat:gpt-x` is `openai~gpt-x`; undefined where we know no such API, or it is asked for something else. */
export function modelName(written: string): string | undefined {
  const [api = '', ...rest] = written.split(':');
  const known = ownEntry(apis, api.toLowerCase());
  const [way = '', ...name] = rest;
  if (known === undefined || rest.length === 0 || (name.length > 0 && otherWays.has(way))) return undefined;
  // `ollama:completion:x` is asked as a conversation of one turn here, which servers make the same text of.
  const model = name.length > 0 && ways.has(way) ? name.join(':') : rest.join(':');
  return model.trim() === '' || otherWays.has(model) ? undefined : `${known}~${model}`;
}

/** `openai/gpt-x`, as catalogs of models write it. */
export function catalogName(written: string): string | undefined {
  const [publisher = '', ...rest] = written.split('/');
  const known = ownEntry(apis, publisher.toLowerCase());
  if (known !== undefined && rest.length > 0) return `${known}~${rest.join('/')}`;
  return rest.length === 0 && /^(gpt-|o\d|chatgpt)/.test(written) ? `openai~${written}` : undefined;
}
