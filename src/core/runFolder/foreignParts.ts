// What results of other tools have in common, whatever their form.

import { isMap } from '../../shared/text/isMap';

type Fields = { [key: string]: unknown };

/** A result as `reportFile.ts` reads it. Figures that are absent were not said. */
export interface ForeignResult {
  model: string;
  /** From 1. */
  index: number;
  prompt: string;
  response: string;
  isCorrect: boolean;
  expected: string;
  /** Why it was judged so. */
  reason: string;
  /** Why there is no answer; absent where there is one. */
  error?: string;
  totalMs?: unknown;
  usd?: unknown;
  tokens: { input?: unknown; output?: unknown; reasoning?: unknown; cached?: unknown };
}

/** That results are of a run that did not come to its end, and a sentence for people about it. */
export interface EndedEarly {
  status: 'cancelled' | 'interrupted';
  note: string;
}

/** A report of these results. `endedEarly` is absent where the run came to its end, or nobody says. */
export function reportOf(
  name: string,
  createdAt: unknown,
  results: readonly ForeignResult[],
  endedEarly?: EndedEarly,
): unknown {
  const models = new Map<string, unknown[]>();
  for (const one of results) {
    const own = models.get(one.model) ?? [];
    models.set(one.model, own);
    own.push({
      index: one.index,
      input_prompt: one.prompt,
      // What such tools expect is told in words of their own.
      pairs_by_text: true,
      expected_result: one.expected,
      execution_result: one.reason,
      correct: one.isCorrect,
      prompt_response: {
        response: one.response,
        total_duration_ms: one.totalMs,
        inputAndOutputCost: one.usd,
        errored: one.error !== undefined,
        error_message: one.error ?? null,
        input_tokens: one.tokens.input,
        output_tokens: one.tokens.output,
        reasoning_tokens: one.tokens.reasoning,
        cached_tokens: one.tokens.cached,
      },
    });
  }
  return {
    benchmark_name: name,
    purpose: '',
    base_prompt: '',
    created_at: createdAt,
    ended_early: endedEarly,
    models: [...models].map(([model, own]) => ({ model, results: own })),
  };
}

export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

export function fieldsIn(value: unknown): Fields {
  return isMap(value) ? value : {};
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A number above 0: other tools write 0 for what they don't know. */
export function measuredIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The question of a conversation: the last thing that the user says. Undefined where it is none. */
export function questionIn(messages: unknown): string | undefined {
  const last = listIn(messages)
    .map(fieldsIn)
    .findLast(({ role }) => role === 'user');
  return last && contentIn(last['content']);
}

/** Text, or the texts of parts. */
export function contentIn(content: unknown): string {
  if (!Array.isArray(content)) return textIn(content);
  return content
    .map(fieldsIn)
    .map(({ type, text }) => (type === 'text' ? textIn(text) : ''))
    .join('');
}
