// What helps to write a benchmark in the editor, without any other extension: what may come next, what a word means, fixes of problems.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from './benchmarkChecker';
import { CompletionProvider } from './completionProvider';
import { HoverProvider } from './hoverProvider';
import { QuickFixProvider } from './quickFixProvider';
import { writingSources } from './writingSources';

/** All YAML: each provider looks for itself whether the file is a benchmark. */
const selector: vscode.DocumentSelector = [{ language: 'yaml' }, { pattern: '**/*.{yaml,yml}' }];

/** `priceFile` is where a fetched price list is kept. */
export function registerWritingHelp(checker: BenchmarkChecker, priceFile: string): vscode.Disposable {
  const completion = new CompletionProvider((uri) => writingSources(uri, checker, priceFile));
  const fixes = new QuickFixProvider(checker);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, completion, ...CompletionProvider.triggers),
    vscode.languages.registerHoverProvider(selector, new HoverProvider()),
    vscode.languages.registerCodeActionsProvider(selector, fixes, QuickFixProvider.metadata),
  );
}
