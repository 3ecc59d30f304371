// The call that a model gets before its first test in speed mode: it opens connections and has a local server load the model. It is
// recorded, and is in no figure of the tests.

import { runSchemaVersion, type ModelWarmedUp } from '../../shared/run/events';
import type { TestCost } from '../../shared/run/testMeasurement';
import type { ModelRequest } from '../providers/provider';
import { withScript } from '../providers/withScript';
import { attemptCost } from './attemptCost';
import type { PlannedModel } from './plannedModel';
import type { RunContext } from './testToRun';

const prompt = 'Reply with the word OK.';

/**
 * What the call cost; null when nothing was sent. `window` is that of the tests: with another one the model would be loaded again. Never throws for
 * what a model API does: a model that can't be warmed up is asked all the same, and fails or not by itself.
 */
export async function warmUp(
  context: RunContext,
  { info }: PlannedModel,
  window: number | undefined,
): Promise<TestCost | null> {
  const { reporter } = context;
  const { clock } = context.tools;
  const request: ModelRequest = {
    model: info,
    messages: [{ role: 'user', content: prompt }],
    images: [],
    promptIndex: 0,
    testType: 'raw_string_evaluator',
    variables: {},
    ...(window === undefined ? {} : { window }),
  };
  const { attempts, error } = await context.asker.ask(await withScript(request, { expectation: 'OK', picture: null }), {
    queuedAt: clock.now(),
    maxAttempts: 1,
    onDispatched: () => undefined,
    onRetry: () => undefined,
  });
  const [attempt] = attempts;
  const cost = attempt ? attemptCost(context.tools, info, attempt) : null;
  const event: ModelWarmedUp = {
    type: 'modelWarmedUp',
    t: clock.now(),
    model: info.model,
    total: error || !attempt ? null : attempt.times.endedAt - attempt.times.dispatchedAt,
    load: attempt?.response?.serverTimings?.load ?? null,
    ...(cost ? { cost } : {}),
    ...(error ? { error } : {}),
  };
  // A line of its own kind: it has no index, for it is no test.
  const line = JSON.stringify({ schemaVersion: runSchemaVersion, model: info.model, warmUp: { attempts } });
  reporter.recordWith(line, event);
  return cost;
}
