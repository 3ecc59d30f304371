// What the reasons that model APIs give for the end of an answer mean. Only a known good end is one: an answer that broke off must not be judged.

import type { ModelReply } from './provider';

/** `failed`: the service says that it broke off, and may do better the next time. */
export type AnswerEnd = ModelReply['stoppedBy'] | 'failed' | 'unknown';

/** In snake_case, whatever way they are written. One list for all protocols: services imitate each other. */
const reasons: { readonly [end in Exclude<AnswerEnd, 'unknown'>]: readonly string[] } = {
  none: [
    // OpenAI, with its tools.
    ...['stop', 'tool_calls', 'function_call', 'stopped'],
    // TGI, Together, watsonx, AI21; llama.cpp and its bindings.
    ...['eos', 'eos_token', 'eot', 'eog_token', 'stop_token', 'stop_trigger', 'endoftext', 'end_of_text'],
    // Anthropic and Bedrock; Titan.
    ...['end_turn', 'stop_sequence', 'tool_use', 'stop_criteria_met'],
    // Cohere; the Responses API; Baidu; gateways.
    ...['complete', 'completed', 'tool_call', 'normal', 'end', 'done', 'finish', 'finished', 'success'],
    // Ollama, without an answer.
    ...['load', 'unload'],
  ],
  length: [
    // OpenAI, Mistral, Anthropic and Gemini, the Responses API.
    ...['length', 'model_length', 'max_tokens', 'max_output_tokens', 'max_length', 'model_context_window_exceeded'],
    // watsonx, Cohere, TGI and vLLM, gateways.
    ...['limit', 'token_limit', 'error_limit', 'max_new_tokens', 'max_completion_tokens', 'context_length_exceeded'],
    ...['context_window_exceeded', 'max_context_length'],
  ],
  refusal: [
    // OpenAI and Azure, Anthropic, Zhipu, Bedrock, Cohere.
    ...['content_filter', 'content_filtered', 'refusal', 'sensitive', 'guardrail_intervened', 'error_toxic'],
    // Gemini.
    ...['safety', 'recitation', 'blocklist', 'prohibited_content', 'spii', 'model_armor', 'jailbreak'],
    ...['image_safety', 'image_recitation', 'image_prohibited_content'],
    // Gateways.
    ...[
      'blocked',
      'content_blocked',
      'filtered',
      'flagged',
      'moderation',
      'content_policy',
      'content_policy_violation',
    ],
    ...['policy_violation', 'unsafe'],
  ],
  failed: [
    // Mistral and OpenRouter, vLLM and SGLang, DeepSeek, Zhipu, Cohere, watsonx, the Responses API.
    ...['error', 'abort', 'aborted', 'cancel', 'cancelled', 'canceled', 'user_cancel', 'insufficient_system_resource'],
    ...['network_error', 'timeout', 'time_limit', 'failed', 'failure', 'internal_error', 'server_error', 'interrupted'],
    ...['error_finish', 'exception', 'overloaded'],
  ],
};

const endOf = new Map(
  Object.entries(reasons).flatMap(([end, words]) => words.map((word) => [word, end as keyof typeof reasons] as const)),
);

/** What a reason means; null for one that only says that there is none yet, as Alibaba and watsonx have it in every chunk. */
export function answerEnd(reason: string): AnswerEnd | null {
  const word = snakeCase(reason);
  return /^(null|none|not_finished|unfinished)$/.test(word) ? null : (endOf.get(word) ?? 'unknown');
}

/** Makes one form of `MAX_TOKENS`, `maxTokens`, `content-filter` and `FinishReason.STOP`. */
function snakeCase(reason: string): string {
  return reason
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
    .replace(/^(finish|stop)_reason[._]/, '');
}
