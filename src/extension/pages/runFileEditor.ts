// `run.json` opened as the run that it is of: *Open With...*, Iso Speed Bench Run. Nothing is written.

import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import type { RunSession } from '../running/runSession';
import type { RunPanels } from './runPanels';

export const runFileViewType = 'isoSpeedBench.runFile';

export class RunFileEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(
    private readonly panels: Pick<RunPanels, 'showIn'>,
    private readonly read: (runDirectory: string) => Promise<RunSession>,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    await this.panels.showIn(panel, () => this.read(dirname(uri.fsPath)));
  }
}
