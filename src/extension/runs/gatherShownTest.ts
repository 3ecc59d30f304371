// Gathers what the test page shows of one test from the run's state and the test's own files.

import { requireTest } from '../../shared/words/requireTest';
import { rowText } from '../../shared/words/rowText';
import { testName } from '../../shared/words/testName';
import { join } from 'node:path';
import { isFileInside } from '../../core/files/insideFolder';
import { machineToTell } from '../../shared/run/machines';
import type { RunState, TestState } from '../../shared/run/runState';
import type { SameTest, ShownTest } from '../../shared/protocols/testPageProtocol';
import { testTypeOf } from '../../shared/run/testTypeOf';
import type { StoredTest } from '../../shared/results/testResult';
import type { RunPromptValues } from '../running/runPromptValues';
import type { TestPlace } from './testFiles';

/** Throws when the run has no such test. `asUrl` makes a file one that the page may load. */
export async function gatherShownTest(
  { runDirectory, model, index }: TestPlace,
  state: RunState,
  values: RunPromptValues,
  asUrl: (path: string) => string,
): Promise<ShownTest> {
  const test = requireTest(state, model, index);
  const { tests, ...info } = state.models.find((candidate) => candidate.model === model)!;
  const stored = await readEnded(runDirectory, state, model, test);
  const { resultImageOf } = await import('../../core/runFolder/readTest');
  const links = stored?.result.links;
  const { notRun, reviews = [] } = test;
  const urlOf = (name: string | null | undefined): string | null =>
    name && isFileInside(runDirectory, name) ? asUrl(join(runDirectory, name)) : null;
  return {
    run: { runId: state.runId, benchmarkName: state.benchmarkName, status: state.status },
    model: info,
    index,
    name: testName(state, index),
    testType: testTypeOf(state, index),
    label: state.prompts[index - 1]?.label ?? '',
    row: rowText(state.prompts[index - 1]),
    machine: machineToTell(test, state),
    notRun,
    values: await values.of(runDirectory, state, index),
    detail: stored?.result ?? null,
    transcript: stored?.transcript ?? null,
    imageUrls: {
      resultImage: urlOf(notRun ? resultImageOf({ model, index, evidence: null, notRun }) : links?.resultImage),
      original: urlOf(links?.image),
    },
    neighbors: {
      previous: index > 1 ? { model, index: index - 1 } : null,
      next: index < tests.length ? { model, index: index + 1 } : null,
    },
    reviews,
    reviewer: null,
    sameTest: await Promise.all(state.models.map((other) => sameTestOf(runDirectory, state, other, index))),
  };
}

async function sameTestOf(
  runDirectory: string,
  state: RunState,
  { tests, ...model }: RunState['models'][number],
  index: number,
): Promise<SameTest> {
  const test = tests[index - 1];
  const result = test && (await readEnded(runDirectory, state, model.model, test))?.result;
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

/** Null while the test has not ended, and when what was kept of it is gone: the events still tell its verdict. */
async function readEnded(
  runDirectory: string,
  state: RunState,
  model: string,
  { phase, index, evidence }: TestState,
): Promise<StoredTest | null> {
  if (phase !== 'finished') return null;
  const { evidenceFileOf, readTest } = await import('../../core/runFolder/readTest');
  const test = { model, index, evidence };
  return isFileInside(runDirectory, evidenceFileOf(test)) ? readTest(runDirectory, state, test) : null;
}
