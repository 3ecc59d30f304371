// What re-scoring writes of one test: whether a judgement is new, and the files that then say so, with both judgements and who made them.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runSchemaVersion } from '../../shared/run/events';
import type { TestState } from '../../shared/run/runState';
import type { RecordedEvaluation, Rescore, TestResult, TestTranscript } from '../../shared/results/testResult';
import type { Evaluation } from '../testTypes/testType';
import { writeJsonAtomically } from '../files/jsonFile';
import { testFiles } from '../runFolder/runFolderPaths';
import { judgementFigures } from '../run/runTest';
import { transcriptText } from '../runFolder/transcriptText';
import { judgementFields, withoutEvidence } from '../run/writeEvidence';

/** The events know verdict and figures, not the words. */
export function isSameInEvents(test: TestState, evaluation: Evaluation): boolean {
  const { score = null, measures = null, classes = null } = judgementFigures(evaluation);
  return (
    test.verdict === evaluation.record.verdict &&
    isDeepStrictEqual([test.score, test.measures, test.classes], [score, measures, classes])
  );
}

/** How long Python took is no part of a judgement. */
export function isSameJudgement(result: TestResult, { record, error }: Evaluation): boolean {
  return (
    result.verdict === record.verdict &&
    result.expected === record.expected &&
    result.got === record.got &&
    result.reason === record.reason &&
    isDeepStrictEqual(
      [result.measures, result.classes, result.evidence],
      [record.measures, record.classes, record.evidence],
    ) &&
    result.error?.kind === error?.kind &&
    result.error?.message === error?.message
  );
}

export async function writeJudgement(
  directory: string,
  result: TestResult,
  transcript: TestTranscript,
  { record, error }: Evaluation,
  by: Pick<Rescore, 'at' | 'versions'>,
): Promise<void> {
  const first: Rescore = { at: result.startedAt, versions: {}, ...judgementOf(result) };
  const {
    reason: _reason,
    error: _error,
    measures: _measures,
    classes: _classes,
    evidence: _evidence,
    ...rest
  } = result;
  const changed: TestResult = {
    ...rest,
    schemaVersion: runSchemaVersion,
    verdict: record.verdict,
    ...judgementFields(record.verdict, record),
    ...(error ? { error } : {}),
    expected: record.expected,
    got: record.got,
    rescores: [...(result.rescores ?? [first]), { ...by, ...judgementOf({ ...record, ...(error ? { error } : {}) }) }],
  };
  const judged: TestTranscript = { ...transcript, evaluation: withoutEvidence(record) };
  await writeJsonAtomically(join(directory, testFiles.transcript), judged);
  await writeFile(join(directory, testFiles.transcriptText), transcriptText(changed, judged));
  await writeJsonAtomically(join(directory, testFiles.result), changed);
}

function judgementOf({
  verdict,
  expected,
  got,
  reason,
  error,
}: Pick<RecordedEvaluation, 'verdict' | 'expected' | 'got' | 'reason'> & Pick<TestResult, 'error'>): Omit<
  Rescore,
  'at' | 'versions'
> {
  return { verdict, expected, got, ...(reason === undefined ? {} : { reason }), ...(error ? { error } : {}) };
}
