// A run to be used elsewhere: its folder as it is, or a report of some form.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { showInformation, withProgress } from '../host/notices';
import { showFailure } from '../host/commands';
import { reportFormFacts, type ReportForm } from '../../core/reports/reportForms';
import { chooseFolder } from './chooseFolder';
import { revealPath } from '../runs/runFiles';

/** A report has its form; the folder as it is has none. */
interface ExportChoice extends vscode.QuickPickItem {
  form?: ReportForm;
}

const wholeFolder: ExportChoice = {
  label: 'The Run Folder',
  detail: 'A copy with everything of the run, for a reviewer or another machine.',
};
/** In the order in which people are likely to want them. */
const formsToChoose = Object.keys(reportFormFacts) as ReportForm[];

export interface ExportParts {
  log: vscode.LogOutputChannel;
  /** The folder of what was built. */
  distDirectory: string;
  /** The keys and passwords that are known here, none of which may leave with a run. */
  secrets(): Promise<string[]>;
}

/** Asks what and where to; the file or folder made, absent when the user chose none. */
export async function exportRun(runDirectory: string, parts: ExportParts): Promise<vscode.Uri | undefined> {
  const title = `Export ${basename(runDirectory)}`;
  const reports: ExportChoice[] = formsToChoose.map((form) => ({
    form,
    ...reportFormFacts[form],
  }));
  const chosen = await vscode.window.showQuickPick([wholeFolder, ...reports], { title });
  if (!chosen) return undefined;
  return chosen.form ? saveReport(chosen.form, runDirectory, parts) : copyFolder(runDirectory, parts);
}

async function copyFolder(runDirectory: string, { log, secrets }: ExportParts): Promise<vscode.Uri | undefined> {
  const into = await chooseFolder(
    `Copy ${basename(runDirectory)} Into`,
    'Copy Run Here',
    vscode.Uri.file(dirname(runDirectory)),
  );
  if (!into) return undefined;
  const [{ freePath }, { refuseLinks }] = await Promise.all([
    import('../../core/files/freePath'),
    import('../../core/files/insideFolder'),
  ]);
  const target = vscode.Uri.file(await freePath(into.fsPath, basename(runDirectory)));
  await refuseLinks(runDirectory);
  const { refuseSecrets } = await import('../../core/reports/exportRun');
  await refuseSecrets(runDirectory, await secrets());
  const options = { title: `Copying ${basename(runDirectory)}` };
  await withProgress(options, () => Promise.resolve(vscode.workspace.fs.copy(vscode.Uri.file(runDirectory), target)));
  void showInformation(`The run was copied to ${target.fsPath}.`, 'Show the Folder').then((choice) => {
    if (choice) revealPath(target.fsPath).catch((error: unknown) => showFailure(log, error));
  });
  return target;
}

async function saveReport(
  form: ReportForm,
  runDirectory: string,
  { secrets, distDirectory }: ExportParts,
): Promise<vscode.Uri | undefined> {
  const { label, ending } = reportFormFacts[form];
  const target = await vscode.window.showSaveDialog({
    title: `Save ${basename(runDirectory)}: ${label}`,
    saveLabel: 'Save',
    defaultUri: vscode.Uri.file(join(dirname(runDirectory), `${basename(runDirectory)}.${ending}`)),
    filters: { [label]: [ending] },
  });
  if (!target) return undefined;
  const { exportRunTo } = await import('../../core/reports/exportRun');
  const options = { title: `Writing ${basename(target.fsPath)}` };
  const known = { secrets: await secrets(), distDirectory };
  const notes = await withProgress(options, () => exportRunTo(target.fsPath, form, runDirectory, known));
  void showInformation([`The report was written to ${target.fsPath}.`, ...notes].join(' '));
  return target;
}

/** Puts a summary of a run on the clipboard. */
export async function copyAsMarkdown(runDirectory: string, { secrets, distDirectory }: ExportParts): Promise<void> {
  const { exportRun: write } = await import('../../core/reports/exportRun');
  let text = '';
  await write('markdown', runDirectory, { secrets: await secrets(), distDirectory }, async (piece) => {
    text += String(piece);
  });
  await vscode.env.clipboard.writeText(text);
  void showInformation('A summary of the run was copied as Markdown.');
}
