// *Convert to Benchmark...*: a file of another tool becomes a benchmark beside it, which opens; what was not carried over opens beside that. Nothing is
// run, so that it is the same in a workspace that is not trusted.

import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Conversion } from '../../core/convert/convertFile';
import { counted } from '../../shared/text/counted';
import { chooseFile, readBenchmarkText } from '../benchmarks/benchmarkSource';
import { workspacePlace } from '../benchmarks/workspacePlace';
import { ask, showInformation } from '../host/notices';

const showThem = 'Show What Was Not Carried Over';

/** The benchmark; absent when the user gave up. */
export async function convertToBenchmark(argument: unknown): Promise<vscode.Uri | undefined> {
  const uri = await uriOf(argument);
  if (!uri) return undefined;
  const { convertFile } = await import('../../core/convert/convertFile');
  const { benchmarkNameFor } = await import('../../core/convert/benchmarkNameFor');
  const fileName = basename(uri.fsPath);
  const outName = benchmarkNameFor(fileName);
  const text = await readBenchmarkText(uri);
  const conversion = convertFile({ text, fileName, place: workspacePlace(uri), outName, isBeside: true });
  const path = join(dirname(uri.fsPath), outName);
  if (!(await write(path, conversion))) return undefined;
  const benchmark = vscode.Uri.file(path);
  await vscode.window.showTextDocument(benchmark);
  void tell(fileName, conversion);
  return benchmark;
}

/** What a menu passed, else the file in the active editor, else what the user chooses. */
async function uriOf(argument: unknown): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return argument;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active?.scheme === 'file' && /\.(ya?ml|json|jsonl|csv|tsv)$/i.test(active.path)) return active;
  return chooseFile('Convert to Benchmark', {
    'Files of Other Tools': ['yaml', 'yml', 'json', 'jsonl', 'ndjson', 'csv', 'tsv'],
  });
}

/** False when files are there that the user wants to keep. */
async function write(path: string, conversion: Conversion): Promise<boolean> {
  const { FilesAreThere, writeConversion } = await import('../../core/convert/writeConversion');
  try {
    await writeConversion(path, conversion, false);
    return true;
  } catch (error) {
    if (!(error instanceof FilesAreThere)) throw error;
    const names = error.paths.map((one) => basename(one)).join(', ');
    const one = error.paths.length === 1;
    const chosen = await ask('warning', `Replace ${names}?`, `${one ? 'It is' : 'They are'} there already.`, 'Replace');
    if (chosen !== 'Replace') return false;
    await writeConversion(path, conversion, true);
    return true;
  }
}

/** Not waited for: a notice may stay as long as it likes. */
async function tell(fileName: string, conversion: Conversion): Promise<void> {
  const { leftOver, counts } = conversion;
  const what = `${fileName} is a benchmark now: ${counted(counts.prompts, 'prompt')}, ${counted(counts.models, 'model')}.`;
  if (leftOver.length === 0) return void (await showInformation(`${what} All of it was carried over.`));
  const chosen = await showInformation(`${what} ${counted(leftOver.length, 'place')} to look at.`, showThem);
  if (chosen !== showThem) return;
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: leftOverText(fileName, leftOver),
  });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

function leftOverText(fileName: string, leftOver: Conversion['leftOver']): string {
  const lines = leftOver.map(
    ({ file, line, column, what, why }) => `- ${file}:${line}:${column} **${plain(what)}**: ${plain(why)}`,
  );
  return [`# ${plain(fileName)}: what was not carried over, or not quite`, '', ...lines, ''].join('\n');
}

/** Text of strangers is no Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\*_[\]<>]/g, '\\$&');
}
