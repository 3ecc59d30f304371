// One tiny request to a model, to see whether it answers and how fast. It makes no run and keeps nothing.

import type { MessagePort } from 'node:worker_threads';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { parseModel } from '../../shared/run/model';
import { connectionFor } from '../providers/connections';
import { findModelApi, modelApis } from '../providers/modelApis';
import type { Environment, ModelRequest } from '../providers/provider';
import { withScript } from '../providers/withScript';
import type { ServiceRow } from '../providers/services';
import { takeWayOut } from '../providers/wayOut';
import { askModel } from './askModel';
import { defaultIdleTimeoutMs } from './attemptLimits';
import { LateWatch } from './lateWatch';
import { startRunClock } from './runClock';
import { testTimings } from './testTimings';

/** Tokens: of the question, generously, and what the answer may have at most. */
export const testCallTokens = { input: 20, output: 64 } as const;

/** Plain JSON but for the port, so that it can cross to a worker thread. */
export interface TestCallRequest {
  /** As a benchmark writes it. */
  model: string;
  environment: Environment;
  services: ServiceRow[];
  /** Time limit, ms. */
  timeoutMs: number;
  /** The folder of what was built, for an engine that ships with it. */
  distDirectory: string;
  /** The way to the language models of VS Code; where there is none, they can't be asked. */
  editor?: MessagePort;
}

export interface TestCallOutcome {
  answer: string;
  /** ms, from sending to the end of the answer. */
  totalMs: number | null;
  /** ms, from sending to the first token; null where it came in one piece. */
  ttftMs: number | null;
  outputTokens: number | null;
}

/** Throws a sentence when the model does not answer, and the signal's reason when aborted. */
export async function testCall(request: TestCallRequest, signal: AbortSignal): Promise<TestCallOutcome> {
  const model = parseModel(request.model);
  const api = findModelApi(modelApis(request.services), model.provider);
  takeWayOut(request.environment);
  const provider = await api.connect({
    ...connectionFor(api, request.environment),
    limits: usualAnswerLimits,
    distDirectory: request.distDirectory,
    editor: request.editor,
  });
  const clock = startRunClock();
  const question: ModelRequest = {
    model: { ...model, parameters: { ...model.parameters, max_tokens: testCallTokens.output } },
    messages: [{ role: 'user', content: 'Say OK.' }],
    images: [],
    promptIndex: 1,
    testType: 'raw_string_evaluator',
    variables: {},
  };
  try {
    const { attempts, reply, error } = await askModel(
      provider,
      await withScript(question, { expectation: 'OK', picture: null }),
      {
        clock,
        queuedAt: clock.now(),
        attemptTimeoutMs: request.timeoutMs,
        idleTimeoutMs: defaultIdleTimeoutMs,
        maxAttempts: 1,
        onDispatched: () => undefined,
        inFlight: () => 1,
        watch: new LateWatch(),
        onRetry: () => undefined,
      },
      signal,
    );
    if (error) throw new Error(error.message);
    const { total, ttft } = testTimings(attempts, true, null);
    return {
      answer: attempts.at(-1)?.response?.text ?? '',
      totalMs: total,
      ttftMs: ttft,
      outputTokens: reply?.tokens.output ?? null,
    };
  } finally {
    await provider.dispose?.();
  }
}
