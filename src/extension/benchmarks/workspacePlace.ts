// Where the pictures of a benchmark are, and how far from it they may be.

import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { BenchmarkPlace } from '../../core/benchmark/locateFile';
import { copiesInRun } from '../../core/images/copiesInRun';
import { readRunSettings } from '../host/settings';

/**
 * Pictures may come from the workspace folder of the benchmark, without one from its own folder, unless the user allowed more.
 * Those of a benchmark in a run folder are the copies that the run kept.
 * A benchmark that was dropped (no `uri`) or never saved has no folder, so that its pictures can't be found.
 */
export function workspacePlace(uri: vscode.Uri | undefined): BenchmarkPlace {
  if (uri?.scheme !== 'file') return { benchmarkFolder: null, filesRoot: null };
  const benchmarkFolder = dirname(uri.fsPath);
  const copies = copiesInRun(uri.fsPath);
  if (readRunSettings(uri).allowsOutsideImages) return { benchmarkFolder, filesRoot: null, copies };
  const filesRoot = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? benchmarkFolder;
  return { benchmarkFolder, filesRoot, copies };
}
