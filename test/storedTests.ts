// What a run folder keeps of its tests, as tests ask for it: by model and index, without the run's state at hand.

import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../src/core/runFolder/openRun';
import { endedTest, readTest } from '../src/core/runFolder/readTest';
import { resultImageName, runFiles, testsFileName } from '../src/core/runFolder/runFolderPaths';
import type { RunState } from '../src/shared/run/runState';
import type { StoredTest, TestResult, TestTranscript } from '../src/shared/results/testResult';

/** The run that was opened last, and its events as they were then: tests ask for one test of a run after the other. */
let opened: { events: string; state: Promise<RunState> } | undefined;

async function openedState(runDirectory: string): Promise<RunState> {
  const path = join(runDirectory, runFiles.events);
  const { size, mtimeNs } = await stat(path, { bigint: true });
  const events = `${path} ${size} ${mtimeNs}`;
  if (opened?.events !== events) opened = { events, state: openRun(runDirectory).then(({ state }) => state) };
  return opened.state;
}

/** Throws when the run has no such test, or it has not ended. */
export async function readStoredTest(runDirectory: string, model: string, index: number): Promise<StoredTest> {
  const state = await openedState(runDirectory);
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
