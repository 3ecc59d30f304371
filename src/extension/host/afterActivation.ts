// What an extension does when it is activated, the window and all other extensions wait for.

import type * as vscode from 'vscode';

/**
 * Has `work` done as soon as the activation is over: for what nobody waits for, such as looking through the workspace, and what VS Code asks again
 * for once it is there. What it returns is disposed of with this. Not done once this is disposed.
 */
export function afterActivation(work: () => vscode.Disposable | undefined): vscode.Disposable {
  let made: vscode.Disposable | undefined;
  const waiting = setImmediate(() => (made = work()));
  return {
    dispose: () => {
      clearImmediate(waiting);
      made?.dispose();
    },
  };
}
