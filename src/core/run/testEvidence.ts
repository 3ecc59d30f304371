// What a test leaves behind: its result and its transcript, as the line that is written before its event is told.

import { runSchemaVersion, type TestFinished } from '../../shared/run/events';
import type { RecordedImage } from '../../shared/results/picture';
import type { RecordedEvaluation, TestResult, TestTranscript } from '../../shared/results/testResult';
import type { AskOutcome } from '../ask/askModel';
import { expectedText } from './judgeAnswer';
import { isoWithOffset } from '../ask/runClock';
import type { RunContext, TestToRun } from './testToRun';
import type { RunTools } from './runTools';
import { readTest, type TestAt } from '../runFolder/readTest';
import { formatTestLine } from '../runFolder/testLine';
import { scoreOf } from '../runFolder/scoreOf';
import type { StoredResult } from '../../shared/results/packedTest';

/** What came of judging; both null when there was nothing to judge. */
export interface Judged {
  record: RecordedEvaluation | null;
  /** Run clock, ms. */
  at: { startedAt: number; endedAt: number } | null;
}

/** What evidence says of its run. */
export interface EvidenceContext {
  place: RunContext['place'];
  tools: Pick<RunTools, 'images' | 'clock'>;
}

/** What evidence says of its test. */
export type EvidentTest = Pick<TestToRun, 'model' | 'prompt' | 'index' | 'promptText' | 'previous'>;

/** The line that is kept of a test. Throws as `formatTestLine`. */
export async function evidenceOf(
  context: EvidenceContext,
  test: EvidentTest,
  asked: AskOutcome,
  finished: TestFinished,
  { record: evaluation, at }: Judged,
): Promise<string> {
  const earlier = test.previous ? await earlierAskings(context.place, test.previous) : [];
  return formatTestLine(resultOf(context, test, asked, finished, evaluation), {
    schemaVersion: runSchemaVersion,
    runId: context.place.runId,
    model: test.model.model,
    index: test.index,
    attempts: asked.attempts,
    evaluation: evaluation && withoutEvidence(evaluation),
    ...(at ? { evaluatedAt: at } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
  });
}

function resultOf(
  context: EvidenceContext,
  test: EvidentTest,
  asked: AskOutcome,
  finished: TestFinished,
  evaluation: RecordedEvaluation | null,
): StoredResult {
  const { model, prompt, index } = test;
  const { verdict, attempts, timings, tokens, cost, failedAttemptsCost, error } = finished;
  const response = asked.attempts.at(-1)!.response;
  // Of a run whose pictures are not complete any more, those that are.
  const images: RecordedImage[] = prompt.images.flatMap((source) => context.tools.images.known(source) ?? []);
  return {
    schemaVersion: runSchemaVersion,
    runId: context.place.runId,
    benchmarkName: context.place.benchmarkName,
    model: model.model,
    provider: model.provider,
    providerLabel: model.providerLabel,
    isSimulated: model.isSimulated,
    index,
    testType: prompt.testType,
    verdict,
    ...judgementFields(verdict, evaluation),
    images,
    ...(error ? { error } : {}),
    startedAt: isoWithOffset(context.tools.clock.dateAt(asked.attempts[0]!.times.dispatchedAt)),
    prompt: test.promptText,
    response: response?.text ?? '',
    reasoning: response?.reasoning ?? '',
    expected: evaluation?.expected ?? expectedText(prompt),
    got: evaluation?.got ?? '',
    attempts,
    timings,
    tokens,
    cost,
    ...(failedAttemptsCost ? { failedAttemptsCost } : {}),
  };
}

/** What a result says of a judgement beside verdict, expected and got. */
export function judgementFields(
  verdict: TestResult['verdict'],
  evaluation: RecordedEvaluation | null,
): Pick<TestResult, 'score' | 'measures' | 'classes' | 'evidence' | 'checks' | 'reason'> {
  const { score, measures, classes, evidence, checks, reason } = evaluation ?? {};
  return {
    score: score ?? scoreOf(verdict),
    ...(measures ? { measures } : {}),
    ...(classes ? { classes } : {}),
    ...(evidence ? { evidence } : {}),
    ...(checks ? { checks } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The places found and the checks are in the result, which pictures and pages are made from; once is enough. */
export function withoutEvidence({
  evidence: _places,
  checks: _checks,
  ...evaluation
}: RecordedEvaluation): RecordedEvaluation {
  return evaluation;
}

/** What was asked in vain before, oldest first; nothing where that is gone or can't be read. */
async function earlierAskings(
  { runDirectory, run }: RunContext['place'],
  previous: TestAt,
): Promise<NonNullable<TestTranscript['earlier']>> {
  const { transcript } = await readTest(runDirectory, run, previous).catch(() => ({ transcript: null }));
  if (!transcript) return [];
  const { attempts, evaluation, earlier = [] } = transcript;
  return [...earlier, { attempts, evaluation }];
}
