// Opens files and folders of a run in VS Code.

import { stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import { assertNever } from '../../shared/text/assertNever';
import type { TestPart } from '../../shared/protocols/testPageProtocol';

/** Opens a part of a test: pictures in VS Code's viewer, text as a document. Throws when the test has none. */
export async function openTestPart(
  runDirectory: string,
  model: string,
  index: number,
  part: TestPart,
  viewColumn = vscode.ViewColumn.Active,
): Promise<void> {
  const path = await testPartPath(runDirectory, model, index, part);
  await requireThere(path, `Test #${index} of ${model} has no ${basename(path)} in its run folder.`);
  if (part === 'folder') return revealFolder(path);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), { viewColumn, preview: true });
}

/** Shows a run folder, or one in it, in the Explorer when it is in the workspace, else in the system's file manager. */
export async function revealFolder(folder: string): Promise<void> {
  await requireThere(folder, `The folder is not there any more: ${folder}`);
  const uri = vscode.Uri.file(folder);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
  } else if (hasFileManager()) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  } else {
    const choice = await vscode.window.showInformationMessage(`The folder is ${folder}`, 'Copy Path');
    if (choice) await vscode.env.clipboard.writeText(folder);
  }
}

/** A run's `index.html`, written first when the run has none. */
export async function ensureReviewPage(runDirectory: string, extensionUri: vscode.Uri): Promise<string> {
  const { runFiles } = await import('../../core/runFolder/runFolderPaths');
  const path = join(runDirectory, runFiles.reviewPage);
  if (!(await isThere(path))) {
    const { writeReviewPage } = await import('../../core/runFolder/writeReviewPage');
    await writeReviewPage(runDirectory, vscode.Uri.joinPath(extensionUri, 'dist').fsPath);
  }
  return path;
}

/** Opens a run's `index.html` in the browser. */
export async function openReviewPage(runDirectory: string, extensionUri: vscode.Uri): Promise<void> {
  const path = await ensureReviewPage(runDirectory, extensionUri);
  if (!hasFileManager()) {
    const choice = await vscode.window.showInformationMessage(
      `The review page is ${path}. Copy the run folder to your machine to open it there.`,
      'Copy Path',
    );
    if (choice) await vscode.env.clipboard.writeText(path);
    return;
  }
  if (!(await vscode.env.openExternal(vscode.Uri.file(path))))
    throw new Error(`No program of this system opened ${path}`);
}

/**
 * Where the picture that a test's prompt showed is; absent when there is none or the link leads out of the run folder. `link` is as in
 * `result.json`: relative to the test's folder.
 */
export async function originalImagePath(
  runDirectory: string,
  model: string,
  index: number,
  link: string | null | undefined,
): Promise<string | undefined> {
  if (!link) return undefined;
  const { testDirectory } = await import('../../core/runFolder/runFolderPaths');
  const path = resolve(testDirectory(runDirectory, model, index), link);
  return relative(runDirectory, path).split(sep)[0] === '..' ? undefined : path;
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function testPartPath(runDirectory: string, model: string, index: number, part: TestPart): Promise<string> {
  const { testDirectory, testFiles } = await import('../../core/runFolder/runFolderPaths');
  const directory = testDirectory(runDirectory, model, index);
  switch (part) {
    case 'resultImage':
    case 'transcript':
    case 'transcriptText':
    case 'result':
      return join(directory, testFiles[part]);
    case 'folder':
      return directory;
    case 'original': {
      const { readTestDetail } = await import('../../core/runFolder/openRun');
      const { result } = await readTestDetail(runDirectory, model, index);
      const path = await originalImagePath(runDirectory, model, index, result.links?.image);
      if (!path) throw new Error(`The prompt of test #${index} of ${model} has no picture.`);
      return path;
    }
    default:
      return assertNever(part);
  }
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
