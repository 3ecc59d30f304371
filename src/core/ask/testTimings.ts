// From the raw clock readings of a test's attempts to the figures people see.

import type { TestTimings } from '../../shared/run/testMeasurement';
import type { AttemptTimes, RecordedAttempt } from '../../shared/results/testResult';
import { roundToMicrosecond } from './runClock';

/**
 * The timings of a test, ms. `attempts` is not empty; its last one decides.
 * TTFT = first token of any kind - dispatch; TPOT = (last token - first token) / (output tokens - 1), the definition of vLLM's
 * serving benchmark; decode rate = 1000 / TPOT; end-to-end rate = output tokens / total; characters a second = characters / total. Rates are null unless `isComplete`:
 * a failed or truncated answer has no speed. Of an answer that came in a batch only the evaluation is known.
 */
export function testTimings(
  attempts: readonly RecordedAttempt[],
  isComplete: boolean,
  evaluationMs: number | null,
): TestTimings {
  const first = attempts[0]!.times;
  const last = attempts.at(-1)!;
  const { times } = last;
  const tokens = isComplete ? (last.response?.tokens.output ?? null) : null;
  const total = times.endedAt - times.dispatchedAt;
  if (last.batch) return withoutTimes(times, evaluationMs);
  const tpot = timePerOutputToken(times, tokens);
  return {
    dispatchedAt: times.dispatchedAt,
    endedAt: times.endedAt,
    queue: roundToMicrosecond((first.connectingAt ?? first.dispatchedAt) - first.queuedAt),
    retry: roundToMicrosecond(times.dispatchedAt - first.dispatchedAt),
    total: roundToMicrosecond(total),
    ttft: sinceDispatch(times, firstTokenAt(times)),
    ttfa: sinceDispatch(times, times.firstAnswerAt),
    load: last.response?.serverTimings?.load ?? null,
    tpot: tpot === null ? null : roundToMicrosecond(tpot),
    decodeTokensPerSecond: tpot === null ? null : roundToMicrosecond(1000 / tpot),
    endToEndTokensPerSecond: tokens === null || total <= 0 ? null : roundToMicrosecond((tokens * 1000) / total),
    evaluation: evaluationMs === null ? null : roundToMicrosecond(evaluationMs),
    charactersPerSecond: isComplete && total > 0 ? roundToMicrosecond((characters(last) * 1000) / total) : null,
    ...(last.inFlight === undefined ? {} : { inFlight: last.inFlight }),
    ...(last.lateness === undefined ? {} : { lateness: last.lateness }),
  };
}

/** An answer that came in a batch was timed by nobody. */
function withoutTimes({ dispatchedAt, endedAt }: AttemptTimes, evaluationMs: number | null): TestTimings {
  return {
    dispatchedAt,
    endedAt,
    queue: null,
    retry: null,
    total: null,
    ttft: null,
    ttfa: null,
    load: null,
    tpot: null,
    decodeTokensPerSecond: null,
    endToEndTokensPerSecond: null,
    evaluation: evaluationMs === null ? null : roundToMicrosecond(evaluationMs),
    charactersPerSecond: null,
  };
}

/** How many characters reasoning and answer have together. */
function characters({ response }: RecordedAttempt): number {
  return (response?.text.length ?? 0) + (response?.reasoning.length ?? 0);
}

function firstTokenAt(times: AttemptTimes): number | null {
  if (times.firstReasoningAt === null) return times.firstAnswerAt;
  return times.firstAnswerAt === null ? times.firstReasoningAt : Math.min(times.firstReasoningAt, times.firstAnswerAt);
}

function sinceDispatch(times: AttemptTimes, at: number | null): number | null {
  return at === null ? null : roundToMicrosecond(at - times.dispatchedAt);
}

/** Below this span, ms, tokens came in one or two reads of the socket, and their distance says nothing of the model. */
const shortestSpan = 5;

function timePerOutputToken(times: AttemptTimes, tokens: number | null): number | null {
  const first = firstTokenAt(times);
  if (tokens === null || tokens < 2 || first === null || times.lastTokenAt === null) return null;
  const span = times.lastTokenAt - first;
  return span < shortestSpan ? null : span / (tokens - 1);
}
