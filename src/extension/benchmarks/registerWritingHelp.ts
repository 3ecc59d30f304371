// What helps to write a benchmark in the editor, without any other extension: fixes of its problems.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from './benchmarkChecker';
import { QuickFixProvider } from './quickFixProvider';

/** All YAML: each provider looks for itself whether the file is a benchmark. */
const selector: vscode.DocumentSelector = [{ language: 'yaml' }, { pattern: '**/*.{yaml,yml}' }];

export function registerWritingHelp(checker: BenchmarkChecker): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    selector,
    new QuickFixProvider(checker),
    QuickFixProvider.metadata,
  );
}
