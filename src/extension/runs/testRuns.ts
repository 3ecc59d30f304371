// The runs that can be found from this window: what `run.json` says of each, and the tests of those that are looked into. Of a run under way
// here the session knows best. The tree and the runs overview show what is here; neither reads a run folder itself.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ListedRun } from '../../core/runFolder/listedRun';
import type { OpenedRun } from '../../core/runFolder/openRun';
import type { RunMemory } from '../../core/runFolder/rememberedRuns';
import { summarize } from '../../shared/runs/runManifest';
import type { RunState } from '../../shared/run/runState';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import type { LiveRuns } from '../running/liveRuns';
import type { RunsFolders } from './runsFolders';
import type { RunSession } from '../running/runSession';

type TestRunsChange =
  /** Runs have come, gone or changed. */
  | { kind: 'list' }
  /** Tests of these models of a live run have started or finished. */
  | { kind: 'live'; runDirectory: string; models: ReadonlySet<string> };

/** How often a live run is told of, ms. */
const liveEveryMs = 400;
/** How many runs keep their tests in memory; the one looked at longest ago goes first. */
const mostLoaded = 6;

export class TestRuns extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<TestRunsChange>());
  readonly onDidChange = this.changed.event;
  private listed: ReadonlyMap<string, ListedRun> | undefined;
  private listing: Promise<void> | undefined;
  private isStale = true;
  private readonly loaded = new Map<string, { state: RunState; stamp: string }>();
  private readonly changedModels = new Map<RunSession, Set<string>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly folders: RunsFolders,
    private readonly runs: LiveRuns,
    private readonly memory: RunMemory,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(folders.onDidChange(() => this.refresh()));
    this.register(runs.onDidStart((session) => this.follow(session)));
    this.register(runs.onDidEnd(() => this.refresh()));
    this.register({ dispose: () => clearTimeout(this.timer) });
  }

  /** The runs by run folder, newest first, as they were last read; live runs as they are now. Empty before the first `list`. */
  get current(): ReadonlyMap<string, ListedRun> {
    const runs = this.listed ?? new Map<string, ListedRun>();
    const sessions = this.runs.sessions.filter(
      (session) => session.runDirectory !== undefined && runs.has(session.runDirectory),
    );
    if (sessions.length === 0) return runs;
    return new Map(
      [...runs].map(([directory, run]) => [directory, withLiveFigures(run, this.runs.ofFolder(directory))]),
    );
  }

  /** The runs, read when something has changed since the last time. */
  async list(): Promise<ReadonlyMap<string, ListedRun>> {
    while (this.isStale || this.listing) await (this.listing ??= this.read().finally(() => (this.listing = undefined)));
    return this.current;
  }

  /** Says that the runs may have changed; they are read when somebody looks. */
  refresh(): void {
    this.isStale = true;
    this.changed.fire({ kind: 'list' });
  }

  /** The tests that are in memory, by run folder. */
  get states(): ReadonlyMap<string, RunState> {
    const live = this.runs.sessions.flatMap((session): [string, RunState][] =>
      session.runDirectory ? [[session.runDirectory, session.state]] : [],
    );
    return new Map([
      ...[...this.loaded].map(([directory, { state }]): [string, RunState] => [directory, state]),
      ...live,
    ]);
  }

  /** Loads the tests of a run into `states`. Throws when the run can't be opened. */
  async load(runDirectory: string): Promise<RunState> {
    const session = this.runs.ofFolder(runDirectory);
    if (session) return session.state;
    const { runFiles } = await import('../../core/runFolder/runFolderPaths');
    const stamp = await stampOf(join(runDirectory, runFiles.events));
    const known = this.loaded.get(runDirectory);
    const kept = known && known.stamp === stamp ? known : { state: (await this.open(runDirectory)).state, stamp };
    this.loaded.delete(runDirectory);
    this.loaded.set(runDirectory, kept);
    for (const [oldest] of this.loaded) if (this.loaded.size > mostLoaded) this.loaded.delete(oldest);
    return kept.state;
  }

  /** Reads a run from its folder, or from memory where it is as it was. Throws when it can't be opened. */
  async open(runDirectory: string): Promise<OpenedRun> {
    const { openRememberedRun } = await import('../../core/runFolder/rememberedRuns');
    const { refuseGoneFolder } = await import('../../core/runFolder/goneFolder');
    refuseGoneFolder(runDirectory);
    return openRememberedRun(runDirectory, this.memory);
  }

  /** Keeps nothing of a run that was deleted. */
  async forget(runDirectory: string): Promise<void> {
    const { forgetRun } = await import('../../core/runFolder/rememberedRuns');
    this.loaded.delete(runDirectory);
    await forgetRun(runDirectory, this.memory);
  }

  private async read(): Promise<void> {
    this.isStale = false;
    const [{ listRuns }, { newestFirst }] = await Promise.all([
      import('../../core/runFolder/listRuns'),
      import('../../core/runFolder/newestFirst'),
    ]);
    const lists = await Promise.all(
      this.folders.current().map(async (folder) => {
        try {
          return await listRuns(folder);
        } catch (error) {
          this.log.warn(`runs of ${folder} not listed: ${messageOf(error)}`);
          return [];
        }
      }),
    );
    this.listed = new Map(newestFirst(lists.flat()).map((run) => [run.runDirectory, run]));
    for (const directory of this.loaded.keys()) if (!this.listed.has(directory)) this.loaded.delete(directory);
  }

  private follow(session: RunSession): void {
    session.onDidAddEvents(({ events }) => {
      const models = this.changedModels.get(session) ?? new Set<string>();
      for (const event of events) if ('model' in event) models.add(event.model);
      this.changedModels.set(session, models);
      this.timer ??= setTimeout(() => this.tellLive(), liveEveryMs);
    });
  }

  private tellLive(): void {
    this.timer = undefined;
    for (const [session, models] of this.changedModels) {
      const { runDirectory } = session;
      if (runDirectory === undefined || !session.isRunning) continue;
      if (this.listed?.has(runDirectory)) this.changed.fire({ kind: 'live', runDirectory, models });
      else this.refresh();
    }
    this.changedModels.clear();
  }
}

function withLiveFigures(run: ListedRun, session: RunSession | undefined): ListedRun {
  if (!session?.isRunning || 'problem' in run) return run;
  // After its last event a run is still being written: result images, the review page.
  return { ...run, manifest: { ...run.manifest, ...summarize(session.state), status: 'running' } };
}

/** Changes whenever the file does. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.size} ${found.mtimeMs}` : 'none';
}
