// How model APIs say that a filter before the model turned the prompt away. There is no common code for it: their own codes, then their words.

/** Azure, OpenAI, Alibaba, Zhipu, MiniMax. */
const codes =
  /^(content_?filter|content_policy_violation|ResponsibleAIPolicyViolation|moderation_blocked|invalid_prompt|data_?inspection_?failed|1301|1026|1027|sensitive_content)$/i;

const words: readonly RegExp[] = [
  // Azure: The response was filtered due to the prompt triggering Azure OpenAI's content management policy.
  /content management policy/i,
  // Anthropic: Output blocked by content filtering policy. Others: blocked by our content filter.
  /(?:blocked|filtered|rejected|flagged) (?:by|due to|for|as) [^.]{0,60}(?:content|safety|moderation|usage polic)/i,
  // OpenAI: Your request was rejected as a result of our safety system. Invalid prompt: your prompt was flagged as potentially violating our usage policy.
  /rejected as a result of our safety system|flagged as potentially violating/i,
  // OpenRouter: ... requires moderation on ... Your input was flagged for "...".
  /your input was flagged/i,
  // DeepSeek.
  /content exists risk/i,
  // Alibaba: Input data may contain inappropriate content. Moonshot: The request was rejected because it was considered high risk.
  /may contain inappropriate content|considered high risk/i,
  // xAI: Content violates usage guidelines.
  /violates? (?:our |the )?(?:usage|content|safety) (?:guidelines|polic)/i,
  // Gemini: The prompt was blocked, PROHIBITED_CONTENT.
  /prompt (?:was|has been) blocked|PROHIBITED_CONTENT/,
];

/** Whether an API's error means that its filter refused the prompt. */
export function refusesContent({ message, code, type }: { message: string; code?: unknown; type?: unknown }): boolean {
  const isFiltered = [code, type].some((one) => codes.test(String(one ?? '')));
  return isFiltered || words.some((pattern) => pattern.test(message));
}
