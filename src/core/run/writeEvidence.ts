// Writes what a test leaves behind: `result.json`, `transcript.json`, `transcript.md`, all there before its event is told.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runSchemaVersion, type TestFinished } from '../../shared/run/events';
import type { RecordedImage } from '../../shared/results/picture';
import type { RecordedEvaluation, TestResult, TestTranscript } from '../../shared/results/testResult';
import { findTestType } from '../testTypes/findTestType';
import type { AskOutcome } from '../ask/askModel';
import { formatRecord } from '../files/jsonFile';
import { parseRecord } from '../files/parseRecord';
import { isoWithOffset } from '../ask/runClock';
import { testFiles } from '../runFolder/runFolderPaths';
import type { RunContext, TestToRun } from './testToRun';
import { scoreOf, testLinks } from '../runFolder/testLinks';
import { transcriptSchema } from '../runFolder/testSchemas';
import { transcriptText } from '../runFolder/transcriptText';

/** What came of judging; both null when there was nothing to judge. */
interface Judged {
  record: RecordedEvaluation | null;
  /** Run clock, ms. */
  at: { startedAt: number; endedAt: number } | null;
}

export async function writeEvidence(
  context: RunContext,
  test: TestToRun,
  asked: AskOutcome,
  finished: TestFinished,
  { record: evaluation, at }: Judged,
): Promise<void> {
  const directory = await context.place.folders.make(test.model.model, test.index);
  const result = resultOf(context, test, asked, finished, evaluation);
  const earlier = test.isRepeated ? await earlierAskings(directory) : [];
  const transcript: TestTranscript = {
    schemaVersion: runSchemaVersion,
    runId: context.place.runId,
    model: test.model.model,
    index: test.index,
    attempts: asked.attempts,
    evaluation: evaluation && withoutEvidence(evaluation),
    ...(at ? { evaluatedAt: at } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
  };
  await Promise.all([
    writeFile(join(directory, testFiles.transcript), formatRecord(transcript)),
    writeFile(join(directory, testFiles.transcriptText), transcriptText(result, transcript)),
    writeFile(join(directory, testFiles.result), formatRecord(result)),
  ]);
  context.reporter.drawImage(directory);
}

function resultOf(
  context: RunContext,
  test: TestToRun,
  asked: AskOutcome,
  finished: TestFinished,
  evaluation: RecordedEvaluation | null,
): TestResult {
  const { model, prompt, index } = test;
  const { verdict, attempts, timings, tokens, cost, failedAttemptsCost, error } = finished;
  const response = asked.attempts.at(-1)!.response;
  const images: RecordedImage[] = prompt.images.map((source) => context.tools.images.find(source));
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
    expected: evaluation?.expected ?? findTestType(prompt.testType).expectedText(prompt.expectation),
    got: evaluation?.got ?? '',
    attempts,
    timings,
    tokens,
    cost,
    ...(failedAttemptsCost ? { failedAttemptsCost } : {}),
    links: testLinks(images),
  };
}

/** What `result.json` says of a judgement beside verdict, expected and got. */
export function judgementFields(
  verdict: TestResult['verdict'],
  evaluation: RecordedEvaluation | null,
): Pick<TestResult, 'score' | 'measures' | 'classes' | 'evidence' | 'reason'> {
  const { score, measures, classes, evidence, reason } = evaluation ?? {};
  return {
    score: score ?? scoreOf(verdict),
    ...(measures ? { measures } : {}),
    ...(classes ? { classes } : {}),
    ...(evidence ? { evidence } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The places found are in `result.json`, which pictures and pages are made from; once is enough. */
export function withoutEvidence({ evidence: _places, ...evaluation }: RecordedEvaluation): RecordedEvaluation {
  return evaluation;
}

/** What was asked in vain before, oldest first; nothing where the old transcript is gone or was half-written by a process that was killed. */
async function earlierAskings(directory: string): Promise<NonNullable<TestTranscript['earlier']>> {
  try {
    const {
      attempts,
      evaluation,
      earlier = [],
    } = parseRecord(
      transcriptSchema,
      await readFile(join(directory, testFiles.transcript), 'utf8'),
      testFiles.transcript,
    );
    return [...earlier, { attempts, evaluation }];
  } catch {
    return [];
  }
}
