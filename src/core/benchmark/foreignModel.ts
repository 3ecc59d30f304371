// Model names as other tools write them (`openai:chat:gpt-4o`, `google/gemini-2.5-pro`, promptfoo's `id: ...`), and what they are here.

import { knownAs, type KnownProvider } from './knownProvider';

/** Between API and model some tools name the kind of request: `openai:chat:gpt-4o`. */
const requestKind = /^(chat|responses|messages|completions?|embeddings?)[:/](?=.)/i;

/** What other tools have between API and model, and what keyboards of other languages write for `~`. */
const nameOfApi = /^([\w-]+)([:/～〜∼])(.+)$/s;

/** The model string meant by a name in another tool's form; absent for a name that has no such form. */
export function foreignModel(
  text: string,
  known: readonly KnownProvider[],
): { model: string; label: string } | undefined {
  const parts = nameOfApi.exec(text.trim());
  if (!parts) return undefined;
  const [, prefix, separator, rest] = parts as unknown as [string, string, string, string];
  const provider = knownAs(prefix, known);
  if (!provider) return undefined;
  const name = rest.replace(requestKind, '');
  // `mistral:7b` is a true Ollama model, with a tag; nothing before a slash is.
  if (separator === ':' && name === rest && prefix === 'mistral') return undefined;
  return { model: `${provider.id}~${name}`, label: provider.label };
}

/** Names that only one vendor gives its models, and no model of Ollama's library has (`gpt-oss`, `gemma` and `mistral` are there). */
const vendorNames: readonly (readonly [names: RegExp, api: string])[] = [
  [/^(?:gpt-(?!oss)|chatgpt-|o[1-9](?:-(?:mini|pro|preview))?(?::|$))/i, 'openai'],
  [/^claude-/i, 'anthropic'],
  [/^gemini-/i, 'gemini'],
  [/^grok-/i, 'xai'],
  [/^deepseek-(?:chat|reasoner)(?::|$)/i, 'deepseek'],
  [/^(?:mistral|ministral|codestral|magistral|devstral|pixtral)-[\w-]*latest(?::|$)/i, 'mistral'],
];

/** The model string meant by a vendor's own name without the model API in front: `gpt-4o`. */
export function vendorModel(
  text: string,
  known: readonly KnownProvider[],
): { model: string; label: string } | undefined {
  const name = text.trim();
  const id = vendorNames.find(([names]) => names.test(name))?.[1];
  const provider = known.find((one) => one.id === id);
  return provider && { model: `${provider.id}~${name}`, label: provider.label };
}

/** The model string meant by a map in the list of models: `id: openai:gpt-4o`, `openai: gpt-4o`, `provider: openai` with `model: gpt-4o`. */
export function modelOfMap(
  map: { readonly [key: string]: unknown },
  known: readonly KnownProvider[],
): string | undefined {
  const first = (...keys: string[]): string | undefined =>
    keys.map((key) => map[key]).find((value): value is string => typeof value === 'string' && value.trim() !== '');
  const name = first('id', 'model', 'name', 'model_name');
  const api = first('provider', 'api');
  if (name !== undefined) {
    const own = name.includes('~') ? name.trim() : foreignModel(name, known)?.model;
    if (own !== undefined) return own;
    const provider = api === undefined ? undefined : knownAs(api, known);
    return provider ? `${provider.id}~${name.trim()}` : (vendorModel(name, known)?.model ?? name.trim());
  }
  const [key, value] = Object.entries(map)[0] ?? [];
  if (key === undefined) return undefined;
  if (typeof value === 'string') return `${knownAs(key, known)?.id ?? key}~${value.trim()}`;
  // Otherwise it is a name such as `openai:gpt-4o` with settings below it.
  return foreignModel(key, known)?.model;
}
