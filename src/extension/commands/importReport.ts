// Makes a run folder of a report from elsewhere, with its benchmark where the user has it.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ImportRequest } from '../../core/jobs/importRun';
import { withProgress } from '../host/notices';
import { chooseFile, readBenchmarkText, readReportText } from '../benchmarks/benchmarkSource';
import { workspacePlace } from '../benchmarks/workspacePlace';
import type { ProjectFiles } from '../host/projectFiles';

/** Makes a run folder of a report; its path, or absent when the user chose none. */
export async function importReport(
  distDirectory: string,
  projects: Pick<ProjectFiles, 'usualRunsDirectory' | 'runsDirectoryFor'>,
  argument?: unknown,
): Promise<string | undefined> {
  const uri = argument instanceof vscode.Uri ? argument : await chooseFile('Import a Report', { Report: ['json'] });
  if (!uri) return undefined;
  const text = await readReportText(uri);
  const benchmark = argument instanceof vscode.Uri ? undefined : await chooseBenchmarkOf(uri);
  if (benchmark === null) return undefined;
  // Beside what else is run where the report lies; a report from outside of the workspace goes where most runs are.
  const runsDirectory = vscode.workspace.getWorkspaceFolder(uri)
    ? await projects.runsDirectoryFor(uri.fsPath)
    : await projects.usualRunsDirectory();
  const { importRun } = await import('../../core/jobs/importRun');
  const options = { title: `Importing ${basename(uri.fsPath)}` };
  const runDirectory = await withProgress(options, () =>
    importRun({
      reportText: text,
      reportName: basename(uri.fsPath),
      ...(benchmark ? { benchmark } : {}),
      runsDirectory,
      distDirectory,
    }),
  );
  return runDirectory;
}

/** The benchmark that a report is of, undefined to do without, null when the import is given up. */
async function chooseBenchmarkOf(report: vscode.Uri): Promise<ImportRequest['benchmark'] | null> {
  const withBenchmark = {
    label: 'With Its Benchmark...',
    detail: 'Answers can be judged again, filtered by test type, and compared prompt by prompt.',
  };
  const without = { label: 'Without', detail: 'The report as it is.' };
  const title = `Import ${basename(report.fsPath)}`;
  const chosen = await vscode.window.showQuickPick([without, withBenchmark], { title });
  if (chosen !== withBenchmark) return chosen ? undefined : null;
  const uri = await chooseFile('The Benchmark That Was Run', { Benchmark: ['yaml', 'yml'] });
  if (!uri) return null;
  return { text: await readBenchmarkText(uri), fileName: basename(uri.fsPath), place: workspacePlace(uri) };
}
