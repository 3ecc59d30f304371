// The commands for what runs need and leave in one place: keys, prices, calibrations, settings, the log.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import { chooseAndSetApiKey } from '../host/apiKeyCommand';
import type { ApiKeys } from '../host/apiKeys';
import type { ProjectFiles } from '../host/projectFiles';
import { commandIds, type CommandActions } from '../host/commands';
import { settingsSection } from '../host/settings';
import { addServer } from './ownServers';
import { calibrateCoordinates } from './calibrateCoordinates';
import { convertToBenchmark } from './convertToBenchmark';
import { newBenchmark } from './newBenchmark';
import { updatePricesCommand } from './updatePricesCommand';

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
    [commandIds.setApiKey]: async () => chooseAndSetApiKey(keys, await checker.modelApis()),
    [commandIds.convertToBenchmark]: (argument) => convertToBenchmark(argument),
    [commandIds.newBenchmark]: () => newBenchmark({ checker, keys, priceFile }),
    [commandIds.addServer]: (argument) => addServer(argument),
    [commandIds.updatePrices]: async () => updatePricesCommand(priceFile, await keys.environmentFor([]), log),
    [commandIds.calibrate]: () => calibrateCoordinates({ extensionUri, checker, projects, keys, log }),
    [commandIds.openSettings]: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.`),
    [commandIds.showLog]: () => log.show(),
  } satisfies CommandActions;
}
