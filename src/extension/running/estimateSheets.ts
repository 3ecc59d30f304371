// *Show Pre-run Sheet*: what a run of a benchmark is likely to be, as a Markdown preview. Nothing is sent to any model for it.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunEstimate } from '../../core/estimate/estimateRun';

const scheme = 'iso-speed-bench-estimate';

/** The sheets that were shown, by their address; each is made anew when it is asked for again. */
export class EstimateSheets implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly sheets = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  /** `benchmarkPath` tells one sheet from another. */
  async show(estimate: RunEstimate, benchmarkPath: string): Promise<void> {
    const { estimateMarkdown } = await import('../../core/estimate/estimateWords');
    const uri = vscode.Uri.from({
      scheme,
      path: `/${basename(benchmarkPath)} before it runs.md`,
      query: benchmarkPath,
    });
    this.sheets.set(uri.toString(), estimateMarkdown(estimate));
    this.changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.sheets.get(uri.toString()) ??
      'This sheet was made before the window was reloaded. Show it again from the benchmark.'
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
