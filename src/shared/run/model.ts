// What a model is called: the strings people write in `models:` and their parts.
// Pure; which providers exist is known to core, not here.

export const reasoningEfforts = ['low', 'medium', 'high'] as const;

type ReasoningEffort = (typeof reasoningEfforts)[number];

/** A model string taken apart. `provider` is the model API's id, `name` what is sent to it. */
export interface ModelId {
  /** The canonical string, always with its provider: `openai~o3-mini:high`. */
  model: string;
  provider: string;
  name: string;
  reasoningEffort?: ReasoningEffort;
}

/** What a run says of each of its models. */
export interface ModelInfo extends ModelId {
  /** The model API's name for people, `OpenAI`. */
  providerLabel: string;
  /** True when the answers come from this machine or network, at no charge per token. */
  isLocal: boolean;
  /** True when no model exists at all: every figure must be labelled *simulated*. */
  isSimulated: boolean;
}

const defaultProvider = 'ollama';
const effortSuffix = /^(.+):(low|medium|high)$/;

/**
 * Takes `provider~name` apart at the first `~`; without one the provider is `ollama`.
 * The name keeps any further `:` `/` `~`. For `openai` a last `:low`, `:medium` or `:high` is the
 * reasoning effort; elsewhere it is part of the name (an Ollama tag may be called that).
 */
export function parseModel(text: string): ModelId {
  const trimmed = text.trim();
  const tilde = trimmed.indexOf('~');
  const provider = tilde < 0 ? defaultProvider : trimmed.slice(0, tilde).trim();
  const rest = tilde < 0 ? trimmed : trimmed.slice(tilde + 1).trim();
  const model = `${provider}~${rest}`;
  const effort = provider === 'openai' ? effortSuffix.exec(rest) : null;
  if (!effort) return { model, provider, name: rest };
  return { model, provider, name: effort[1]!, reasoningEffort: effort[2] as ReasoningEffort };
}
