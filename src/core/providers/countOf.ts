// Counts as they come from a server: a number, or nothing known.

import type { TokenUsage } from '../../shared/run/testMeasurement';

/** A finite number from 0 on; null for anything else, also for a number written as text. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** What is known of a count that is given more than once: the later one counts, but nothing and 0 take nothing back. */
export function laterCount(before: number | null, said: number | null): number | null {
  return said || (before ?? said);
}

/** The same for all counts of a reply. */
export function laterTokens(before: TokenUsage, said: TokenUsage): TokenUsage {
  return {
    ...said,
    input: laterCount(before.input, said.input),
    output: laterCount(before.output, said.output),
    reasoning: laterCount(before.reasoning, said.reasoning),
    cached: laterCount(before.cached, said.cached),
  };
}
