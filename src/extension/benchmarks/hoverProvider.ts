// What a word of a benchmark means, under the pointer.

import * as vscode from 'vscode';
import { isBenchmark } from './benchmarkSource';

export class HoverProvider implements vscode.HoverProvider {
  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!(await isBenchmark(document))) return undefined;
    const { explainAt } = await import('../../core/writing/explainAt');
    const found = explainAt(document.getText(), document.offsetAt(position));
    if (!found) return undefined;
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    return new vscode.Hover(new vscode.MarkdownString(found.text), range);
  }
}
