// The model APIs that a benchmark may name, and which of them is meant by a name of other tools.

export interface KnownProvider {
  id: string;
  label: string;
  /** The models it has, where that is fixed. */
  names?: readonly string[];
}

/** What other tools call a model API that has another id here. */
const otherIds: { readonly [id: string]: string } = {
  google: 'gemini',
  'google-ai-studio': 'gemini',
  googleai: 'gemini',
  palm: 'gemini',
  vertex: 'gemini',
  vertex_ai: 'gemini',
  claude: 'anthropic',
  'x-ai': 'xai',
  grok: 'xai',
  together_ai: 'together',
  togetherai: 'together',
  mistralai: 'mistral',
  fireworks_ai: 'fireworks',
  'fireworks-ai': 'fireworks',
  ollama_chat: 'ollama',
  lm_studio: 'lmstudio',
  hosted_vllm: 'vllm',
};

/** The model API of an id, in any letter case, or of what other tools call it (`google`, `together_ai`). */
export function knownAs(id: string, known: readonly KnownProvider[]): KnownProvider | undefined {
  const wanted = id.trim().toLowerCase();
  const byId = new Map(known.map((one) => [one.id, one]));
  return byId.get(wanted) ?? (Object.hasOwn(otherIds, wanted) ? byId.get(otherIds[wanted]!) : undefined);
}
