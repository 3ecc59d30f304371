// What can be put into a panel, whichever way it comes: a benchmark to run, a report to replay, a run folder, the sample.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { assertNever } from '../../shared/text/assertNever';
import {
  chooseFile,
  droppedSource,
  readBenchmarkSource,
  readBenchmarkText,
  readReportText,
} from '../benchmarks/benchmarkSource';
import { messageOf } from '../../shared/text/messageOf';
import type { LiveRuns } from '../running/liveRuns';
import type { RunOrigin, RunSession } from '../running/runSession';
import type { RunStarter } from '../running/runStarter';
import type { StartOptions } from '../running/startOptions';
import type { TestRuns } from '../runs/testRuns';

export class RunOpener {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly starter: RunStarter,
    private readonly runs: LiveRuns,
    private readonly testRuns: TestRuns,
    readonly showRunning: (session: RunSession) => void,
  ) {}

  /** Runs a benchmark that the user has said *run* of. */
  async runFile(uri: vscode.Uri): Promise<RunSession | undefined> {
    return this.start(uri, { showRunning: this.showRunning });
  }

  /** A file dropped on a panel. */
  async openDroppedFile(name: string, text: string): Promise<RunSession | undefined> {
    if (isBenchmarkName(name)) {
      return this.starter.start(droppedSource(name, text), { confirmCost: true, showRunning: this.showRunning });
    }
    if (name === 'run.json') return this.openDroppedManifest(text);
    if (isReportName(name)) return openReport(name, text, undefined);
    throw new Error(`${name} is neither a benchmark (.yaml, .yml) nor a report (.json): drop one of those.`);
  }

  /** Asks for a benchmark or a report. */
  async chooseFile(): Promise<RunSession | undefined> {
    const uri = await chooseFile('Choose a Benchmark or a Report', { 'Benchmark or report': ['yaml', 'yml', 'json'] });
    if (!uri) return undefined;
    if (!isReportName(uri.path)) return this.start(uri, { confirmCost: true, showRunning: this.showRunning });
    return openReportFile(uri);
  }

  async openSample(): Promise<RunSession> {
    const text = await readBenchmarkText(vscode.Uri.joinPath(this.extensionUri, 'media', 'sample-report.json'));
    const { RunSession } = await import('../running/runSession');
    return RunSession.openReport(text, { kind: 'sample' });
  }

  /** Opens again what a panel showed before a window reload. Throws when it is not there any more. */
  async reopen(origin: RunOrigin): Promise<RunSession> {
    switch (origin.kind) {
      case 'runFolder':
        return this.openFolder(origin.runDirectory);
      case 'report':
        return openReportFile(vscode.Uri.file(origin.path));
      case 'sample':
        return this.openSample();
      default:
        return assertNever(origin);
    }
  }

  /** The session of a run folder: the live one while it is running, else as its files tell. */
  async openFolder(runDirectory: string): Promise<RunSession> {
    const live = this.runs.ofFolder(runDirectory);
    if (live) return live;
    const { RunSession } = await import('../running/runSession');
    return RunSession.openFolder(runDirectory, (folder) => this.testRuns.open(folder));
  }

  /** A page is not told where a file that is dropped on it lies: the run is looked for by its id. */
  private async openDroppedManifest(text: string): Promise<RunSession> {
    const [{ manifestSchema }, { parseRecord }] = await Promise.all([
      import('../../core/runFolder/manifestSchema'),
      import('../../core/files/parseRecord'),
    ]);
    const { id } = parseRecord(manifestSchema, text, 'run.json');
    const found = [...(await this.testRuns.list()).values()].find((run) => 'manifest' in run && run.manifest.id === id);
    if (!found)
      throw new Error(
        `The run ${id} is in none of the folders that are looked into, and a dropped file does not tell where it lies. Use "Open Run Folder..." or "Add Runs Folder...".`,
      );
    return this.openFolder(found.runDirectory);
  }

  private async start(uri: vscode.Uri, options: StartOptions): Promise<RunSession | undefined> {
    return this.starter.start(await readBenchmarkSource(uri), options);
  }
}

async function openReportFile(uri: vscode.Uri): Promise<RunSession> {
  return openReport(basename(uri.fsPath), await readReportText(uri), {
    kind: 'report',
    path: uri.fsPath,
  });
}

async function openReport(
  name: string,
  text: string,
  origin: { kind: 'report'; path: string } | undefined,
): Promise<RunSession> {
  const { RunSession } = await import('../running/runSession');
  try {
    return await RunSession.openReport(text, origin);
  } catch (cause) {
    throw new Error(`${name} can't be opened. ${messageOf(cause)}`, { cause });
  }
}

function isBenchmarkName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function isReportName(name: string): boolean {
  return /\.json$/i.test(name);
}
