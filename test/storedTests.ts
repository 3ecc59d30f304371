// What a run folder keeps of its tests, as tests ask for it: by model and index, without the run's state at hand.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../src/core/runFolder/openRun';
import { endedTest, readTest } from '../src/core/runFolder/readTest';
import { resultImageName, testsFileName } from '../src/core/runFolder/runFolderPaths';
import type { StoredTest, TestResult, TestTranscript } from '../src/shared/results/testResult';

/** Throws when the run has no such test, or it has not ended. */
export async function readStoredTest(runDirectory: string, model: string, index: number): Promise<StoredTest> {
  const { state } = await openRun(runDirectory);
  return readTest(runDirectory, state, endedTest(state, model, index));
}

export async function readTestResult(runDirectory: string, model: string, index: number): Promise<TestResult> {
  return (await readStoredTest(runDirectory, model, index)).result;
}

/** Throws when the test has none. */
export async function readTestTranscript(runDirectory: string, model: string, index: number): Promise<TestTranscript> {
  const { transcript } = await readStoredTest(runDirectory, model, index);
  if (!transcript) throw new Error(`Test #${index} of ${model} has no transcript.`);
  return transcript;
}

/** Makes what is kept of a test unreadable, as a bad disk does: the line stays as long as it is. */
export async function damageTest(runDirectory: string, model: string, index: number): Promise<void> {
  const { state } = await openRun(runDirectory);
  const { evidence } = endedTest(state, model, index);
  if (!evidence) throw new Error('The test has a folder of its own.');
  const file = await open(join(runDirectory, testsFileName(model)), 'r+');
  try {
    await file.write('{ half'.padEnd(evidence.length), evidence.offset);
  } finally {
    await file.close();
  }
}

/** The result image of a test of the present format, as an absolute path. */
export function resultImagePath(runDirectory: string, model: string, index: number): string {
  return join(runDirectory, resultImageName(model, index, false));
}
