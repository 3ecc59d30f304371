// What one attempt cost: the answer's, a failed one's, a warm-up call's, all by the same prices.

import type { TestCost, TokenUsage } from '../../shared/run/testMeasurement';
import type { ModelId } from '../../shared/run/model';
import type { RecordedAttempt } from '../../shared/results/testResult';
import { roundToMicrosecond } from '../ask/runClock';
import type { RunTools } from './runTools';

export const noTokens: TokenUsage = { input: null, output: null, reasoning: null, cached: null, source: 'usage' };

/** Unknown where the attempt failed before its server had counted anything. */
export function attemptCost(
  { clock, prices }: Pick<RunTools, 'clock' | 'prices'>,
  model: ModelId,
  { times, response, batch }: RecordedAttempt,
): TestCost {
  return prices.costOf(model, {
    tokens: response?.tokens ?? noTokens,
    reportedCostUsd: response?.reportedCostUsd ?? null,
    remoteHost: response?.remoteHost,
    totalMs: batch ? null : roundToMicrosecond(times.endedAt - times.dispatchedAt),
    ...(batch ? { isInBatch: true } : {}),
    at: clock.dateAt(times.dispatchedAt),
  });
}
