// The main job as a person does it: right-click, watch, replay, hover, open a test; drop a report; come back after a reload.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { usingWorkbench } from './driver';

describe('the main job in VS Code', () => {
  const vscode = usingWorkbench({
    folder: 'examples',
    files: { 'docker-compose.yaml': 'services:\n  web:\n    image: nginx\n' },
  });
  const button = (name: string) => vscode.panel().getByRole('button', { name, exact: true });
  const modal = () => vscode.panel().locator('isb-test-modal dialog');

  it('has nothing of ours on a YAML file that is no benchmark', async () => {
    const { page } = vscode;
    await vscode.chooseInMenu('first-run.yaml', 'Show Pre-run Sheet');
    await vscode.explorerItem('docker-compose.yaml').click();
    await page.getByRole('tab', { name: /^docker-compose\.yaml/ }).waitFor();
    await page.getByRole('button', { name: 'Run Iso Speed Bench' }).waitFor({ state: 'hidden' });
    const entries = await vscode.readMenu(
      () => vscode.explorerItem('docker-compose.yaml').click({ button: 'right' }),
      'Rename',
    );
    assert.doesNotMatch(entries.join('\n'), /Iso Speed Bench|Pre-run|Import Report/);
    await vscode.runCommand('View: Close All Editors');
  });

  it('runs a benchmark from the right-click menu, and never takes the focus', async () => {
    await vscode.explorerItem('json-extraction.yaml').click();
    await vscode.chooseInMenu('json-extraction.yaml', 'Run Iso Speed Bench');
    const finished = await vscode.waitForFinishedRun();
    assert.match(finished.join(''), /#/);
    // The last square is not the end: pictures, report and page are still to be written.
    await vscode.waitForEnd('JSON extraction');
    const focused = await vscode.page.evaluate(() => document.activeElement?.tagName);
    assert.notEqual(focused, 'IFRAME', 'the focus stays in the Explorer');
  });

  it('leaves a run folder that a reviewer can be given', async () => {
    const [run] = await readdir(path.join(vscode.folder, 'runs'));
    assert.match(run!, /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_[^ ]+$/);
    const files = await readdir(path.join(vscode.folder, 'runs', run!));
    assert.deepEqual(files.sort(), [
      'benchmark.yaml',
      'events.jsonl',
      'index.html',
      'report.json',
      'result-images',
      'run.json',
      'tests',
    ]);
  });

  it('replays from the start, and flashes to the end', async () => {
    const atTheEnd = await vscode.squares();
    // Looked for from before the click on, as a replay may be short.
    await Promise.all([vscode.waitForSquares(/\./), button('Replay Bench').click()]);
    await button('Flash').click();
    assert.deepEqual(await vscode.waitForFinishedRun(), atTheEnd);
  });

  it('shows speed, and what was expected and got, of a square under the mouse', async () => {
    await vscode.hoverSquare(1, 2);
    await vscode.panel().locator('isb-grid .hover', { hasText: 'tok/s' }).first().waitFor();
    await vscode
      .panel()
      .locator('isb-grid .hover', { hasText: /got \S/ })
      .first()
      .waitFor();
  });

  it('opens a test by a click, goes to its neighbors, and closes by Escape', async () => {
    await vscode.clickSquare(1, 0);
    await modal()
      .getByRole('heading', { name: /^#1 simulated~steady/ })
      .waitFor();
    for (const title of ['Input prompt', 'Model response', 'Expected', /^Got/]) {
      assert.notEqual((await modal().getByLabel(title).innerText()).trim(), '', String(title));
    }
    assert.notEqual((await modal().getByLabel('Values of this prompt').innerText()).trim(), '');
    assert.match(await modal().locator('dl').innerText(), /tok\/s[\s\S]*TTFT[\s\S]*total[\s\S]*load/);
    await vscode.screenshot('test-modal');
    await vscode.page.keyboard.press('ArrowRight');
    await modal()
      .getByRole('heading', { name: /^#2 simulated~steady/ })
      .waitFor();
    await vscode.page.keyboard.press('ArrowDown');
    await modal()
      .getByRole('heading', { name: /^#2 simulated~hasty/ })
      .waitFor();
    await vscode.page.keyboard.press('Escape');
    await modal().waitFor({ state: 'hidden' });
  });

  it('closes the modal by Close, which is Cancel, and by its backdrop', async () => {
    await vscode.clickSquare(0, 0);
    await modal().getByRole('button', { name: 'Cancel' }).click();
    await modal().waitFor({ state: 'hidden' });
    await vscode.clickSquare(0, 0);
    await modal().waitFor();
    // The backdrop covers the page, so a click on the page is one on the backdrop.
    await vscode
      .panel()
      .locator('body')
      .click({ position: { x: 3, y: 3 }, force: true });
    await modal().waitFor({ state: 'hidden' });
  });

  it('shows the prompt', async () => {
    await button('Show Prompt').click();
    const dialog = vscode.panel().locator('isb-prompt-dialog dialog');
    await dialog.getByText('{{').first().waitFor();
    await vscode.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('comes back after a window reload', async () => {
    const before = await vscode.squares();
    await vscode.reload();
    assert.deepEqual(await vscode.waitForFinishedRun(), before);
  });

  it('goes back to the drop zone, replays a dropped report, and refuses what is neither benchmark nor report', async () => {
    const [run] = await readdir(path.join(vscode.folder, 'runs'));
    const report = await readFile(path.join(vscode.folder, 'runs', run!, 'report.json'), 'utf8');
    const before = await vscode.squares();
    await button('New Bench').click();
    await vscode
      .panel()
      .getByRole('heading', { name: /Drag & drop a benchmark/ })
      .waitFor();
    await vscode.screenshot('drop-zone');
    await vscode
      .panel()
      .getByRole('button', { name: /^Run .*\.yaml$/ })
      .first()
      .waitFor();
    await vscode
      .panel()
      .getByRole('button', { name: /^Back to / })
      .click();
    assert.deepEqual(await vscode.waitForFinishedRun(), before);
    await button('New Bench').click();
    await button('JSON extraction').first().click();
    assert.deepEqual(await vscode.waitForFinishedRun(), before);
    await button('New Bench').click();
    await vscode
      .panel()
      .getByRole('heading', { name: /Drag & drop a benchmark/ })
      .waitFor();
    await vscode.dropFile('notes.json', '{"not": "a report"}');
    await vscode.panel().getByRole('alert').filter({ hasText: 'not a benchmark report' }).waitFor();
    await vscode.dropFile('report.json', report);
    assert.deepEqual(await vscode.waitForFinishedRun(), before);
    await vscode.clickSquare(0, 0);
    await modal().getByText('not recorded').first().waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('opens the sample data from an empty panel', async () => {
    await vscode.runCommand('Iso Speed Bench: Open Iso Speed Bench');
    await button('Or use sample data').click();
    const rows = await vscode.waitForFinishedRun();
    assert.equal(rows.length, 5);
  });
});
