// The commands for what runs need and leave in one place: keys, prices, calibrations, settings, the log. What each does is loaded when it is called.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import { chooseAndSetApiKey } from '../host/apiKeyCommand';
import type { ApiKeys } from '../host/apiKeys';
import type { ProjectFiles } from '../host/projectFiles';
import { commandIds, type CommandActions } from '../host/commands';
import { settingsSection } from '../host/settings';

interface SetupCommandParts {
  extensionUri: vscode.Uri;
  checker: BenchmarkChecker;
  projects: ProjectFiles;
  keys: ApiKeys;
  /** Where a fetched price list is kept. */
  priceFile: string;
  log: vscode.LogOutputChannel;
}

export function setupCommands({ extensionUri, checker, projects, keys, priceFile, log }: SetupCommandParts) {
  return {
    [commandIds.setApiKey]: async () => chooseAndSetApiKey(keys, await checker.windowModelApis()),
    [commandIds.convertToBenchmark]: async (argument) => {
      const { convertToBenchmark } = await import('./convertToBenchmark');
      return convertToBenchmark(argument);
    },
    [commandIds.newBenchmark]: async () => {
      const { newBenchmark } = await import('./newBenchmark');
      return newBenchmark({ checker, keys, priceFile });
    },
    [commandIds.addServer]: async (argument) => {
      const { addServer } = await import('./ownServers');
      return addServer(argument);
    },
    [commandIds.updatePrices]: async () => {
      const { updatePricesCommand } = await import('./updatePricesCommand');
      return updatePricesCommand(priceFile, await keys.environmentFor([]), log);
    },
    [commandIds.calibrate]: async () => {
      const { calibrateCoordinates } = await import('./calibrateCoordinates');
      return calibrateCoordinates({ extensionUri, checker, projects, keys, log });
    },
    [commandIds.openSettings]: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.`),
    [commandIds.showLog]: () => log.show(),
  } satisfies CommandActions;
}
