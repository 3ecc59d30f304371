// Cuts the power, as far as that can be done to a process: it is killed, and then everything goes that it has not had the disk keep, names that no
// folder was synced for and ends of files that were not synced. That is harder than file systems are, and no more than they promise.

import { mkdtemp, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cutBenchmark, faultsAfterCut, longestMs, onlyRun, runProgram } from './cutRun';

/** Resolves with what did not hold, a sentence each. Each cut is a run of its own, and then a resumption that must go well. */
export async function tryPowerCut(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'isb-power-'));
  const log = join(folder, 'syncs');
  try {
    await writeFile(join(folder, 'cut.yaml'), cutBenchmark());
    await writeFile(log, '');
    let timer: NodeJS.Timeout | undefined;
    const first = await runProgram(folder, ['run', 'cut.yaml', '--out', 'runs', '--allow-errors'], {
      flags: [`--import=${import.meta.resolve('tsx')}`, `--import=${resolve('test/faults/recordSyncs.ts')}`],
      environment: { ISB_SYNC_LOG: log, TSX_TSCONFIG_PATH: resolve('test/tsconfig.json') },
      onBegun: (child) => (timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * longestMs)),
    });
    clearTimeout(timer);
    await loseTheRest(join(folder, 'runs'), await readFile(log, 'utf8'));
    if (first.code !== null && first.code !== 0)
      return [`the program ended with ${first.code}: ${first.said.slice(-300)}`];
    return await faultsAfterCut(folder, await onlyRun(join(folder, 'runs')), first.said);
  } finally {
    await rm(folder, { recursive: true });
  }
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
