// One test: ask the model, judge the answer, hand on the evidence and then the event that says that it has finished.

import type { TestFinished } from '../../shared/run/events';
import type { ChargedCalls, TestCost } from '../../shared/run/testMeasurement';
import { addCharged, chargedCalls, noOtherCost } from '../../shared/run/otherCost';
import type { TestError } from '../../shared/run/verdict';
import type { Evaluation } from '../testTypes/testType';
import { textOfMessages } from '../benchmark/messagesBefore';
import type { ModelReply, ModelRequest } from '../providers/provider';
import { oneLine } from '../providers/oneLine';
import { promptCut } from './promptCut';
import { noVision } from './reasonNotToAsk';
import type { AskOutcome } from '../ask/askModel';
import { unsentOutcome } from '../ask/unsentOutcome';
import { testTimings } from '../ask/testTimings';
import { messageOf } from '../../shared/text/messageOf';
import { attemptCost, noTokens } from './attemptCost';
import { judgeAnswer } from './judgeAnswer';
import { keptTest } from './keptTest';
import { messagesOf, requestOf } from './requestOf';
import type { RunContext, TestToRun } from './testToRun';

interface AskedCosts {
  /** Of the last attempt. */
  cost: TestCost;
  /** Of the attempts before it. */
  failedAttemptsCost: ChargedCalls;
}

interface AskedTest extends Pick<AskedCosts, 'failedAttemptsCost'> {
  asked: AskOutcome;
  /** Null for a test that turned out not to be askable. */
  cost: TestCost | null;
  finish(): Promise<TestFinished | null>;
}

/**
 * Asks the model, and returns what came of it and the work that remains: judging, writing, saying so; that gives the event, or null for a
 * test that turned out not to be askable. Throws the signal's reason when cancelled; a cancelled test leaves nothing behind.
 */
export async function runTest(context: RunContext, test: TestToRun, signal: AbortSignal): Promise<AskedTest> {
  return takeAnswer(context, test, await ask(context, test), signal);
}

/** What follows from what came of asking, wherever it was asked. */
export function takeAnswer(context: RunContext, test: TestToRun, asked: AskOutcome, signal: AbortSignal): AskedTest {
  const { tools, reporter, notes } = context;
  const at = { model: test.model.model, index: test.index };
  const { cost, failedAttemptsCost } = costsOf(context, test, asked);
  if (asked.refusedImages) {
    reporter.record({
      type: 'testSkipped',
      t: tools.clock.now(),
      ...at,
      reason: noVision(at.model, asked.error?.message),
    });
    return { asked, cost: null, failedAttemptsCost, finish: () => Promise.resolve(null) };
  }
  if (asked.error?.kind !== 'notSent') noteAsked(notes, test, asked);
  const finish = (): Promise<TestFinished> => finishTest(context, test, asked, { cost, failedAttemptsCost }, signal);
  return { asked, cost, failedAttemptsCost, finish };
}

/** A test that can't be asked is an error of its own; throws only what ends the run. */
async function ask(context: RunContext, test: TestToRun): Promise<AskOutcome> {
  const { tools, reporter } = context;
  const { model, queuedAt } = test;
  const at = { model: model.model, index: test.index };
  let request: ModelRequest;
  try {
    request = await requestOf(context, test);
  } catch (error) {
    reporter.record({ type: 'testStarted', t: tools.clock.now(), ...at });
    return unsentOutcome(tools.clock, { model, messages: messagesOf(test, []) }, queuedAt, messageOf(error));
  }
  return context.asker.ask(request, {
    queuedAt,
    maxAttempts: test.isUnreachable ? 1 : context.settings.patience.maxAttempts,
    onDispatched: (t) => reporter.record({ type: 'testStarted', t, ...at }),
    onRetry: (t, attempt, error, retryInMs) => {
      reporter.record({ type: 'attemptFailed', t, ...at, attempt, error, retryInMs });
      test.onRetry(error, retryInMs);
    },
  });
}

/** As it was asked last. */
function noteAsked(notes: RunContext['notes'], { model, api }: TestToRun, { attempts, reply }: AskOutcome): void {
  const { url, parameters, refused = [] } = attempts.at(-1)!.request;
  notes.noteParameters(model.model, parameters, api.isWithoutSampling ? [] : refused, reply !== undefined);
  if (reply && url.endsWith('/responses')) notes.noteServer(model.model, { endpoint: 'responses' });
  if (reply?.remoteHost !== undefined) notes.noteServer(model.model, { remoteHost: reply.remoteHost });
}

/** Of all attempts. Those before the last one are no part of the test's own cost. */
function costsOf({ tools }: RunContext, { model }: TestToRun, { attempts }: AskOutcome): AskedCosts {
  const costs = attempts.map((attempt) => attemptCost(tools, model, attempt));
  return { cost: costs.at(-1)!, failedAttemptsCost: chargedCalls(costs.slice(0, -1)) };
}

async function finishTest(
  context: RunContext,
  test: TestToRun,
  asked: AskOutcome,
  { cost, failedAttemptsCost }: AskedCosts,
  signal: AbortSignal,
): Promise<TestFinished> {
  const response = asked.attempts.at(-1)!.response;
  const unjudgeable = asked.error ?? (asked.reply && notJudgeable(asked.reply, textOfMessages(messagesOf(test, []))));
  const startedAt = context.tools.clock.now();
  const tokens = response?.tokens ?? noTokens;
  const facts = { timings: testTimings(asked.attempts, !unjudgeable, null), cost, tokens };
  const evaluation = unjudgeable
    ? null
    : await judgeAnswer(
        test.prompt,
        { text: response?.text ?? '', response },
        {
          ...context.tools.interpreters,
          files: context.tools.files,
          judges: context.judges,
          promptText: test.promptText,
          thinkingTags: context.settings.reading.thinkingTags,
          facts,
        },
        test.picture ?? undefined,
        signal,
      );
  const evaluatedAt = evaluation ? { startedAt, endedAt: context.tools.clock.now() } : null;
  const error = unjudgeable ?? evaluation?.error;
  const finished: TestFinished = {
    type: 'testFinished',
    t: context.tools.clock.now(),
    model: test.model.model,
    index: test.index,
    verdict: error || !evaluation ? 'error' : evaluation.record.verdict,
    attempts: asked.attempts.length,
    timings: testTimings(asked.attempts, !unjudgeable, evaluatedAt && evaluatedAt.endedAt - evaluatedAt.startedAt),
    tokens,
    cost,
  };
  // One by one: what is put in by spread, each test would look up anew.
  if (failedAttemptsCost.calls > 0) finished.failedAttemptsCost = failedAttemptsCost;
  const judgingCost = judgingCostOf(evaluation);
  if (judgingCost.calls > 0) finished.judgingCost = judgingCost;
  if (error) finished.error = error;
  Object.assign(finished, judgementFigures(evaluation));
  const judged = { record: evaluation?.record ?? null, at: evaluatedAt };
  const kept = await keptTest(context, test, asked, finished, judged);
  context.reporter.recordWith(kept.line, kept.finished);
  return kept.finished;
}

function judgingCostOf(evaluation: Evaluation | null): ChargedCalls {
  const judgingCost = noOtherCost().judging;
  for (const { cost } of evaluation?.record.judgeCalls ?? []) addCharged(judgingCost, cost);
  return judgingCost;
}

/** What an event says of a judgement beside its verdict. */
export function judgementFigures(
  evaluation: Evaluation | null,
): Pick<TestFinished, 'score' | 'measures' | 'classes' | 'rubrics'> {
  const { score, measures, classes } = evaluation?.record ?? {};
  return {
    ...(score === undefined ? {} : { score }),
    ...(measures ? { measures } : {}),
    ...(classes ? { classes } : {}),
    ...(evaluation?.rubrics ? { rubrics: evaluation.rubrics } : {}),
  };
}

/** Why an answer that came well must not be judged; undefined when it may be. */
function notJudgeable(reply: ModelReply, prompt: string): TestError | undefined {
  return promptCut(prompt, reply.tokens.input) ?? stoppedEarly(reply);
}

/** An answer that was cut or refused is neither right nor wrong. */
function stoppedEarly(reply: ModelReply): TestError | undefined {
  switch (reply.stoppedBy) {
    case 'none':
      return undefined;
    case 'length':
      return {
        kind: 'truncated',
        message: `The answer was cut at the model's output limit (finish reason ${reply.finishReason ?? 'unknown'}), so it was not judged.`,
      };
    case 'refusal':
      return {
        kind: 'refused',
        message: `The model API refused or filtered the answer (finish reason ${reply.finishReason ?? 'unknown'}).${refusalWords(reply)}`,
      };
  }
}

function refusalWords({ refusal = '' }: ModelReply): string {
  const words = oneLine(refusal);
  return words === '' ? '' : ` It said: ${words}`;
}
