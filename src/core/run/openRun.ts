// Reads a run folder: the state from its events, the words of one test from that test's own files.

import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { runSchemaVersion, type RunEvent } from '../../shared/events';
import type { BenchmarkText, TestDetail } from '../../shared/protocol';
import { applyEvent, emptyRun, type RunState } from '../../shared/runState';
import type { TestResult } from '../../shared/testResult';
import { loadBenchmark } from '../benchmark/loadBenchmark';
import { runFiles, testDirectory, testFiles } from './runFolder';

export interface OpenedRun {
  state: RunState;
  /** What was odd about the folder but did not keep it from opening. */
  problem?: string;
}

/** Opens a run folder. Throws an error that names the folder and what is missing or unreadable in it. */
export async function openRun(runDirectory: string): Promise<OpenedRun> {
  const path = join(runDirectory, runFiles.events);
  await access(path).catch((cause: unknown) => {
    throw new Error(`${basename(runDirectory)} is not a run folder: it has no ${runFiles.events}.`, { cause });
  });
  const state = emptyRun();
  let badLines = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line === '') continue;
    const event = parseEvent(line);
    if (event?.type === 'runStarted') refuseNewer(event.schemaVersion, runDirectory);
    if (event) applyEvent(state, event);
    else badLines++;
  }
  if (state.runId === '') throw new Error(`${basename(runDirectory)} holds no run: ${runFiles.events} has no runStarted event.`);
  if (state.status === 'running') markInterrupted(state);
  if (badLines === 0) return { state };
  return { state, problem: `${badLines} unreadable line${badLines === 1 ? '' : 's'} of ${runFiles.events} left out: the run was stopped while it was writing.` };
}

/** All that is known of one test. Throws when the test has no result, saying so. */
export async function readTestDetail(runDirectory: string, model: string, index: number): Promise<TestDetail> {
  const directory = testDirectory(runDirectory, model, index);
  let text: string;
  try {
    text = await readFile(join(directory, testFiles.result), 'utf8');
  } catch (cause) {
    throw new Error(`Test #${index} of ${model} has no result in this run yet.`, { cause });
  }
  const hasTranscript = await access(join(directory, testFiles.transcript)).then(
    () => true,
    () => false,
  );
  return { model, index, result: JSON.parse(text) as TestResult, hasTranscript };
}

/** The base prompt and the prompts as they were run. Throws when the copy in the run folder can't be read. */
export async function readBenchmarkText(runDirectory: string): Promise<BenchmarkText> {
  const text = await readFile(join(runDirectory, runFiles.benchmark), 'utf8');
  const { benchmark, problems } = loadBenchmark(text, { fileName: runFiles.benchmark, knownProviders: [] });
  if (!benchmark) throw new Error(`${runFiles.benchmark} of this run can't be read: ${problems[0]?.message ?? 'unknown reason'}`);
  return { basePrompt: benchmark.base_prompt, prompts: benchmark.prompts };
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    // A half-written last line is what a killed run leaves; the caller counts it and says so.
    return undefined;
  }
}

function refuseNewer(version: number, runDirectory: string): void {
  if (version > runSchemaVersion) {
    throw new Error(
      `${basename(runDirectory)} was written by a newer version of Iso Speed Bench (format ${version}; this one reads up to ${runSchemaVersion}). Update to open it.`,
    );
  }
}

/** The process that wrote the run is gone: what was under way never ended. */
function markInterrupted(state: RunState): void {
  state.status = 'interrupted';
  for (const model of state.models) for (const test of model.tests) if (test.phase === 'running') test.phase = 'waiting';
}
