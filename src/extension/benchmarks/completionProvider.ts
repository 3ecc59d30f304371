// What VS Code offers while a benchmark is typed.

import { parse } from 'node:path';
import * as vscode from 'vscode';
import type { Suggestion } from '../../core/writing/suggestion';
import type { WritingSources } from '../../core/writing/writingSources';
import { formOf } from './benchmarkSource';

const kinds: { readonly [kind in Suggestion['kind']]: vscode.CompletionItemKind } = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  model: vscode.CompletionItemKind.Value,
  file: vscode.CompletionItemKind.File,
  column: vscode.CompletionItemKind.Field,
};

export class CompletionProvider implements vscode.CompletionItemProvider {
  /** Typing one of these asks for suggestions as a letter does. */
  static readonly triggers = [' ', '~', '/', '-'];

  constructor(private readonly sourcesFor: (uri: vscode.Uri) => WritingSources) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const form = await formOf(document);
    if (!form) return beginnings(document, position);
    const { suggestAt } = await import('../../core/writing/suggestAt');
    const offset = document.offsetAt(position);
    const { start, end, items } = await suggestAt(document.getText(), offset, this.sourcesFor(document.uri), form);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return items.map((item, index) => completionItem(item, index, range));
  }
}

/** In a file that is nobody's yet: whole benchmarks. */
async function beginnings(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const { starterSnippets } = await import('../../core/writing/starterSnippets');
  const range = document.getWordRangeAtPosition(position) ?? new vscode.Range(position, position);
  const { name } = parse(document.uri.path);
  return starterSnippets(document.getText(), name).map((item, index) => completionItem(item, index, range));
}

function completionItem(
  { kind, label, snippet, text, detail, goesOn }: Suggestion,
  index: number,
  range: vscode.Range,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.insertText = new vscode.SnippetString(snippet);
  item.range = range;
  item.sortText = String(index).padStart(5, '0');
  if (detail !== undefined) item.detail = detail;
  if (text !== undefined) item.documentation = new vscode.MarkdownString(text);
  if (goesOn) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}
