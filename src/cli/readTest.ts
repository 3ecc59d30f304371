// Reads the two records of one test and finds out which of its files are there.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readTestResult, readTestTranscript } from '../core/run/openRun';
import { testDirectory, testFiles } from '../core/run/runFolder';
import type { TestResult } from '../shared/testResult';
import { shownPath } from './cliContext';
import type { TestDetail } from './testDetailText';

/** Everything of one test. Throws for people when it has no result yet. `cwd` is where shown paths count from. */
export async function readTest(runDirectory: string, model: string, index: number, cwd: string): Promise<TestDetail> {
  const directory = testDirectory(runDirectory, model, index);
  const result = await readTestResult(runDirectory, model, index);
  const transcript = (await isThere(join(directory, testFiles.transcript))) ? await readTestTranscript(runDirectory, model, index) : null;
  return { result, transcript, files: await filesOf(directory, result, cwd) };
}

async function filesOf(directory: string, { links }: TestResult, cwd: string): Promise<TestDetail['files']> {
  const named = [
    { label: 'result image', name: links.resultImage },
    ...(links.image === null ? [] : [{ label: 'image', name: links.image }]),
    { label: 'transcript', name: links.transcriptText },
    { label: 'transcript.json', name: links.transcript },
    { label: 'result.json', name: testFiles.result },
  ];
  const found = await Promise.all(named.map(async ({ label, name }) => ({ label, path: join(directory, name), isThere: await isThere(join(directory, name)) })));
  return found.filter((file) => file.isThere).map(({ label, path }) => ({ label, path: shownPath(cwd, path) }));
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
