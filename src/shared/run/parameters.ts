// What a model is told beside its messages, in words that are the same for all model APIs. How each API says it is known to its adapter.

/** How much a model is to reason before it answers, from not at all to the most. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export type Effort = (typeof efforts)[number];

/** What a benchmark sets under `parameters`; what is absent is left to the model API. */
export interface ModelParameters {
  temperature?: number;
  top_p?: number;
  top_k?: number;
  min_p?: number;
  /** The most tokens of an answer, reasoning included. */
  max_tokens?: number;
  seed?: number;
  /** Texts that end an answer. */
  stop?: string[];
  effort?: Effort;
  /** The window that a local server makes room for, tokens. */
  num_ctx?: number;
  frequency_penalty?: number;
  presence_penalty?: number;
}

export type ParameterName = keyof ModelParameters;

/** The names, the most telling first. */
export const parameterNames = [
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'seed',
  'max_tokens',
  'stop',
  'effort',
  'num_ctx',
  'frequency_penalty',
  'presence_penalty',
] as const satisfies readonly ParameterName[];
