// Whose model a model is, as far as its name tells: a judge is milder with answers of its own family.

import type { ModelId } from './model';

const families: readonly (readonly [RegExp, string])[] = [
  [/claude/i, 'Claude'],
  [/\b(?:gpt|chatgpt|o[1-9])\b|gpt-/i, 'GPT'],
  [/gemini|gemma/i, 'Gemini'],
  [/llama/i, 'Llama'],
  [/qwen|qwq/i, 'Qwen'],
  [/mistral|mixtral|pixtral|ministral|codestral|magistral|devstral/i, 'Mistral'],
  [/deepseek/i, 'DeepSeek'],
  [/grok/i, 'Grok'],
  [/phi-?\d/i, 'Phi'],
  [/command-/i, 'Command'],
];

/** Null where the name tells none. */
export function modelFamily({ name }: Pick<ModelId, 'name'>): string | null {
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
