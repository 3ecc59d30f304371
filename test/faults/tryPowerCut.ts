// Cuts the power, as far as that can be done to a process: it is killed, and then everything goes that it has not had the disk keep, names that no
// folder was synced for and ends of files that were not synced. That is harder than file systems are, and no more than they promise.

import { spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openRun } from '../../src/core/runFolder/openRun';
import { endedTests } from '../../src/core/runFolder/readTest';
import { unreadableTests } from '../../src/core/runFolder/unreadableTests';

const models = ['simulated~swift', 'simulated~steady'];
const promptCount = 40;
/** A run of this size takes a few seconds. */
const longestMs = 2500;

interface Ended {
  code: number | null;
  said: string;
}

/** Resolves with what did not hold, a sentence each. Each cut is a run of its own, and then a resumption that must go well. */
export async function tryPowerCut(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'isb-power-'));
  const log = join(folder, 'syncs');
  try {
    await writeFile(join(folder, 'cut.yaml'), benchmark());
    await writeFile(log, '');
    const first = await program(
      folder,
      log,
      ['run', 'cut.yaml', '--out', 'runs', '--allow-errors', '--no-images'],
      true,
    );
    await loseTheRest(join(folder, 'runs'), await readFile(log, 'utf8'));
    const [name] = await readdir(join(folder, 'runs')).catch((): string[] => []);
    const run = name === undefined ? undefined : join(folder, 'runs', name);
    if (first.code !== null && first.code !== 0)
      return [`the program ended with ${first.code}: ${first.said.slice(-300)}`];
    const told = toldOf(first.said);
    if (process.env['DBG'])
      console.log(
        'DBG',
        first.code,
        told,
        name,
        (await readFile(log, 'utf8')).split('\n').length,
        run ? await readdir(run) : '',
        run
          ? (await openRun(run).catch(String)) instanceof Object
            ? endedTests((await openRun(run)).state.models).length
            : 'noevents'
          : '',
      );
    if (run === undefined) return told > 0 ? [`${told} tests were shown and the run is gone`] : [];
    const faults = await faultsOf(run, told);
    if (!(await hasStarted(run))) return faults;
    const second = await program(folder, log, ['resume', run, '--allow-errors', '--no-images'], false);
    if (second.code !== 0) faults.push(`resuming ended with ${second.code}: ${second.said.slice(-300)}`);
    else {
      const ended = endedTests((await openRun(run)).state.models).length;
      if (ended !== models.length * promptCount) faults.push(`${ended} tests had ended after resuming`);
      faults.push(...(await faultsOf(run, 0)));
    }
    return faults;
  } finally {
    await rm(folder, { recursive: true });
  }
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
function toldOf(said: string): number {
  const byModel = new Map(
    Array.from(said.matchAll(/(\S+~\S+) +(\d+)\/\d+ /g), ([, model, count]) => [model, Number(count)]),
  );
  return [...byModel.values()].reduce((sum, count) => sum + count, 0);
}

async function program(folder: string, log: string, args: string[], isCut: boolean): Promise<Ended> {
  const hooks = [`--import=${import.meta.resolve('tsx')}`, `--import=${resolve('test/faults/recordSyncs.ts')}`];
  const child = spawn(process.execPath, [...hooks, resolve('dist/node/cli.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, ISB_SYNC_LOG: log, TSX_TSCONFIG_PATH: resolve('test/tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  let timer: NodeJS.Timeout | undefined;
  // It says something when the run begins: what came before is the same for every cut.
  if (isCut)
    child.stderr.once('data', () => (timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * longestMs)));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(timer);
  return { code, said };
}

/** Takes away what no sync was for. */
async function loseTheRest(runs: string, log: string): Promise<void> {
  const sizes = new Map<string, number>();
  const names = new Set<string>();
  for (const line of log.split('\n')) {
    const [what, path = '', more = ''] = line.split('\t');
    if (what === 'name') names.add(path);
    if (what === 'file') sizes.set(path, Number(more));
    if (what === 'moved') sizes.set(more, sizes.get(path) ?? 0);
  }
  const aMinuteAgo = new Date(Date.now() - 60_000);
  const entries = await readdir(runs, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!names.has(path)) await rm(path, { recursive: true, force: true });
    else if (entry.isFile()) {
      await cutTo(path, sizes.get(path) ?? 0);
      // No machine is back within a minute.
      await utimes(path, aMinuteAgo, aMinuteAgo);
    }
  }
}

/** Of what was not synced anything may be there: nothing, a part, or as many zeros. */
async function cutTo(path: string, synced: number): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: synced }));
  if (size <= synced) return;
  const file = await open(path, 'r+');
  try {
    const kept = synced + Math.floor(Math.random() * (size - synced) * Math.round(Math.random()));
    await file.truncate(kept);
    if (Math.random() < 0.3) await file.truncate(size);
  } finally {
    await file.close();
  }
}

function benchmark(): string {
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
