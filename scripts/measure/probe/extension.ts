// An extension that does next to nothing, beside ours in a measured VS Code. It is the reference of activation, opens a run as barely as can be,
// and does in the extension host what `MeasuredWorkbench` asks for by HTTP. All times are of the machine's calendar clock, ms.

import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../../src/extension/extension';
import type { RunEvent } from '../../../src/shared/run/events';
import { refuseForeign } from '../../localRequests.mjs';
import { barePage, type BareRun } from './barePage';

/** What can be asked for. */
export interface ProbeActions {
  /** Opens a run folder in our panel. Gives when it began, and when the host had sent the run. */
  openOurs(runDirectory: string): Promise<{ from: number; sent: number }>;
  /** Has our extension read the run from its folder when it opens it next. */
  forget(runDirectory: string): Promise<void>;
  /** Opens the same in a page that only paints. */
  openBare(runDirectory: string): Promise<{ from: number; sent: number }>;
  /** Runs a benchmark as its command does; it goes on when this returns. */
  run(file: string): Promise<void>;
  /** How many tests of the run in the panel have ended, and whether it is over. */
  progress(): Promise<{ finished: number; isOver: boolean }>;
  closeAll(): Promise<void>;
  /** VS Code's own times of activation, its table as text. */
  activations(): Promise<string>;
  startLag(): Promise<void>;
  /** How late the host's event loop turned, ms. */
  stopLag(): Promise<{ p99: number; max: number; cpuMs: number; wallMs: number }>;
}

const ourId = 'iso-speed-bench.iso-speed-bench';
/** How often VS Code's table is looked at, ten times a second. */
const mostTries = 300;
/** ms between two looks at the event loop. */
const lagResolutionMs = 1;

let lag: { histogram: IntervalHistogram; cpu: NodeJS.CpuUsage; from: number } | undefined;
let bare: vscode.WebviewPanel | undefined;

const actions: { [action in keyof ProbeActions]: (argument: string) => Promise<unknown> } = {
  openOurs: async (runDirectory) => {
    const from = Date.now();
    const { opener, panels } = await ours();
    await panels.showFolder(runDirectory, () => opener.openFolder(runDirectory));
    return { from, sent: Date.now() };
  },
  forget: async (runDirectory) => {
    await (await ours()).testRuns.forget(runDirectory);
  },
  openBare: async (runDirectory) => {
    const from = Date.now();
    const panel = vscode.window.createWebviewPanel('bare', 'Bare', vscode.ViewColumn.Active, { enableScripts: true });
    bare = panel;
    const loaded = new Promise((resolve) => panel.webview.onDidReceiveMessage(resolve));
    panel.webview.html = barePage('vscode');
    const run = await readBareRun(runDirectory);
    await loaded;
    await panel.webview.postMessage(run);
    return { from, sent: Date.now() };
  },
  run: async (file) => {
    void (await ours()).run(vscode.Uri.file(file));
  },
  progress: async () => {
    const { panels } = await ours();
    const session = panels.all.at(-1)?.session;
    const tests = session?.state.models.flatMap((model) => model.tests) ?? [];
    return {
      finished: tests.filter(({ phase }) => phase === 'finished').length,
      isOver: session !== undefined && !session.isRunning,
    };
  },
  closeAll: async () => {
    bare?.dispose();
    bare = undefined;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  },
  activations: async () => {
    await vscode.commands.executeCommand('perfview.show');
    const tableOf = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
    // VS Code fills the table a moment after it shows it.
    for (let tries = 0; tries < mostTries && !tableOf().includes(ourId); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return tableOf();
  },
  startLag: async () => {
    const histogram = monitorEventLoopDelay({ resolution: lagResolutionMs });
    histogram.enable();
    lag = { histogram, cpu: process.cpuUsage(), from: performance.now() };
  },
  stopLag: async () => {
    if (!lag) throw new Error('startLag comes first');
    const { histogram, cpu, from } = lag;
    histogram.disable();
    const { user, system } = process.cpuUsage(cpu);
    return {
      p99: histogram.percentile(99) / 1e6 - lagResolutionMs,
      max: histogram.max / 1e6 - lagResolutionMs,
      cpuMs: (user + system) / 1000,
      wallMs: performance.now() - from,
    };
  },
};

export function activate(context: vscode.ExtensionContext): void {
  const announced = process.env['ISB_PROBE_FILE'];
  if (announced === undefined) return;
  const server = createServer((request, response) => {
    if (refuseForeign(request, response)) return;
    const [, name = '', argument = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
    const action = name in actions ? actions[name as keyof ProbeActions] : undefined;
    (action?.(argument) ?? Promise.reject(new Error(`no action ${name}`))).then(
      (result) => response.end(JSON.stringify({ result })),
      (error: unknown) => response.end(JSON.stringify({ error: String(error) })),
    );
  });
  server.listen(0, '127.0.0.1', () => void writeFile(announced, String((server.address() as AddressInfo).port)));
  context.subscriptions.push({ dispose: () => server.close() });
}

async function ours(): Promise<IsoSpeedBenchApi> {
  return (await vscode.extensions.getExtension<IsoSpeedBenchApi>(ourId)!.activate()) as IsoSpeedBenchApi;
}

/** As little as a page needs that paints the squares: parsed, not checked, folded into a letter a test. */
async function readBareRun(runDirectory: string): Promise<BareRun> {
  const models = new Map<string, string[]>();
  for (const line of (await readFile(join(runDirectory, 'events.jsonl'), 'utf8')).split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as RunEvent;
    if (event.type === 'runStarted')
      for (const { model } of event.models)
        models.set(
          model,
          event.prompts.map(() => '.'),
        );
    else if (event.type === 'testFinished')
      models.get(event.model)![event.index - 1] = event.verdict === 'correct' ? '#' : 'x';
  }
  return { rows: [...models.values()].map((letters) => letters.join('')) };
}
