// A run to be used elsewhere: its folder as it is, or its report for tools that know numbers only.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { showInformation, withProgress } from '../host/notices';
import { showFailure } from '../host/commands';
import { chooseFolder } from './chooseFolder';
import { revealPath } from '../runs/runFiles';

const wholeFolder = {
  label: 'The Run Folder',
  detail: 'A copy with everything of the run, for a reviewer or another machine.',
};
const strictReport = {
  label: 'A Report for Other Tools',
  detail: 'ExecEvalBenchmarkReport with numbers only: 0 where nothing is known, and how often that is.',
};

export interface ExportParts {
  log: vscode.LogOutputChannel;
  /** The keys and passwords that are known here, none of which may leave with a run. */
  secrets(): Promise<string[]>;
}

/** Asks what and where to; the file or folder made, absent when the user chose none. */
export async function exportRun(runDirectory: string, parts: ExportParts): Promise<vscode.Uri | undefined> {
  const title = `Export ${basename(runDirectory)}`;
  const chosen = await vscode.window.showQuickPick([wholeFolder, strictReport], { title });
  if (!chosen) return undefined;
  return chosen === wholeFolder ? copyFolder(runDirectory, parts) : saveReport(runDirectory, parts);
}

async function copyFolder(runDirectory: string, { log, secrets }: ExportParts): Promise<vscode.Uri | undefined> {
  const into = await chooseFolder(
    `Copy ${basename(runDirectory)} Into`,
    'Copy Run Here',
    vscode.Uri.file(dirname(runDirectory)),
  );
  if (!into) return undefined;
  const target = await freeName(into, basename(runDirectory));
  const { refuseLinks } = await import('../../core/files/insideFolder');
  await refuseLinks(runDirectory);
  const { refuseSecrets } = await import('../../core/jobs/exportReport');
  await refuseSecrets(runDirectory, await secrets());
  const options = { title: `Copying ${basename(runDirectory)}` };
  await withProgress(options, () => Promise.resolve(vscode.workspace.fs.copy(vscode.Uri.file(runDirectory), target)));
  void showInformation(`The run was copied to ${target.fsPath}.`, 'Show the Folder').then((choice) => {
    if (choice) revealPath(target.fsPath).catch((error: unknown) => showFailure(log, error));
  });
  return target;
}

async function saveReport(runDirectory: string, { secrets }: ExportParts): Promise<vscode.Uri | undefined> {
  const target = await vscode.window.showSaveDialog({
    title: `Save a Report of ${basename(runDirectory)}`,
    saveLabel: 'Save Report',
    defaultUri: vscode.Uri.file(join(dirname(runDirectory), `${basename(runDirectory)}.json`)),
    filters: { Report: ['json'] },
  });
  if (!target) return undefined;
  const { exportReportTo, unknownWords } = await import('../../core/jobs/exportReport');
  const options = { title: `Writing ${basename(target.fsPath)}` };
  const known = await secrets();
  const { unknown, problems } = await withProgress(options, () => exportReportTo(target.fsPath, runDirectory, known));
  const words = [`The report was written to ${target.fsPath}.`, ...problems, unknownWords(unknown)];
  void showInformation(words.filter((text) => text !== undefined).join(' '));
  return target;
}

async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([entry]) => entry));
  let free = name;
  for (let attempt = 2; taken.has(free); attempt++) free = `${name}-${attempt}`;
  return vscode.Uri.joinPath(folder, free);
}
