// A run that a report is made of: its state, and the words of its tests one by one, so that a run of any size is reported in little memory.

import { basename } from 'node:path';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { TestResult } from '../../shared/results/testResult';
import type { ModelState, RunState, TestState } from '../../shared/run/runState';
import { messageOf } from '../../shared/text/messageOf';
import { readListedRun } from '../runFolder/listRuns';
import { openRun } from '../runFolder/openRun';
import { TestReader } from '../runFolder/readTest';

export interface ReportedRun {
  runDirectory: string;
  /** The name of the run's folder. */
  name: string;
  state: RunState;
  /** Null where it can't be read. */
  manifest: RunManifest | null;
  /** What was odd about the run folder, and why a test is left out; a sentence each. More come while tests are read. */
  problems: string[];
  /** Where the run can be looked at by who reads the report; undefined where nobody knows. */
  link?: string;
  /** Where the report is written to; absent for one that is printed or copied. */
  reportFile?: string;
}

/** Throws for people when the folder is no run. */
export async function openReportedRun(
  runDirectory: string,
  { link, reportFile }: Pick<ReportedRun, 'link' | 'reportFile'> = {},
): Promise<ReportedRun> {
  const { state, problem } = await openRun(runDirectory);
  const listed = await readListedRun(runDirectory);
  return {
    runDirectory,
    name: basename(runDirectory),
    state,
    manifest: listed && 'manifest' in listed ? listed.manifest : null,
    problems: problem === undefined ? [] : [problem],
    ...(link === undefined ? {} : { link }),
    ...(reportFile === undefined ? {} : { reportFile }),
  };
}

export interface ReportedTest {
  model: ModelState;
  test: TestState;
  /** Null for a test that has not ended, and for one whose words are lost, which is a problem of the run. */
  result: TestResult | null;
}

/** The tests of a run that `isWanted`, model by model. */
export async function* testsOf(
  { runDirectory, state, problems }: ReportedRun,
  isWanted: (test: TestState) => boolean = () => true,
): AsyncGenerator<ReportedTest> {
  const reader = new TestReader(runDirectory, state);
  try {
    for (const model of state.models)
      for (const test of model.tests) {
        if (!isWanted(test)) continue;
        let result: TestResult | null = null;
        if (test.phase === 'finished') {
          try {
            result = await reader.readResult({ model: model.model, index: test.index, evidence: test.evidence });
          } catch (error) {
            problems.push(messageOf(error));
          }
        }
        yield { model, test, result };
      }
  } finally {
    await reader.close();
  }
}
