// What a word of a benchmark or a project file means, under the pointer.

import * as vscode from 'vscode';
import { formOf } from './benchmarkSource';

export class HoverProvider implements vscode.HoverProvider {
  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const form = await formOf(document);
    if (!form) return undefined;
    const { explainAt } = await import('../../core/writing/explainAt');
    const found = explainAt(document.getText(), document.offsetAt(position), form);
    if (!found) return undefined;
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    return new vscode.Hover(new vscode.MarkdownString(found.text), range);
  }
}
