// What the reasons that model APIs give for the end of an answer mean. Only a known good end is one: an answer that broke off must not be judged.

import type { ModelReply } from './provider';

/** `failed`: the service says that it broke off, and may do better the next time. */
export type AnswerEnd = ModelReply['stoppedBy'] | 'failed' | 'unknown';

/** In lower case, for some write them in capitals. One list for all protocols: services imitate each other. */
const reasons: { readonly [end in Exclude<AnswerEnd, 'unknown'>]: readonly string[] } = {
  // OpenAI; TGI and Together; Anthropic; Cohere; Ollama's `load` and `unload` come without an answer.
  none: [
    'stop',
    'tool_calls',
    'function_call',
    'eos',
    'eos_token',
    'end',
    'end_turn',
    'stop_sequence',
    'tool_use',
    'complete',
    'completed',
    'load',
    'unload',
  ],
  // OpenAI, Mistral, Anthropic and Gemini, the Responses API.
  length: ['length', 'model_length', 'max_tokens', 'max_output_tokens', 'max_length', 'model_context_window_exceeded'],
  // OpenAI and Azure, Anthropic, Gemini, Zhipu, Bedrock.
  refusal: [
    'content_filter',
    'content_filtered',
    'refusal',
    'safety',
    'recitation',
    'blocklist',
    'prohibited_content',
    'spii',
    'image_safety',
    'sensitive',
    'guardrail_intervened',
  ],
  // Mistral and OpenRouter, vLLM and SGLang, DeepSeek, Zhipu.
  failed: ['error', 'abort', 'aborted', 'cancelled', 'canceled', 'insufficient_system_resource', 'network_error'],
};

const endOf = new Map(
  Object.entries(reasons).flatMap(([end, words]) => words.map((word) => [word, end as keyof typeof reasons] as const)),
);

/** What a reason means. */
export function answerEnd(reason: string): AnswerEnd {
  return endOf.get(reason.trim().toLowerCase()) ?? 'unknown';
}
