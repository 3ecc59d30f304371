// The dialog that asks for a folder.

import * as vscode from 'vscode';

/** Asks for a folder; absent when the user chooses none. */
export async function chooseFolder(
  title: string,
  openLabel: string,
  defaultUri?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri,
  });
  return chosen?.[0];
}
