// The one way a command is registered: what fails is logged with its stack and shown with a way to the log.

import * as vscode from 'vscode';

export const commandIds = {
  run: 'isoSpeedBench.run',
  open: 'isoSpeedBench.open',
  openRunFolder: 'isoSpeedBench.openRunFolder',
  newBenchmark: 'isoSpeedBench.newBenchmark',
  setApiKey: 'isoSpeedBench.setApiKey',
  cancelRun: 'isoSpeedBench.cancelRun',
  showRun: 'isoSpeedBench.showRun',
  useSampleData: 'isoSpeedBench.useSampleData',
  openSettings: 'isoSpeedBench.openSettings',
  showLog: 'isoSpeedBench.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Registers a command. What its action throws is logged and shown; the command itself then ends normally. */
export function registerCommand(
  log: vscode.LogOutputChannel,
  id: CommandId,
  action: (...args: unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    log.debug(`command ${id}`);
    try {
      await action(...args);
    } catch (error) {
      showFailure(log, error);
    }
  });
}

/** Logs a failure with its stack and shows its message, without waiting for the user to read it. */
export function showFailure(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(error instanceof Error ? error : String(error));
  void vscode.window.showErrorMessage(`Iso Speed Bench: ${messageOf(error)}`, 'Show Log').then((choice) => {
    if (choice) log.show();
  });
}

/** The text of a thrown value, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
