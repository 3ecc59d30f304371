// The shortest way through the product in a real VS Code: right-click a benchmark, see all its squares get a verdict.

import assert from 'node:assert/strict';
import { usingWorkbench } from './driver';

describe('a first run in VS Code', () => {
  const vscode = usingWorkbench({ folder: 'examples' });

  it('shows the examples in the Explorer', async () => {
    await vscode.explorerItem('first-run.yaml').waitFor();
  });

  it('runs a benchmark from the right-click menu until every square has a verdict', async () => {
    await vscode.chooseInMenu('first-run.yaml', 'Run Iso Speed Bench');
    const pictures = await vscode.waitForFinishedRun();
    assert.match(pictures.join('\n'), /#/, 'some test is correct');
    await vscode.screenshot('first-run');
  });
});
