// The project files of the window: what holds of the one that is nearest to a benchmark. In a workspace that is not trusted only that counts which
// costs nothing and leads nowhere else.

import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { ProjectPlace } from '../../core/project/findProject';
import type { LoadedProject } from '../../core/project/loadProject';
import type { ProjectSettings } from '../../core/project/projectSettings';
import type { ServiceRow } from '../../core/providers/services';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import { isMap } from '../../shared/text/isMap';
import { afterActivation } from './afterActivation';
import { Disposable } from './disposable';
import { isWritten } from './isWritten';
import { readRunSettings, resolveRunsDirectory, workspaceBenchmarks } from './settings';

const fileName = /^iso-speed-bench\.(?:ya?ml|json)$/;
const pattern = '**/iso-speed-bench.{yaml,yml,json}';
/** More would be no workspace that anybody lists. */
const mostFiles = 100;
/** How long typing must rest before what is typed counts, ms: whoever listens reads the project files of the whole window again. */
const settleMs = 250;

export class ProjectFiles extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  /** Fires when a project file comes, changes or goes, on disk, in an editor or with its workspace folder, and when the workspace is trusted. */
  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    const changed = (): void => this.changed.fire();
    this.register(
      afterActivation(() => {
        const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
        for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
          this.register(event(changed));
      }),
    );
    this.register(vscode.workspace.onDidGrantWorkspaceTrust(changed));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(changed));
    let timer: NodeJS.Timeout | undefined;
    const typed = (document: vscode.TextDocument): void => {
      if (!isProjectFile(document)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, settleMs);
    };
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => typed(document)));
    // What was typed and not saved does not count any more.
    this.register(vscode.workspace.onDidCloseTextDocument(typed));
    this.register({ dispose: () => clearTimeout(timer) });
  }

  /** What counts of the file that is nearest to a benchmark, without a benchmark to the first workspace folder; of one with errors nothing. */
  async settingsFor(resource?: vscode.Uri): Promise<ProjectSettings> {
    const { emptySettings } = await import('../../core/project/projectSettings');
    try {
      return (await this.found(resource))?.settings ?? emptySettings;
    } catch {
      return emptySettings;
    }
  }

  /** What all project files of the window say of services: each address that an id has, once. */
  async services(): Promise<ServiceRow[]> {
    const said = await Promise.all([undefined, ...(await this.files())].map((file) => this.settingsFor(file)));
    const rows = said.flatMap(({ services }) => services);
    return [...new Map(rows.map((row) => [`${row.id} ${row.baseUrl}`, row])).values()];
  }

  /** Throws a sentence about a file with errors: a benchmark is not run as if it were not there. */
  async check(resource: vscode.Uri): Promise<void> {
    const found = await this.found(resource);
    const errors = found?.problems.filter(({ severity }) => severity === 'error') ?? [];
    const [first] = errors;
    if (!found || !first) return;
    const { line, column, message } = first;
    throw new Error(
      `${found.path} has ${counted(errors.length, 'problem')}, so nothing was run or sent. Line ${line}, column ${column}: ${message}`,
    );
  }

  /** What is wrong with a project file that is open, and what of it does not count here. */
  async problemsIn(document: vscode.TextDocument): Promise<BenchmarkProblem[]> {
    return problemsHere(await loaded(document.getText(), document.uri));
  }

  /** The same of the file that is nearest to a benchmark; undefined where there is none. Throws a sentence where it can't be read. */
  async problemsFor(resource: vscode.Uri): Promise<{ file: string; problems: BenchmarkProblem[] } | undefined> {
    const found = await this.found(resource);
    return found && { file: vscode.workspace.asRelativePath(found.path), problems: found.problems };
  }

  /** Where runs of a benchmark are made, absolute. */
  async runsDirectoryFor(benchmarkPath: string): Promise<string> {
    const resource = vscode.Uri.file(benchmarkPath);
    const { runsFolder } = readRunSettings(resource);
    if (runsFolder === undefined) {
      const found = await this.found(resource).catch(() => undefined);
      if (found?.settings?.runsFolder !== undefined) return join(found.place.folder, found.settings.runsFolder);
    }
    return resolveRunsDirectory(runsFolder, benchmarkPath);
  }

  /** Where runs are made that are of no benchmark of the window, absolute: as of one in the first workspace folder. */
  async usualRunsDirectory(): Promise<string> {
    return this.runsDirectoryFor(workspaceBenchmarks()[0]);
  }

  /** The runs folders that the project files of the workspace name, absolute. */
  async runsFolders(): Promise<string[]> {
    const folders = await Promise.all((await this.files()).map((file) => this.runsDirectoryFor(file.fsPath)));
    return [...new Set(folders)];
  }

  private files(): Thenable<vscode.Uri[]> {
    return vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFiles);
  }

  private async found(
    resource?: vscode.Uri,
  ): Promise<(LoadedProject & { place: ProjectPlace; path: string }) | undefined> {
    const root = resource && vscode.workspace.getWorkspaceFolder(resource);
    const folder = resource?.scheme === 'file' ? dirname(resource.fsPath) : undefined;
    const from = folder ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    if (from === undefined) return undefined;
    const { findProject, readProjectText } = await import('../../core/project/findProject');
    const place = findProject(from, (root ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath);
    if (!place) return undefined;
    const path = join(place.folder, place.name);
    const edited = vscode.workspace.textDocuments.find(
      ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === path,
    );
    const read = await loaded(edited?.getText() ?? (await readProjectText(place)), resource);
    const problems = await problemsHere(read);
    return { place, path, problems, ...(read.settings ? { settings: await trustedPart(read.settings) } : {}) };
  }
}

/** Whether a document is a project file by its name. */
export function isProjectFile(document: vscode.TextDocument): boolean {
  return isWritten(document) && fileName.test(document.uri.path.split('/').at(-1) ?? '');
}

async function loaded(text: string, resource?: vscode.Uri): Promise<LoadedProject> {
  const { loadProject } = await import('../../core/project/loadProject');
  return loadProject(text, ownServiceIds(resource));
}

/** All problems, and before them what does not count because the workspace is not trusted. */
async function problemsHere({ settings, problems }: LoadedProject): Promise<BenchmarkProblem[]> {
  if (vscode.workspace.isTrusted || !settings) return problems;
  const { ignoredKeys } = await import('../../core/project/projectSettings');
  const ignored = ignoredKeys(settings);
  if (ignored.length === 0) return problems;
  const message = `This workspace is not trusted, so ${ignored.join(', ')} of this file do not count.`;
  return [{ severity: 'warning', line: 1, column: 1, endLine: 1, endColumn: 1, path: '', message }, ...problems];
}

/** The ids of the services of the settings, as far as they have some. */
function ownServiceIds(resource?: vscode.Uri): string[] {
  const { services } = readRunSettings(resource);
  return Array.isArray(services)
    ? services.flatMap((row: unknown) => (isMap(row) && typeof row['id'] === 'string' ? [row['id']] : []))
    : [];
}

async function trustedPart(settings: ProjectSettings): Promise<ProjectSettings> {
  if (vscode.workspace.isTrusted) return settings;
  const { untrustedPart } = await import('../../core/project/projectSettings');
  return untrustedPart(settings);
}
