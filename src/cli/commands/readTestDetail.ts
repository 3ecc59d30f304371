// Reads what is kept of one test and finds out which of its files are there.

import { join } from 'node:path';
import { isFileInside } from '../../core/files/insideFolder';
import { endedTest, readTest } from '../../core/runFolder/readTest';
import { rowText } from '../../shared/words/rowText';
import { testName } from '../../shared/words/testName';
import { findTest, type RunState } from '../../shared/run/runState';
import type { TestResult } from '../../shared/results/testResult';
import { shownPath } from '../terminal/cliContext';
import type { TestDetailParts } from '../text/testDetailLines';

/** Everything of one test. Throws for people when it has no result yet. `cwd` is where shown paths count from. */
export async function readTestDetail(
  runDirectory: string,
  state: RunState,
  at: { model: string; index: number },
  cwd: string,
): Promise<TestDetailParts> {
  const test = await readTest(runDirectory, state, endedTest(state, at.model, at.index));
  const reviews = findTest(state, at.model, at.index)?.reviews ?? [];
  const row = rowText(state.prompts[at.index - 1]);
  const name = `${testName(state, at.index)}${row === null ? '' : ` (${row})`}`;
  return { ...test, name, reviews, files: filesOf(runDirectory, test.result, cwd) };
}

function filesOf(runDirectory: string, { links, images }: TestResult, cwd: string): TestDetailParts['files'] {
  const named = [
    { label: 'result image', file: links.resultImage },
    ...images.flatMap(({ file, sent }) => [
      { label: 'picture', file },
      ...(sent.file === file ? [] : [{ label: 'picture as sent', file: sent.file }]),
    ]),
    { label: 'result and transcript', file: links.evidence },
  ];
  return named
    .filter(({ file }) => isFileInside(runDirectory, file))
    .map(({ label, file }) => ({ label, path: shownPath(cwd, join(runDirectory, file)) }));
}
