// Reads the two records of one test and finds out which of its files are there.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readTestResult, readTestTranscript } from '../../core/runFolder/openRun';
import { testDirectory, testFiles } from '../../core/runFolder/runFolderPaths';
import type { TestResult } from '../../shared/results/testResult';
import { shownPath } from '../terminal/cliContext';
import type { TestDetailParts } from '../text/testDetailText';

/** Everything of one test. Throws for people when it has no result yet. `cwd` is where shown paths count from. */
export async function readTest(
  runDirectory: string,
  model: string,
  index: number,
  cwd: string,
): Promise<TestDetailParts> {
  const directory = testDirectory(runDirectory, model, index);
  const result = await readTestResult(runDirectory, model, index);
  const transcript = (await isThere(join(directory, testFiles.transcript)))
    ? await readTestTranscript(runDirectory, model, index)
    : null;
  return { result, transcript, files: await filesOf(runDirectory, directory, result, cwd) };
}

async function filesOf(
  runDirectory: string,
  directory: string,
  { links, images }: TestResult,
  cwd: string,
): Promise<TestDetailParts['files']> {
  const named = [
    { label: 'result image', path: join(directory, links.resultImage) },
    ...images.flatMap(({ file, sent }) => [
      { label: 'picture', path: join(runDirectory, file) },
      ...(sent.file === file ? [] : [{ label: 'picture as sent', path: join(runDirectory, sent.file) }]),
    ]),
    { label: 'transcript', path: join(directory, links.transcriptText) },
    { label: 'transcript.json', path: join(directory, links.transcript) },
    { label: 'result.json', path: join(directory, testFiles.result) },
  ];
  const found = await Promise.all(named.map(async (one) => ({ ...one, isThere: await isThere(one.path) })));
  return found.filter((file) => file.isThere).map(({ label, path }) => ({ label, path: shownPath(cwd, path) }));
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
