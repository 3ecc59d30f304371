// What re-scoring writes of one test: whether a judgement is new, and the line that then says so, with both judgements and who made them.

import { isDeepStrictEqual } from 'node:util';
import { runSchemaVersion } from '../../shared/run/events';
import type { TestState } from '../../shared/run/runState';
import type { RecordedEvaluation, Rescore, TestResult, TestTranscript } from '../../shared/results/testResult';
import type { StoredResult } from '../../shared/results/packedTest';
import type { Evaluation } from '../testTypes/testType';
import { formatTestLine } from '../runFolder/testLine';
import { judgementFigures } from '../run/runTest';
import { judgementFields, withoutEvidence } from '../run/testEvidence';

/** The events know verdict and figures, not the words. */
export function isSameInEvents(test: TestState, evaluation: Evaluation): boolean {
  const { score = null, measures = null, classes = null, rubrics = null } = judgementFigures(evaluation);
  return (
    test.verdict === evaluation.record.verdict &&
    isDeepStrictEqual([test.score, test.measures, test.classes, test.rubrics], [score, measures, classes, rubrics])
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
      [result.measures, result.classes, result.evidence, result.checks],
      [record.measures, record.classes, record.evidence, record.checks],
    ) &&
    result.error?.kind === error?.kind &&
    result.error?.message === error?.message
  );
}

/** The line of a test that was judged again. */
export function rescoredLine(
  result: TestResult,
  transcript: TestTranscript,
  { record, error }: Evaluation,
  by: Pick<Rescore, 'at' | 'versions'>,
): string {
  const first: Rescore = { at: result.startedAt, versions: {}, ...judgementOf(result) };
  const {
    reason: _reason,
    error: _error,
    measures: _measures,
    classes: _classes,
    evidence: _evidence,
    checks: _checks,
    links: _links,
    ...rest
  } = result;
  const changed: StoredResult = {
    ...rest,
    schemaVersion: runSchemaVersion,
    verdict: record.verdict,
    ...judgementFields(record.verdict, record),
    ...(error ? { error } : {}),
    expected: record.expected,
    got: record.got,
    rescores: [...(result.rescores ?? [first]), { ...by, ...judgementOf({ ...record, ...(error ? { error } : {}) }) }],
  };
  return formatTestLine(changed, { ...transcript, evaluation: withoutEvidence(record) });
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
