// Gathers what the test page shows of one test from the run's state and the test's own files.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunState, TestState } from '../../shared/run/runState';
import type { SameTest, ShownTest, TestReference } from '../../shared/protocols/testPageProtocol';
import { testTypeOf } from '../../shared/run/testTypeOf';
import type { TestResult, TestTranscript } from '../../shared/results/testResult';
import { isThere, originalImagePath } from './runFiles';

export interface TestPlace extends TestReference {
  runDirectory: string;
}

/** Throws when the run has no such test. `asUrl` makes a file one that the page may load. */
export async function gatherShownTest(
  { runDirectory, model, index }: TestPlace,
  state: RunState,
  asUrl: (path: string) => string,
): Promise<ShownTest> {
  const found = state.models.find((candidate) => candidate.model === model);
  if (!found?.tests[index - 1]) throw new Error(`The run ${state.runId} has no test #${index} of ${model}.`);
  const { tests, ...info } = found;
  const { testDirectory, testFiles } = await import('../../core/runFolder/runFolderPaths');
  const directory = testDirectory(runDirectory, model, index);
  const detail = await resultOf(runDirectory, model, tests[index - 1]!);
  const resultImage = join(directory, testFiles.resultImage);
  const original = await originalImagePath(runDirectory, model, index, detail?.links?.image);
  return {
    run: { runId: state.runId, benchmarkName: state.benchmarkName, status: state.status },
    model: info,
    index,
    testType: testTypeOf(state, index),
    label: state.prompts[index - 1]?.label ?? '',
    notRun: tests[index - 1]!.notRun,
    detail,
    transcript: detail ? await transcriptOf(join(directory, testFiles.transcript)) : null,
    imageUrls: {
      resultImage: (await isThere(resultImage)) ? asUrl(resultImage) : null,
      original: original ? asUrl(original) : null,
    },
    neighbors: {
      previous: index > 1 ? { model, index: index - 1 } : null,
      next: index < tests.length ? { model, index: index + 1 } : null,
    },
    sameTest: await Promise.all(state.models.map((other) => sameTestOf(runDirectory, other, index))),
  };
}

async function sameTestOf(
  runDirectory: string,
  { tests, ...model }: RunState['models'][number],
  index: number,
): Promise<SameTest> {
  const test = tests[index - 1];
  const result = test ? await resultOf(runDirectory, model.model, test) : null;
  return {
    model,
    verdict: test?.verdict ?? 'not_run',
    total: test?.timings?.total ?? null,
    costUsd: test?.cost?.usd ?? null,
    response: result?.response ?? null,
    got: result?.got ?? null,
    reason: result?.reason ?? test?.error?.message ?? test?.notRun?.message ?? null,
    overlay: result?.evidence?.overlay ?? null,
  };
}

/** Null while the test has not finished, and when its file is gone: the events still tell its verdict. */
async function resultOf(runDirectory: string, model: string, test: TestState): Promise<ShownTest['detail']> {
  if (test.phase !== 'finished') return null;
  const { testDirectory, testFiles } = await import('../../core/runFolder/runFolderPaths');
  if (!(await isThere(join(testDirectory(runDirectory, model, test.index), testFiles.result)))) return null;
  const { readTestDetail } = await import('../../core/runFolder/openRun');
  return (await readTestDetail(runDirectory, model, test.index)).result satisfies Partial<TestResult>;
}

async function transcriptOf(path: string): Promise<TestTranscript | null> {
  if (!(await isThere(path))) return null;
  const [{ transcriptSchema }, { parseRecord }] = await Promise.all([
    import('../../core/runFolder/testSchemas'),
    import('../../core/files/parseRecord'),
  ]);
  return parseRecord(transcriptSchema, await readFile(path, 'utf8'), path) as TestTranscript;
}
