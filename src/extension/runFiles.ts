// Opens files and folders of a run in VS Code.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Opens a test's file beside the panel, as a preview. Throws when the test has none. */
export async function openTestFile(runDirectory: string, model: string, index: number, file: 'transcript' | 'result'): Promise<void> {
  const { testDirectory } = await import('../core/run/runFolder');
  const path = join(testDirectory(runDirectory, model, index), `${file}.json`);
  await requireThere(path, `Test #${index} of ${model} has no ${file}.json in its run folder.`);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** Shows a run folder in the Explorer when it is in the workspace, else in the system's file manager. */
export async function revealFolder(runDirectory: string): Promise<void> {
  await requireThere(runDirectory, `The run folder is not there any more: ${runDirectory}`);
  const uri = vscode.Uri.file(runDirectory);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  } else {
    // In a browser or a remote window there is no file manager of that machine to show it in.
    const choice = await vscode.window.showInformationMessage(`The run folder is ${runDirectory}`, 'Copy Path');
    if (choice) await vscode.env.clipboard.writeText(runDirectory);
  }
}

async function requireThere(path: string, message: string): Promise<void> {
  try {
    await stat(path);
  } catch (cause) {
    throw new Error(message, { cause });
  }
}
