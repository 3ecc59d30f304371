// Opens files and folders of a run in VS Code.

import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { showInformation, showWarning } from '../host/notices';

/** Shows a run folder, or a file in it, in the Explorer when it is in the workspace, else in the system's file manager. */
export async function revealPath(path: string): Promise<void> {
  await requireThere(path, `It is not there any more: ${path}`);
  const uri = vscode.Uri.file(path);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else if (hasFileManager()) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  } else {
    const choice = await showInformation(`The path is ${path}`, 'Copy Path');
    if (choice) await vscode.env.clipboard.writeText(path);
  }
}

/** Opens a run's `index.html` in the browser. */
export async function openReviewPage(runDirectory: string, extensionUri: vscode.Uri): Promise<void> {
  const { ensureReviewPage } = await import('../../core/runFolder/ensureReviewPage');
  const { path, problem } = await ensureReviewPage(runDirectory, vscode.Uri.joinPath(extensionUri, 'dist').fsPath);
  if (problem !== null && !(await showWarning(problem, 'Open'))) return;
  if (!hasFileManager()) {
    const choice = await showInformation(
      `The review page is ${path}. Copy the run folder to your machine to open it there.`,
      'Copy Path',
    );
    if (choice) await vscode.env.clipboard.writeText(path);
    return;
  }
  if (!(await vscode.env.openExternal(vscode.Uri.file(path))))
    throw new Error(`No program of this system opened ${path}`);
}

/** False in a browser or a remote window: no file manager of that machine can be opened. */
function hasFileManager(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

async function requireThere(path: string, message: string): Promise<void> {
  try {
    await stat(path);
  } catch (cause) {
    throw new Error(message, { cause });
  }
}
