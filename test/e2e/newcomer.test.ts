// Somebody new, in a folder with nothing of ours: the walkthrough leads to a benchmark of one's own and its first run, by the keyboard alone.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openWorkbench, type OpenWorkbench } from './driver';

describe('a newcomer in a folder without benchmarks', () => {
  let empty: string;
  let vscode: OpenWorkbench;

  before('open VS Code', async () => {
    empty = await mkdtemp(join(tmpdir(), 'isb-newcomer-'));
    vscode = await openWorkbench({ folder: empty, files: { 'notes.txt': 'Nothing yet.' } });
  });
  afterEach('keep evidence of a failure', async function () {
    if (this.currentTest?.state === 'failed') await vscode.keepEvidence(this.currentTest.fullTitle());
  });
  after('close VS Code', async () => {
    await vscode.close();
    await rm(empty, { recursive: true, force: true });
  });

  const step = (title: string): Locator => vscode.page.locator('.getting-started-step').filter({ hasText: title });

  async function openWalkthrough(): Promise<void> {
    await vscode.beginCommand('Welcome: Open Walkthrough...');
    await vscode.pick('Select a walkthrough to open', /Iso Speed Bench/);
  }

  it('writes a benchmark from the walkthrough and runs it', async () => {
    await openWalkthrough();
    await step('Write your own benchmark').click();
    await step('Write your own benchmark').getByRole('button', { name: 'New Benchmark...' }).click();
    await vscode.pick('What is it about?');
    await vscode.pick('Which model is asked first? More can be added in the file.');
    await vscode.answer('What is it called?', 'mine');
    await vscode.page.getByRole('tab', { name: 'mine.yaml' }).waitFor();
    await vscode.page
      .getByText(/Run benchmark \(1 model/)
      .first()
      .click();
    await vscode.waitForFinishedRun();
    await openWalkthrough();
    await step('Run the example').locator('.codicon-getting-started-step-checked.complete').waitFor();
  });
});
