// What a benchmark expects of a prompt, as text for people.

import type { BenchmarkPrompt } from '../../../src/shared/run/benchmark';

/** Empty for a prompt without an expectation. */
export function expectationText({ expectation, expect }: Pick<BenchmarkPrompt, 'expectation' | 'expect'>): string {
  const expected = expectation ?? expect;
  if (expected === undefined) return '';
  return typeof expected === 'string' ? expected : JSON.stringify(expected, null, 2);
}
