// The shortest way through the product in a real VS Code: right-click a benchmark, see all its squares get a verdict.

import assert from 'node:assert/strict';
import { usingWorkbench } from './driver';

describe('a first run in VS Code', () => {
  const vscode = usingWorkbench({
    folder: 'examples',
    files: { 'docker-compose.yaml': 'services:\n  web:\n    image: nginx\n' },
  });

  it('shows the examples in the Explorer', async () => {
    await vscode.explorerItem('first-run.yaml').waitFor();
  });

  it('has nothing of ours on a YAML file that is no benchmark', async () => {
    const { page } = vscode;
    await vscode.chooseInMenu('first-run.yaml', 'Show Pre-run Sheet');
    await vscode.explorerItem('docker-compose.yaml').click();
    await page.getByRole('tab', { name: /^docker-compose\.yaml/ }).waitFor();
    await page.getByRole('button', { name: 'Run Iso Speed Bench' }).waitFor({ state: 'hidden' });
    await vscode.explorerItem('docker-compose.yaml').click({ button: 'right' });
    const entries = page.getByRole('menuitem');
    const rename = entries.filter({ hasText: 'Rename' });
    // A menu takes no key in its first moments; a pointer on it tells that they are over.
    await rename.hover();
    assert.doesNotMatch((await entries.allInnerTexts()).join('\n'), /Iso Speed Bench|Pre-run|Import Report/);
    await page.keyboard.press('Escape');
    await rename.waitFor({ state: 'hidden' });
  });

  it('runs a benchmark from the right-click menu until every square has a verdict', async () => {
    await vscode.chooseInMenu('first-run.yaml', 'Run Iso Speed Bench');
    const pictures = await vscode.waitForFinishedRun();
    assert.match(pictures.join('\n'), /#/, 'some test is correct');
    await vscode.screenshot('first-run');
  });
});
