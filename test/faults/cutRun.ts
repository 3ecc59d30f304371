// A run of the program that something happens to, and what must be true of its folder afterwards: shared by all that takes disks away from it.

import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openRun } from '../../src/core/runFolder/openRun';
import { endedTests } from '../../src/core/runFolder/readTest';
import { unreadableTests } from '../../src/core/runFolder/unreadableTests';

const models = ['simulated~swift', 'simulated~steady'];
const promptCount = 40;
/** A run of this size takes several seconds. */
export const longestMs = 6000;

/** A benchmark of that size, which asks simulated models. */
export function cutBenchmark(): string {
  const prompts = Array.from({ length: promptCount }, (_, at) => ({
    dynamic_variables: { w: `w${at}` },
    expectation: `w${at}`,
  }));
  return JSON.stringify({
    benchmark_name: 'cut',
    purpose: 'To lose its power',
    base_prompt: 'Say {{w}}',
    test_type: 'raw_string_evaluator',
    models,
    prompts,
  });
}

interface Ended {
  /** Null when it was killed. */
  code: number | null;
  said: string;
}

interface Meddling {
  /** Of Node, before the program. */
  flags?: readonly string[];
  environment?: NodeJS.ProcessEnv;
  /** Called when it has said its first word: what came before is the same for every run. */
  onBegun?(child: ChildProcess): void;
}

/** Runs the terminal program in a folder to its end. */
export async function runProgram(
  folder: string,
  args: readonly string[],
  { flags = [], environment = {}, onBegun }: Meddling = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [...flags, resolve('dist/node/cli.mjs'), ...args, '--no-images'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  child.stderr.once('data', () => onBegun?.(child));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, said };
}

/** The only run of a folder of runs; undefined where there is none. */
export async function onlyRun(runs: string): Promise<string | undefined> {
  const [name] = await readdir(runs).catch((): string[] => []);
  return name === undefined ? undefined : join(runs, name);
}

/** What is wrong after a run was cut off that had said this much, a sentence each; it is then resumed, which must go well. */
export async function faultsAfterCut(folder: string, run: string | undefined, said: string): Promise<string[]> {
  const told = toldOf(said);
  if (run === undefined) return told > 0 ? [`${told} tests were shown and the run is gone`] : [];
  const faults = await faultsOf(run, told);
  if (!(await hasStarted(run))) return faults;
  const resumed = await runProgram(folder, ['resume', run, '--allow-errors']);
  if (resumed.code !== 0) return [...faults, `resuming ended with ${resumed.code}: ${resumed.said.slice(-300)}`];
  const ended = endedTests((await openRun(run)).state.models).length;
  if (ended !== models.length * promptCount) faults.push(`${ended} tests had ended after resuming`);
  return [...faults, ...(await faultsOf(run, 0))];
}

/** What an event tells of is there; what was shown has its event. */
async function faultsOf(run: string, told: number): Promise<string[]> {
  if (!(await hasStarted(run))) return told > 0 ? [`${told} tests were shown and no event is left`] : [];
  const { state } = await openRun(run);
  const ended = endedTests(state.models).length;
  return [
    ...(ended < told ? [`${told} tests were shown and ${ended} are left`] : []),
    ...(await unreadableTests(run, state)).map(({ reason }) => reason),
  ];
}

async function hasStarted(run: string): Promise<boolean> {
  return (await readFile(join(run, 'events.jsonl'), 'utf8').catch(() => '')).includes('"runStarted"');
}

/** How many tests the program said had ended. */
export function toldOf(said: string): number {
  const byModel = new Map(
    Array.from(said.matchAll(/(\S+~\S+) +(\d+)\/\d+ /g), ([, model, count]) => [model, Number(count)]),
  );
  return [...byModel.values()].reduce((sum, count) => sum + count, 0);
}
