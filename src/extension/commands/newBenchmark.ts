// *New Benchmark...*: what it is about, which model it asks first, what it is called; then the file is there, with comments, and open.

import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import {
  starterFiles,
  starterKinds,
  starterPhrases,
  type StarterKind,
  type StarterRequest,
} from '../../core/writing/starterFiles';
import { writeStarter } from '../../core/writing/writeStarter';
import { isThere } from '../../core/files/isThere';
import { workspacePlace } from '../benchmarks/workspacePlace';
import { inSteps, type InputSteps } from '../host/inputSteps';
import { chooseFolder } from './chooseFolder';
import { chooseModel, type ModelChoiceParts } from './chooseModel';

const title = 'New Benchmark';

/** Nothing is written when the user chooses none of what is offered. The file, when there is one. */
export async function newBenchmark(parts: ModelChoiceParts): Promise<vscode.Uri | undefined> {
  const chosen = await inSteps(title, (steps) => chooseAll(steps, parts));
  if (!chosen) return undefined;
  const uri = vscode.Uri.file(await writeStarter(chosen.folder.fsPath, starterFiles(chosen.request)));
  // Not as a preview, which the next file that is looked at would replace.
  await vscode.window.showTextDocument(uri, { preview: false });
  return uri;
}

async function chooseAll(
  steps: InputSteps,
  parts: ModelChoiceParts,
): Promise<{ folder: vscode.Uri; request: StarterRequest } | undefined> {
  const kind = await chooseKind(steps);
  if (!kind) return undefined;
  const folder = await chooseItsFolder(steps);
  if (!folder) return undefined;
  const data = kind === 'data' ? await chooseData(steps, folder) : 'small';
  if (data === undefined) return undefined;
  const model = await chooseModel(steps, folder, parts);
  if (model === undefined) return undefined;
  const name = await askForName(steps, folder, kind);
  if (name === undefined) return undefined;
  return { folder, request: { kind, name, model, ...(data === 'small' ? {} : { data }) } };
}

async function chooseKind(steps: InputSteps): Promise<StarterKind | undefined> {
  const items = starterKinds.map((kind) => ({ ...starterPhrases[kind], about: kind }));
  return (await steps.choose(items, { placeHolder: 'What is it about?' }))?.about;
}

/** The workspace folder, or the one that the user picks. */
async function chooseItsFolder(steps: InputSteps): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]!.uri;
  if (folders.length > 1) {
    const items = folders.map(({ name, uri }) => ({ label: name, detail: uri.fsPath, uri }));
    return (await steps.choose(items, { placeHolder: 'In which folder?' }))?.uri;
  }
  steps.close();
  return chooseFolder('Where should the benchmark be?', 'Make It Here');
}

/** More are no list that anybody reads. */
const mostDataFiles = 100;

/** A data file below the folder with its columns; `small` for one to be made. */
async function chooseData(
  steps: InputSteps,
  folder: vscode.Uri,
): Promise<NonNullable<StarterRequest['data']> | 'small' | undefined> {
  const pattern = new vscode.RelativePattern(folder, '**/*.{csv,tsv,jsonl,ndjson}');
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,runs}/**', mostDataFiles);
  const files = found.map((uri) => relative(folder.fsPath, uri.fsPath).split(sep).join('/'));
  const items = [
    ...files.sort().map((file) => ({ label: file, file })),
    { label: '$(new-file) A Small CSV File', detail: 'Made beside the benchmark, to be changed', file: undefined },
  ];
  const chosen = await steps.choose(items, { placeHolder: 'Which file has the questions?' });
  if (!chosen) return undefined;
  if (chosen.file === undefined) return 'small';
  const { columnsIn } = await import('../../core/writing/columnsIn');
  const columns = columnsIn(chosen.file, { ...workspacePlace(folder), benchmarkFolder: folder.fsPath });
  if (columns.length === 0) throw new Error(`${chosen.file} has no columns: it needs a first row with their names.`);
  return { file: chosen.file, columns };
}

/** A name that is free in the folder. */
async function askForName(steps: InputSteps, folder: vscode.Uri, kind: StarterKind): Promise<string | undefined> {
  const isTaken = (name: string): Promise<boolean> => isThere(join(folder.fsPath, `${name}.yaml`));
  let value = `${kind}-benchmark`;
  for (let number = 2; await isTaken(value); number++) value = `${kind}-benchmark-${number}`;
  const written = await steps.write({
    prompt: 'What is it called? Its file is named so.',
    value,
    problemOf: async (text) => {
      const name = nameOf(text);
      if (name === '') return 'A name is needed.';
      if (/[\\/:*?"<>|]/.test(name) || name.startsWith('.')) return 'A file name without a folder is needed.';
      return (await isTaken(name)) ? `${name}.yaml is there already.` : undefined;
    },
  });
  return written === undefined ? undefined : nameOf(written);
}

function nameOf(text: string): string {
  return text.trim().replace(/\.ya?ml$/i, '');
}
