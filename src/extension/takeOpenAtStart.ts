// `ISO_SPEED_BENCH_OPEN`, an absolute path: the benchmark that a window opened by `npm start` runs by itself, once.

import * as vscode from 'vscode';

const variable = 'ISO_SPEED_BENCH_OPEN';
const handledKey = 'openAtStart.handled';

/**
 * The benchmark to run now, if there is one. After a window reload it has been run already: that is told by the process that
 * started this extension host, which outlives the window's page.
 */
export async function takeOpenAtStart(memory: vscode.Memento): Promise<vscode.Uri | undefined> {
  const path = process.env[variable];
  if (!path) return undefined;
  const handled = `${process.ppid} ${path}`;
  if (memory.get(handledKey) === handled) return undefined;
  await memory.update(handledKey, handled);
  return vscode.Uri.file(path);
}
