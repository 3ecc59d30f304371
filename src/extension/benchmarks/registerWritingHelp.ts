// What helps to write a benchmark in the editor, without any other extension: what may come next, what a word means, fixes of problems, and the line
// above it that runs it.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from './benchmarkChecker';
import { CompletionProvider } from './completionProvider';
import { HoverProvider } from './hoverProvider';
import { QuickFixProvider } from './quickFixProvider';
import { RunLensProvider } from './runLensProvider';
import { writingSources } from './writingSources';

/** All YAML: each provider looks for itself whether the file is a benchmark. */
const selector: vscode.DocumentSelector = [{ language: 'yaml' }, { pattern: '**/*.{yaml,yml}' }];

interface WritingHelp {
  checker: BenchmarkChecker;
  /** Where a fetched price list is kept. */
  priceFile: string;
  /** Fires when a benchmark may be better or worse than it was though nobody typed in it. */
  onDidChangeFiles: vscode.Event<void>;
}

export function registerWritingHelp({ checker, priceFile, onDidChangeFiles }: WritingHelp): vscode.Disposable {
  const completion = new CompletionProvider((uri) => writingSources(uri, checker, priceFile));
  const fixes = new QuickFixProvider(checker);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, completion, ...CompletionProvider.triggers),
    vscode.languages.registerHoverProvider(selector, new HoverProvider()),
    vscode.languages.registerCodeActionsProvider(selector, fixes, QuickFixProvider.metadata),
    vscode.languages.registerCodeLensProvider({ language: 'yaml' }, new RunLensProvider(checker, onDidChangeFiles)),
  );
}
