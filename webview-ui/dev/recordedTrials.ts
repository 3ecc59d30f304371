// Turns the recorded run into one in speed mode with trials, the same every time: warm-up calls, some cached input; and makes up the
// conditions of a quiet and of a noisy run.

import type { RunEvent } from '../../src/shared/run/events';
import { unrecordedConditions } from '../../src/shared/run/runConditions';
import type { RunConditions } from '../../src/shared/run/runConditions';

/** Every prompt becomes the `trials` next ones of the recorded run. */
export function withTrials(events: readonly RunEvent[], trials: number): RunEvent[] {
  const start = events[0];
  if (start?.type !== 'runStarted') return [...events];
  const prompts = start.prompts.map((prompt, place) => {
    const own = Math.floor(place / trials);
    return {
      ...prompt,
      label: start.prompts[own * trials]!.label,
      variant: { prompt: own + 1, kind: 'trial' as const, number: (place % trials) + 1, of: trials },
    };
  });
  const whole = prompts.slice(0, Math.floor(prompts.length / trials) * trials);
  const warmUps = start.models.map(({ model, isLocal, isSimulated }, place): RunEvent => {
    if (place === 3)
      return {
        type: 'modelWarmedUp',
        t: 30,
        model,
        total: null,
        load: null,
        error: { kind: 'timeout', message: 'No answer within 60 s.' },
      };
    return {
      type: 'modelWarmedUp',
      t: 30,
      model,
      total: 400 + place * 310,
      load: isLocal || isSimulated ? 1840 : null,
    };
  });
  const rest = events.slice(1).flatMap((event): RunEvent[] => {
    if ('index' in event && event.index > whole.length) return [];
    if (event.type === 'testFinished' && event.index % 3 === 0 && event.tokens.input !== null)
      return [{ ...event, tokens: { ...event.tokens, cached: 128, reasoning: 12 } }];
    return [event];
  });
  return [
    { ...start, benchmarkName: 'Simple math, several trials', prompts: whole, mode: 'speed' },
    ...warmUps,
    ...rest,
  ];
}

/** `quiet`: speed mode, iso. `noisy`: throughput with noise, not iso, with a budget and refused parameters. Anything else: none recorded. */
export function recordedConditions(kind: string, trials: number): RunConditions | null {
  if (kind === 'quiet')
    return {
      ...unrecordedConditions,
      mode: 'speed',
      trials,
      noise: { eventLoopLagMs: { p50: 0.2, p95: 1.2, max: 8 }, maxInFlight: 4, retries: 3 },
      iso: { holds: true, reasons: [] },
    };
  if (kind !== 'noisy') return null;
  return {
    ...unrecordedConditions,
    trials,
    budgetUsd: 0.5,
    noise: { eventLoopLagMs: { p50: 2.1, p95: 34, max: 412 }, maxInFlight: 50, retries: 1 },
    iso: {
      holds: false,
      reasons: [
        'not iso because temperature was 0 for openai~gpt-4o, ollama~llama3.2 and 1 for openai~o3-mini:high',
        'not iso because the API of openai~o3-mini:high refused temperature',
        'not iso because the number of requests at once was 8 for openai~gpt-4o and 1 for ollama~llama3.2',
      ],
    },
    refusedParameters: { 'openai~o3-mini:high': ['temperature', 'top_p'] },
  };
}
