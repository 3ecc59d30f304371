// Where the pictures of a benchmark are, and how far from it they may be.

import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ImagePlace } from '../../core/images/locatePicture';
import { readRunSettings } from '../host/settings';

/**
 * Pictures may come from the workspace folder of the benchmark, without one from its own folder, unless the user allowed more.
 * A benchmark that was dropped (no `uri`) or never saved has no folder, so that its pictures can't be found.
 */
export function workspaceImagePlace(uri: vscode.Uri | undefined): ImagePlace {
  if (uri?.scheme !== 'file') return { benchmarkFolder: null, imagesRoot: null };
  const benchmarkFolder = dirname(uri.fsPath);
  if (readRunSettings(uri).allowsOutsideImages) return { benchmarkFolder, imagesRoot: null };
  return { benchmarkFolder, imagesRoot: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? benchmarkFolder };
}
