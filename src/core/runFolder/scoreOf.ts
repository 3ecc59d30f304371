import type { TestResult } from '../../shared/results/testResult';

/** The score of a test type that knows no degrees: 1, 0, or null when there was nothing to judge. */
export function scoreOf(verdict: TestResult['verdict']): number | null {
  return verdict === 'error' ? null : verdict === 'correct' ? 1 : 0;
}
