// Reads what is kept of one test and finds out which of its files are there.

import { join } from 'node:path';
import { endedTest, readTest } from '../../core/runFolder/readTest';
import type { RunState } from '../../shared/run/runState';
import type { TestResult } from '../../shared/results/testResult';
import { shownPath } from '../terminal/cliContext';
import type { TestDetailParts } from '../text/testDetailLines';
import { isThere } from '../../core/files/isThere';

/** Everything of one test. Throws for people when it has no result yet. `cwd` is where shown paths count from. */
export async function readTestDetail(
  runDirectory: string,
  state: RunState,
  at: { model: string; index: number },
  cwd: string,
): Promise<TestDetailParts> {
  const test = await readTest(runDirectory, state, endedTest(state, at.model, at.index));
  return { ...test, files: await filesOf(runDirectory, test.result, cwd) };
}

async function filesOf(
  runDirectory: string,
  { links, images }: TestResult,
  cwd: string,
): Promise<TestDetailParts['files']> {
  const named = [
    { label: 'result image', file: links.resultImage },
    ...images.flatMap(({ file, sent }) => [
      { label: 'picture', file },
      ...(sent.file === file ? [] : [{ label: 'picture as sent', file: sent.file }]),
    ]),
    { label: 'result and transcript', file: links.evidence },
  ].map(({ label, file }) => ({ label, path: join(runDirectory, file) }));
  const found = await Promise.all(named.map(async (one) => ({ ...one, isThere: await isThere(one.path) })));
  return found.filter((file) => file.isThere).map(({ label, path }) => ({ label, path: shownPath(cwd, path) }));
}
