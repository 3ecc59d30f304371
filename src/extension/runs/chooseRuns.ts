// Asks the user for runs.

import { noticeText } from '../host/noticeText';
import * as vscode from 'vscode';
import { showInformation } from '../host/notices';
import type { TestRuns } from './testRuns';
import { whenParts } from '../../shared/runs/runManifest';

interface RunItem extends vscode.QuickPickItem {
  runDirectory: string;
}

/** One run; absent when the user chooses none, or when there is none, which is said. */
export async function chooseRun(
  testRuns: TestRuns,
  title: string,
  without: readonly string[] = [],
): Promise<string | undefined> {
  const items = (await runItems(testRuns)).filter(({ runDirectory }) => !without.includes(runDirectory));
  if (items.length === 0) {
    void showInformation(
      without.length === 0 ? 'There are no runs yet.' : 'There is no other run in the folders that are looked into.',
    );
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.runDirectory;
}

/** Several runs; absent when the user gives up, or when there are none, which is said. */
export async function chooseRuns(testRuns: TestRuns, title: string): Promise<string[] | undefined> {
  const items = await runItems(testRuns);
  if (items.length === 0) {
    void showInformation('There are no runs yet.');
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true, canPickMany: true }))?.map(
    ({ runDirectory }) => runDirectory,
  );
}

async function runItems(testRuns: TestRuns): Promise<RunItem[]> {
  const { whenText } = await import('./whenText');
  const now = new Date();
  return [...(await testRuns.list()).values()].flatMap((run) =>
    'manifest' in run
      ? [
          {
            label: noticeText(run.manifest.benchmarkName),
            description: [...whenParts(run.manifest, (at) => whenText(at, now)), run.manifest.status].join(' · '),
            runDirectory: run.runDirectory,
          },
        ]
      : [],
  );
}
