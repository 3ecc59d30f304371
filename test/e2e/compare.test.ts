// Two runs of one benchmark, as a person compares them: a model that got one prompt wrong the second time, found and read in a few clicks.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import type { TestServer } from '../servers/testServer';
import { openWorkbench, type OpenWorkbench } from './driver';
import { eventually } from './eventually';

const words = ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'];
const benchmark = [
  'benchmark_name: Echo',
  'purpose: To be compared',
  'base_prompt: "Say {{word}}"',
  'evaluator: raw_string_evaluator',
  'models: [openai~gpt-4o, openai~gpt-4o-mini]',
  'prompts:',
  ...words.map((word) => `  - dynamic_variables: { word: ${word} }\n    expectation: ${word}`),
  '',
].join('\n');

describe('comparing runs in VS Code', () => {
  let vscode: OpenWorkbench;
  let server: TestServer;
  /** What the second version of the model says to *tres*. */
  let isSecond = false;

  /** The rows of a list are not in the document in the order in which they are seen: they are told apart by what they say. */
  const older = (): Locator => vscode.pane('Test Runs').getByRole('treeitem', { name: /^Echo, .* 100%/ });
  const newer = (): Locator => vscode.pane('Test Runs').getByRole('treeitem', { name: /^Echo, .* 83\.3%/ });
  const showsGrids = (wanted: string[]): Promise<void> =>
    eventually(async () => {
      const grids = vscode.panel().locator('isb-difference-grid');
      const pictures = await grids.evaluateAll((found) =>
        found.map((grid) => (grid as HTMLElement & { picture: string }).picture),
      );
      assert.deepEqual(pictures, wanted);
    });

  before(async () => {
    server = await startOpenAiServer({
      answer: (prompt) => {
        const word = prompt.replace('Say ', '').trim();
        return word === 'tres' && isSecond ? 'three' : word;
      },
    });
    vscode = await openWorkbench({
      folder: 'examples',
      files: { 'echo.yaml': benchmark },
      env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` },
    });
    for (const second of [false, true]) {
      isSecond = second;
      await vscode.chooseInMenu('echo.yaml', 'Run Iso Speed Bench');
      await vscode.waitForFinishedRun();
      await vscode.panel().getByRole('button', { name: 'Replay Bench' }).waitFor();
      await vscode.waitForEnd('Echo');
      await vscode.runCommand('View: Close All Editors');
    }
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await vscode.keepEvidence(this.currentTest.fullTitle());
  });
  after(async () => {
    await vscode?.close();
    await server?.close();
  });

  it('shows what got worse between two runs that are selected in the tree', async () => {
    await vscode.page.getByRole('tab', { name: 'Iso Speed Bench' }).click();
    await older().click();
    // A click also opens a run: its models come below it.
    await vscode
      .pane('Test Runs')
      .getByRole('treeitem', { name: /^openai~gpt-4o-mini/ })
      .waitFor();
    await newer().click({ modifiers: ['ControlOrMeta'] });
    await vscode.chooseFromMenu(() => newer().click({ button: 'right' }), 'Compare Selected Runs');
    const page = vscode.panel();
    await page.getByRole('heading', { name: 'Compare: Echo' }).waitFor();
    await page.getByRole('button', { name: '#3 tres' }).first().waitFor();
    await showsGrids(['##-###', '##-###']);
    const row = page
      .getByRole('table', { name: 'All models at a glance' })
      .getByRole('row', { name: /^openai~gpt-4o 100% → 83\.3% 1 0 could be chance \(p = 1\.00\)/ });
    await row.waitFor();
    // Away from the tree, whose hover would lie over the page.
    await row.hover();
    await vscode.screenshot('compare');
  });

  it('leads to both answers, and from there to both test pages beside each other', async () => {
    const page = vscode.panel();
    await page.getByRole('button', { name: '#3 tres' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('correct → incorrect').waitFor();
    const answers = dialog.getByRole('list', { name: 'Answers' }).getByRole('listitem');
    await answers.nth(1).waitFor();
    assert.deepEqual(await answers.locator('pre[aria-label="Model response"]').allInnerTexts(), ['tres', 'three']);
    await vscode.screenshot('compare-answers');
    await dialog.getByRole('button', { name: 'Open Test Pages' }).click();
    await vscode.page.locator('.tab', { hasText: '#3 openai~gpt-4o: Echo' }).nth(1).waitFor();
    await vscode.page.locator('.editor-group-container').nth(1).waitFor();
    const pages = vscode.page.locator('iframe.webview:visible');
    for (const at of [0, 1])
      await pages
        .nth(at)
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame()
        .getByRole('heading', { name: /#3/ })
        .first()
        .waitFor();
    await vscode.screenshot('compare-test-pages');
  });

  it('swaps the base, and is walked through with the keyboard', async () => {
    await vscode.runCommand('View: Close All Editors');
    // One alone is selected again.
    await newer().click();
    await vscode.chooseFromMenu(
      () => newer().click({ button: 'right' }),
      'Compare with Previous Run of This Benchmark',
    );
    const page = vscode.panel();
    await page.getByRole('button', { name: 'Swap Base' }).click();
    await page.getByRole('listitem').filter({ hasText: '1 better' }).first().waitFor();
    await showsGrids(['##+###', '##+###']);
    await page
      .getByRole('gridcell', { name: /^#1 uno, both correct/ })
      .first()
      .focus();
    await vscode.page.keyboard.press('ArrowRight');
    await vscode.page.keyboard.press('ArrowRight');
    await page.getByRole('gridcell', { name: '#3 tres, better: incorrect → correct' }).waitFor();
    await vscode.page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('1 of 1 better').waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('comes back after a window reload', async () => {
    await vscode.page.getByRole('tab', { name: /^Explorer/ }).click();
    await vscode.reload();
    const page = vscode.panel();
    await page.getByRole('heading', { name: 'Compare: Echo' }).waitFor();
    // With the base that was chosen.
    await showsGrids(['##+###', '##+###']);
  });

  it('compares what is selected in the runs overview, and shows the trend', async () => {
    await vscode.runCommand('View: Close All Editors');
    await vscode.runCommand('Iso Speed Bench: Open Runs Overview');
    const overview = vscode.panel();
    const boxes = overview.getByRole('grid', { name: 'Runs' }).getByRole('checkbox');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await overview.getByRole('button', { name: 'Compare Selected' }).click();
    await vscode.page.locator('.tab.active', { hasText: 'Compare: Echo' }).waitFor();
    await vscode.panel().getByRole('button', { name: '#3 tres' }).first().waitFor();
    await vscode.runCommand('View: Close Editor');
    await vscode.panel().getByRole('button', { name: 'Trend' }).click();
    const table = vscode.panel().getByRole('table', { name: 'openai~gpt-4o: all runs, oldest first' });
    await table.waitFor();
    assert.deepEqual(await table.locator('tbody tr td:nth-child(3)').allInnerTexts(), [
      '100% (61-100)',
      '83.3% (44-97)',
    ]);
    await vscode.screenshot('trend');
    await table.getByRole('button').last().click();
    await vscode.page.locator('.tab.active', { hasText: /Echo \d\d:\d\d/ }).waitFor();
  });
});
