// Reads what the compare page shows of one test when both answers are looked at.

import type { ComparedAnswer, ComparedTest } from '../../shared/protocols/compareProtocol';
import { testTypeOf } from '../../shared/run/testTypeOf';
import { requireTest } from '../../shared/words/requireTest';
import type { TestRuns } from './testRuns';

/** Throws when the run has no such test or its files can't be read; a test that was not run has no result. */
export async function readComparedAnswer(
  { run, model, index }: ComparedTest,
  runDirectory: string,
  runs: Pick<TestRuns, 'load'>,
): Promise<ComparedAnswer> {
  const state = await runs.load(runDirectory);
  const test = requireTest(state, model, index);
  const { readTest } = await import('../../core/runFolder/readTest');
  const { evidence } = test;
  const result =
    test.phase === 'finished' ? (await readTest(runDirectory, state, { model, index, evidence })).result : null;
  return { run, model, index, testType: testTypeOf(state, index), result, notRun: test.notRun };
}
