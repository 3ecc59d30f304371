// What help with writing knows of this window: models, the files beside a benchmark, the columns of its data files. Asks no network of its own.

import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { vsCodeApi } from '../../shared/run/throughVsCode';
import type { KnownModel, WritingSources } from '../../core/writing/writingSources';
import type { BenchmarkChecker } from './benchmarkChecker';
import { editorModelNames } from '../host/editorModelNames';
import { workspacePlace } from './workspacePlace';

/** Who types does not wait longer, ms. */
const longestWaitMs = 1000;
/** More would be no list that anybody reads. */
const mostFiles = 200;

/** `priceFile` is where a fetched price list is kept. */
export function writingSources(uri: vscode.Uri, checker: BenchmarkChecker, priceFile: string): WritingSources {
  return {
    async models() {
      const { knownModels } = await import('../../core/writing/knownModels');
      const known = await knownModels(await checker.modelApis(uri), priceFile);
      return [...known, ...(await modelsOfVsCode())];
    },
    files: (endings) => filesBelow(uri, endings),
    async columns(file) {
      const { columnsIn } = await import('../../core/writing/columnsIn');
      return columnsIn(file, workspacePlace(uri));
    },
  };
}

/** Those that VS Code has now; none where its extensions take too long to say. */
async function modelsOfVsCode(): Promise<KnownModel[]> {
  const late = new Promise<[]>((resolve) => setTimeout(() => resolve([]), longestWaitMs));
  const models = await Promise.race([Promise.resolve(vscode.lm.selectChatModels()).catch(() => []), late]);
  return editorModelNames(models).map((name) => ({ name: `${vsCodeApi}~${name}`, label: 'VS Code' }));
}

/** As the benchmark would name them. */
async function filesBelow(uri: vscode.Uri, endings: readonly string[]): Promise<string[]> {
  const { benchmarkFolder } = workspacePlace(uri);
  if (benchmarkFolder === null) return [];
  const letters = endings.map((ending) => ending.slice(1).replace(/[a-z]/g, (one) => `[${one}${one.toUpperCase()}]`));
  const pattern = new vscode.RelativePattern(benchmarkFolder, `**/*.{${letters.join(',')}}`);
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,runs}/**', mostFiles);
  const own = uri.toString();
  return found
    .filter((file) => file.toString() !== own)
    .map((file) => relative(benchmarkFolder, file.fsPath).split(sep).join('/'))
    .sort((one, other) => one.localeCompare(other, 'en'));
}
