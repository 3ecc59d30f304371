// The one way a command is registered: what fails is logged with its stack and shown with a way to the log.

import * as vscode from 'vscode';
import { showError } from './notices';
import { messageOf } from '../../shared/text/messageOf';

export const commandIds = {
  run: 'isoSpeedBench.run',
  open: 'isoSpeedBench.open',
  openRunFolder: 'isoSpeedBench.openRunFolder',
  openExample: 'isoSpeedBench.openExample',
  newBenchmark: 'isoSpeedBench.newBenchmark',
  convertToBenchmark: 'isoSpeedBench.convertToBenchmark',
  addServer: 'isoSpeedBench.addServer',
  setApiKey: 'isoSpeedBench.setApiKey',
  calibrate: 'isoSpeedBench.calibrate',
  showEstimate: 'isoSpeedBench.showEstimate',
  refreshModelApis: 'isoSpeedBench.refreshModelApis',
  setModelApiKey: 'isoSpeedBench.setModelApiKey',
  removeModelApiKey: 'isoSpeedBench.removeModelApiKey',
  testCall: 'isoSpeedBench.testCall',
  copyModelName: 'isoSpeedBench.copyModelName',
  pullModel: 'isoSpeedBench.pullModel',
  editServer: 'isoSpeedBench.editServer',
  removeServer: 'isoSpeedBench.removeServer',
  updatePrices: 'isoSpeedBench.updatePrices',
  cancelRun: 'isoSpeedBench.cancelRun',
  showRun: 'isoSpeedBench.showRun',
  useSampleData: 'isoSpeedBench.useSampleData',
  openSettings: 'isoSpeedBench.openSettings',
  showLog: 'isoSpeedBench.showLog',
  runExample: 'isoSpeedBench.runExample',
  refreshBenchmarks: 'isoSpeedBench.refreshBenchmarks',
  refreshRuns: 'isoSpeedBench.refreshRuns',
  openOverview: 'isoSpeedBench.openOverview',
  addRunsFolder: 'isoSpeedBench.addRunsFolder',
  importReport: 'isoSpeedBench.importReport',
  filterByApi: 'isoSpeedBench.filterByApi',
  filterByModel: 'isoSpeedBench.filterByModel',
  filterByTestType: 'isoSpeedBench.filterByTestType',
  filterByTag: 'isoSpeedBench.filterByTag',
  filterByVerdict: 'isoSpeedBench.filterByVerdict',
  filterByKind: 'isoSpeedBench.filterByKind',
  filterByReview: 'isoSpeedBench.filterByReview',
  filterByText: 'isoSpeedBench.filterByText',
  clearFilter: 'isoSpeedBench.clearFilter',
  replayRun: 'isoSpeedBench.replayRun',
  compareRuns: 'isoSpeedBench.compareRuns',
  compareSelectedRuns: 'isoSpeedBench.compareSelectedRuns',
  compareSelectedModels: 'isoSpeedBench.compareSelectedModels',
  mergeShards: 'isoSpeedBench.mergeShards',
  compareWithPrevious: 'isoSpeedBench.compareWithPrevious',
  showFailed: 'isoSpeedBench.showFailed',
  resumeRun: 'isoSpeedBench.resumeRun',
  retryErrors: 'isoSpeedBench.retryErrors',
  runAgain: 'isoSpeedBench.runAgain',
  rescoreRun: 'isoSpeedBench.rescoreRun',
  signOffRun: 'isoSpeedBench.signOffRun',
  redrawImages: 'isoSpeedBench.redrawImages',
  openReviewPage: 'isoSpeedBench.openReviewPage',
  revealRun: 'isoSpeedBench.revealRun',
  copyRunPath: 'isoSpeedBench.copyRunPath',
  copyRunLink: 'isoSpeedBench.copyRunLink',
  exportRun: 'isoSpeedBench.exportRun',
  copyAsMarkdown: 'isoSpeedBench.copyAsMarkdown',
  deleteRun: 'isoSpeedBench.deleteRun',
  openTestPage: 'isoSpeedBench.openTestPage',
  openTestPageBeside: 'isoSpeedBench.openTestPageBeside',
  openEvidence: 'isoSpeedBench.openEvidence',
  showMoreRuns: 'isoSpeedBench.showMoreRuns',
} as const;

type CommandId = (typeof commandIds)[keyof typeof commandIds];

export type CommandActions = { [id in CommandId]?: (argument: unknown, selected: unknown) => unknown };

/** Registers commands, each in the one way there is. */
export function registerCommands(log: vscode.LogOutputChannel, actions: CommandActions): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(actions).map(([id, action]) => registerCommand(log, id as CommandId, action)),
  );
}

/** Registers a command. What its action throws is logged and shown; the command itself then ends normally. */
function registerCommand(
  log: vscode.LogOutputChannel,
  id: CommandId,
  action: (argument: unknown, selected: unknown) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    log.debug(`command ${id}`);
    try {
      await action(args[0], args[1]);
    } catch (error) {
      showFailure(log, error);
    }
  });
}

/** Logs a failure with its stack and shows its message, without waiting for the user to read it. */
export function showFailure(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(error instanceof Error ? error : String(error));
  void showError(`Iso Speed Bench: ${messageOf(error)}`, 'Show Log').then((choice) => {
    if (choice) log.show();
  });
}
