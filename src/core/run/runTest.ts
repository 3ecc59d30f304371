// One test: ask the model, judge the answer, write the evidence, then say that it has finished. In this order, always.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runSchemaVersion, type RunEvent, type TestFinished, type TokenUsage } from '../../shared/events';
import type { ModelInfo } from '../../shared/model';
import type { RecordedEvaluation, TestResult, TestTranscript } from '../../shared/testResult';
import type { TestError } from '../../shared/verdict';
import type { Evaluator } from '../evaluators/evaluator';
import type { BenchmarkPrompt } from '../../shared/benchmark';
import type { ModelApi, ModelReply, Provider } from '../providers/provider';
import type { PythonRunner } from '../python/pythonRunner';
import { testCost } from '../cost/testCost';
import { askModel, type AskOutcome } from './askModel';
import { formatRecord } from './jsonFile';
import { isoWithOffset, type RunClock } from './runClock';
import { testDirectory, testFiles } from './runFolder';
import { parseRecord, transcriptSchema } from './runSchemas';
import { defaultTestLinks, scoreOf } from './testLinks';
import { testTimings } from './testTimings';
import { transcriptText } from './transcriptText';

/** What all tests of a run share. */
export interface RunContext {
  runId: string;
  runDirectory: string;
  benchmarkName: string;
  evaluator: Evaluator;
  python: PythonRunner | null;
  clock: RunClock;
  attemptTimeoutMs: number;
  maxAttempts: number;
  /** Writes an event, then tells it. */
  record(event: RunEvent): void;
  /** What was sent to a model beside its name and the messages. */
  noteParameters(model: string, parameters: { [name: string]: unknown }): void;
  /** Has the result image of a test folder drawn, some time before the run folder is closed. */
  drawImage(directory: string): void;
}

export interface TestToRun {
  model: ModelInfo;
  api: ModelApi;
  provider: Provider;
  prompt: BenchmarkPrompt;
  /** 1-based. */
  index: number;
  /** The whole text sent. */
  promptText: string;
  expectedText: string;
  /** Run clock, ms. */
  queuedAt: number;
  /** The model's last test failed for want of a connection: one attempt is enough to see whether that has changed. */
  isUnreachable: boolean;
  /** The test has ended in error before and is asked again: what was said then stays in its transcript. */
  isRepeated: boolean;
}

export interface AskedTest {
  asked: AskOutcome;
  finish(): Promise<void>;
}

/**
 * Asks the model, and returns what came of it and the work that remains: judging, writing, saying so.
 * Throws the signal's reason when cancelled; a cancelled test leaves nothing behind.
 */
export async function runTest(context: RunContext, test: TestToRun, signal: AbortSignal): Promise<AskedTest> {
  const { clock, record } = context;
  const at = { model: test.model.model, index: test.index };
  const asked = await askModel(
    test.provider,
    {
      model: test.model,
      messages: [{ role: 'user', content: test.promptText }],
      promptIndex: test.index,
      expected: test.expectedText,
      testType: context.evaluator.name,
    },
    {
      clock,
      queuedAt: test.queuedAt,
      attemptTimeoutMs: context.attemptTimeoutMs,
      maxAttempts: test.isUnreachable ? 1 : context.maxAttempts,
      onDispatched: () => record({ type: 'testStarted', t: clock.now(), ...at }),
      onRetry: (attempt, error, retryInMs) => record({ type: 'attemptFailed', t: clock.now(), ...at, attempt, error, retryInMs }),
    },
    signal,
  );
  context.noteParameters(test.model.model, samplingOf(asked));
  return { asked, finish: () => finishTest(context, test, asked, signal) };
}

/** How the answer comes (streamed, with usage) is not what the model is told to do. */
function samplingOf(asked: AskOutcome): { [name: string]: unknown } {
  const { stream: _stream, stream_options: _options, ...parameters } = asked.attempts[0]!.request.parameters;
  return parameters;
}

async function finishTest(context: RunContext, test: TestToRun, asked: AskOutcome, signal: AbortSignal): Promise<void> {
  const response = asked.attempts.at(-1)!.response;
  const unjudgeable = asked.error ?? (asked.reply && stoppedEarly(asked.reply));
  const startedAt = context.clock.now();
  const evaluation = unjudgeable
    ? null
    : await context.evaluator.evaluate(response?.text ?? '', test.prompt.expectation, context.python, signal);
  const evaluationMs = evaluation ? context.clock.now() - startedAt : null;
  const error = unjudgeable ?? evaluation?.error;
  const tokens = response?.tokens ?? noTokens;
  const askedAt = context.clock.dateAt(asked.attempts[0]!.times.dispatchedAt);
  const cost = await testCost(test.api, test.model, tokens, asked.reply?.reportedCostUsd ?? null, askedAt);
  const finished: TestFinished = {
    type: 'testFinished',
    t: context.clock.now(),
    model: test.model.model,
    index: test.index,
    verdict: error || !evaluation ? 'error' : evaluation.record.verdict,
    attempts: asked.attempts.length,
    timings: testTimings(asked.attempts, !unjudgeable, evaluationMs),
    tokens,
    cost,
    ...(error ? { error } : {}),
  };
  await writeEvidence(context, test, asked, finished, evaluation?.record ?? null);
  context.record(finished);
}

const noTokens: TokenUsage = { input: null, output: null, reasoning: null, cached: null, source: 'usage' };

/** An answer that was cut or refused is neither right nor wrong. */
function stoppedEarly(reply: ModelReply): TestError | undefined {
  switch (reply.stoppedBy) {
    case 'none':
      return undefined;
    case 'length':
      return { kind: 'truncated', message: `The answer was cut at the model's output limit (finish reason ${reply.finishReason ?? 'unknown'}), so it was not judged.` };
    case 'refusal':
      return { kind: 'refused', message: `The model API refused or filtered the answer (finish reason ${reply.finishReason ?? 'unknown'}).` };
  }
}

async function writeEvidence(
  context: RunContext,
  test: TestToRun,
  asked: AskOutcome,
  finished: TestFinished,
  evaluation: RecordedEvaluation | null,
): Promise<void> {
  const directory = testDirectory(context.runDirectory, test.model.model, test.index);
  const response = asked.attempts.at(-1)!.response;
  const { verdict, attempts, timings, tokens, cost, error } = finished;
  const result: TestResult = {
    schemaVersion: runSchemaVersion,
    runId: context.runId,
    benchmarkName: context.benchmarkName,
    model: test.model.model,
    provider: test.model.provider,
    providerLabel: test.model.providerLabel,
    isSimulated: test.model.isSimulated,
    index: test.index,
    testType: context.evaluator.name,
    verdict,
    score: scoreOf(verdict),
    ...(evaluation?.reason === undefined ? {} : { reason: evaluation.reason }),
    ...(error ? { error } : {}),
    startedAt: isoWithOffset(context.clock.dateAt(asked.attempts[0]!.times.dispatchedAt)),
    prompt: test.promptText,
    response: response?.text ?? '',
    reasoning: response?.reasoning ?? '',
    expected: evaluation?.expected ?? test.expectedText,
    got: evaluation?.got ?? '',
    attempts,
    timings,
    tokens,
    cost,
    links: defaultTestLinks,
  };
  const earlier = test.isRepeated ? await earlierAskings(directory) : [];
  const transcript: TestTranscript = {
    schemaVersion: runSchemaVersion,
    runId: context.runId,
    model: test.model.model,
    index: test.index,
    attempts: asked.attempts,
    evaluation,
    ...(earlier.length > 0 ? { earlier } : {}),
  };
  await mkdir(directory, { recursive: true });
  await Promise.all([
    writeFile(join(directory, testFiles.transcript), formatRecord(transcript)),
    writeFile(join(directory, testFiles.transcriptText), transcriptText(result, transcript)),
    writeFile(join(directory, testFiles.result), formatRecord(result)),
  ]);
  context.drawImage(directory);
}

/** What was asked in vain before, oldest first; nothing where the old transcript is gone or was half-written by a process that was killed. */
async function earlierAskings(directory: string): Promise<NonNullable<TestTranscript['earlier']>> {
  try {
    const { attempts, evaluation, earlier = [] } = parseRecord(transcriptSchema, await readFile(join(directory, testFiles.transcript), 'utf8'), testFiles.transcript);
    return [...earlier, { attempts, evaluation }];
  } catch {
    return [];
  }
}
