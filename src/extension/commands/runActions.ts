// What can be done with a run in a panel, from whichever menu: each a few lines that put the parts together.

import { dirname, join } from 'node:path';
import { Uri } from 'vscode';
import type { RunOpener } from './runOpener';
import type { RunPanels } from '../pages/runPanels';
import type { RunResumer } from '../running/runResumer';
import type { RunSession } from '../running/runSession';
import type { RunStarter } from '../running/runStarter';
import type { TestRuns } from '../runs/testRuns';

interface RunActionParts {
  opener: RunOpener;
  panels: RunPanels;
  starter: RunStarter;
  resumer: RunResumer;
  testRuns: TestRuns;
}

export class RunActions {
  constructor(private readonly parts: RunActionParts) {}

  /** Shows a run in its panel, the one that has it already when there is one. */
  async open(runDirectory: string): Promise<void> {
    const { panels, opener } = this.parts;
    await panels.showFolder(runDirectory, () => opener.openFolder(runDirectory));
  }

  /** Runs what is missing; with `retryErrors` also what ended in error. Shown in its panel. */
  async resume(runDirectory: string, { retryErrors }: { retryErrors: boolean }): Promise<RunSession | undefined> {
    const { resumer, panels } = this.parts;
    const session = await resumer.resume(runDirectory, { retryErrors });
    if (session) await panels.showSession(session);
    return session;
  }

  /** A new run of the benchmark as this one had it, beside it: its text, files and pictures as they were kept, its models, prompts and comment. */
  async runAgain(runDirectory: string): Promise<RunSession | undefined> {
    const { starter, panels, testRuns, opener } = this.parts;
    const { runFiles } = await import('../../core/runFolder/runFolderPaths');
    const { readRunBenchmark } = await import('../../core/runFolder/loadRunBenchmark');
    const { readManifest } = await import('../../core/runFolder/readManifest');
    const path = join(runDirectory, runFiles.benchmark);
    const state = await testRuns.load(runDirectory);
    // A run that was killed at its very beginning has none.
    const manifest = await readManifest(runDirectory).catch(() => null);
    const session = await starter.start(
      { path, text: await readRunBenchmark(runDirectory), uri: Uri.file(path) },
      {
        runsDirectory: dirname(runDirectory),
        models: state.models.map(({ model }) => model),
        ...(manifest ? { overrides: manifest.overrides, comment: manifest.comment } : {}),
        places: state.prompts.map(({ index, place = index }) => place),
        showRunning: opener.showRunning,
      },
    );
    if (session) await panels.showSession(session);
    return session;
  }
}
