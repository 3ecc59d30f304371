// Where the text of a benchmark comes from: the editor where it has changes that are not saved, else the file.

import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { FileForm } from '../../core/writing/schemaAt';
import { isWritten } from '../host/isWritten';
import { isProjectFile } from '../host/projectFiles';
import { decodeText } from '../../core/files/textFile';

export interface BenchmarkSource {
  /** Absolute path, also when there is no such file (dropped, never saved). */
  path: string;
  text: string;
  /** What problems are shown at; absent for a dropped file. */
  uri?: vscode.Uri;
}

const largestFileBytes = 20_000_000;
/** Reports hold every answer; 100,000 tests with short ones fit. Bytes. */
const largestReportBytes = 200_000_000;

/** Reads a benchmark's text. Throws when it can't be read, saying why. */
export async function readBenchmarkSource(uri: vscode.Uri): Promise<BenchmarkSource> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (uri.scheme === 'untitled' && document) {
    const name = uri.path.split('/').at(-1) || 'untitled';
    return { path: pathWithoutFile(/\.ya?ml$/i.test(name) ? name : `${name}.yaml`), text: document.getText(), uri };
  }
  if (uri.scheme !== 'file')
    throw new Error(`Only files on disk can be run, and this is ${uri.scheme}: Save a copy of it first.`);
  const { fsPath: path } = uri;
  if (document?.isDirty) return { path, text: document.getText(), uri };
  // Not the text of the editor, which hears of a change on disk only a moment later.
  try {
    return { path, text: await readBenchmarkText(uri), uri };
  } catch (error) {
    // A file that is gone, or in an encoding that the editor was told of; one that was told nothing shows U+FFFD for what it could not read.
    const text = document?.getText();
    if (text === undefined || text.includes('\uFFFD')) throw error;
    return { path, text, uri };
  }
}

/** A benchmark dropped on a panel: its name is all that is known of where it was. */
export function droppedSource(name: string, text: string): BenchmarkSource {
  return { path: pathWithoutFile(name.replace(/^.*[\\/]/, '')), text };
}

/** The text of a file. Throws when it is missing, a folder, far larger than any benchmark, or not UTF-8. */
export function readBenchmarkText(uri: vscode.Uri): Promise<string> {
  return readTextFile(uri, largestFileBytes);
}

/** As `readBenchmarkText`, of a report. */
export function readReportText(uri: vscode.Uri): Promise<string> {
  return readTextFile(uri, largestReportBytes);
}

async function readTextFile(uri: vscode.Uri, largest: number): Promise<string> {
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if (type & vscode.FileType.Directory) throw new Error(`${uri.fsPath} is a folder, not a file.`);
  if (size > largest) throw new Error(`${uri.fsPath} is too large: ${size} bytes, at most ${largest} are read.`);
  return decodeText(await vscode.workspace.fs.readFile(uri), basename(uri.path));
}

/** The YAML to run: what a menu passed, else the active editor's, else what the user chooses; absent when they choose none. */
export async function benchmarkUri(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return argument;
  const active = vscode.window.activeTextEditor?.document;
  if (active && isYaml(active)) return active.uri;
  return chooseFile('Choose a Benchmark', { Benchmark: ['yaml', 'yml'] });
}

/** Asks for one file; absent when the user chooses none. */
export async function chooseFile(
  title: string,
  filters: { [name: string]: string[] },
): Promise<vscode.Uri | undefined> {
  const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({ title, openLabel: 'Open', filters, defaultUri });
  return chosen?.[0];
}

export function isYaml(document: vscode.TextDocument): boolean {
  return document.languageId === 'yaml' || /\.ya?ml$/i.test(document.uri.path);
}

/** Larger YAML is not looked at while typing: no benchmark written by hand is. Characters. */
const longestChecked = 1_000_000;

/** Whether a document is a benchmark that is looked at while it is written. */
export async function isBenchmark(document: vscode.TextDocument): Promise<boolean> {
  if (!isYaml(document) || !isWritten(document) || document.isClosed) return false;
  const text = document.getText();
  if (text.length > longestChecked) return false;
  const { looksLikeBenchmark } = await import('../../core/benchmark/looksLikeBenchmark');
  return looksLikeBenchmark(text);
}

/** What kind of file a document is that is helped with; undefined for none. */
export async function formOf(document: vscode.TextDocument): Promise<FileForm | undefined> {
  if (isProjectFile(document)) return 'project';
  return (await isBenchmark(document)) ? 'benchmark' : undefined;
}

/** Where a dropped benchmark is kept: in the first workspace folder. When no folder is open, in a folder of its own in the home folder. */
function pathWithoutFile(name: string): string {
  return join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? join(homedir(), 'iso-speed-bench'), name);
}
