// A rubric as a check has it, and what tells it from any other.

import { createHash } from 'node:crypto';
import type { Expectation } from '../../shared/run/benchmark';
import type { ModelParameters } from '../../shared/run/parameters';

export const labels = ['pass', 'fail', 'correct', 'incorrect'] as const;

/** A rubric as a file has it. */
export interface Rubric {
  rubric: string;
  judge: string;
  votes?: number | undefined;
  parameters?: { [name in keyof ModelParameters]?: ModelParameters[name] | undefined } | undefined;
  expectation?: Expectation | undefined;
  examples?: { answer: string; verdict: (typeof labels)[number] }[] | undefined;
}

/** What a rubric with its labelled answers is known by. */
export function rubricKey({ rubric: text, judge, votes = 1, parameters, expectation, examples = [] }: Rubric): string {
  return hashOfRubric([text, judge, votes, expectation ?? null, examples, ...(parameters ? [parameters] : [])]);
}

export function isPassLabel(verdict: (typeof labels)[number]): boolean {
  return verdict === 'pass' || verdict === 'correct';
}

export function hashOfRubric(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
