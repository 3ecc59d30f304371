// What an extension does when it is activated, the window and all other extensions wait for.

import type * as vscode from 'vscode';

/** Has `work` done as soon as the activation is over: for what nobody waits for, such as looking through the workspace. Not once it is disposed. */
export function afterActivation(work: () => void): vscode.Disposable {
  const waiting = setImmediate(work);
  return { dispose: () => clearImmediate(waiting) };
}
