// Pages that everybody can use: axe finds nothing on any page of ours, in any kind of theme. The review page from disk, and the pages inside of a real
// VS Code.

import assert from 'node:assert/strict';
import { mkdir, readFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';
import { runFiles } from '../../src/core/runFolder/runFolderPaths';
import { importedManifest } from '../../src/core/run/runManifest';
import { writeRunsPage } from '../../src/core/runFolder/writeRunsPage';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import { foldRun } from '../../src/shared/run/foldRun';
import { recordedRun } from '../../webview-ui/dev/recordedRun';
import { distDirectory } from '../unit/core/run/engineFixture';
import { usingWorkbench } from './driver';
import { showsSquares } from './showsSquares';
import { postedBy, usingDevPage } from './usingDevPage';
import { usingQuietPage } from './usingQuietPage';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Behind an open dialog all else is out of reach, the main part and its heading too. */
const beyondDialog = ['landmark-one-main', 'page-has-heading-one'];

/** What axe finds on a page, one line each; empty when all is well. */
async function violations(page: Page | FrameLocator, leftOut: readonly string[] = []): Promise<string[]> {
  const body = page.locator('body');
  await body.evaluate(await axe);
  const { violations: found } = await body.evaluate((_, rules): Promise<AxeResults> => {
    const { axe: inPage } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return inPage.run({ rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) });
  }, leftOut);
  return found.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}) x ${nodes.length}: ${nodes[0]!.target.flat().join(' ')}: ${nodes[0]!.failureSummary}`,
  );
}

const themes = [
  { name: 'light', media: { colorScheme: 'light', contrast: 'no-preference' } },
  { name: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference' } },
  { name: 'dark with high contrast', media: { colorScheme: 'dark', contrast: 'more' } },
  { name: 'light with high contrast', media: { colorScheme: 'light', contrast: 'more' } },
] as const;

describe('the review page for everybody', () => {
  const page = usingQuietPage({ width: 1300, height: 900 });
  let runs: string;
  let folder: string;

  before(async () => {
    const { events } = recordedRun({ models: 6, prompts: 60, slowness: 1, isPythonOpen: false });
    runs = await mkdtemp(path.join(tmpdir(), 'isb-everybody '));
    folder = path.join(runs, 'run');
    await mkdir(folder);
    await writeFile(path.join(folder, runFiles.events), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await writeFile(
      path.join(folder, runFiles.manifest),
      JSON.stringify(importedManifest(foldRun(events), '2026-11-21T17:45:03.000+00:00')),
    );
    await writeReviewPage(folder, distDirectory);
    await writeRunsPage(runs, distDirectory);
  });
  after(async () => {
    if (runs) await rm(runs, { recursive: true });
  });

  const show = (place: string): Promise<unknown> =>
    page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${place}`);

  for (const { name, media } of themes) {
    it(`has nothing that axe finds, ${name}`, async () => {
      await page.emulateMedia(media);
      await show('#overview');
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await violations(page), []);
      await show('#squares');
      await page.locator('isb-matrix-cells').waitFor();
      await page.locator('isb-figures:visible summary').click();
      await page.locator('isb-figures:visible table').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('radio', { name: 'Prompts' }).click();
      await page.locator('isb-prompts tr.item').first().waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('radio', { name: 'Rows' }).click();
      const grid = page.locator('isb-grid').first();
      await showsSquares(grid);
      await grid.getByRole('gridcell').press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Open Test Page' }).waitFor();
      assert.deepEqual(await violations(page, beyondDialog), []);
      await show('#tests');
      await page.getByRole('table', { name: 'Tests' }).waitFor();
      assert.deepEqual(await violations(page), []);
      await show(`#test/${encodeURIComponent('openai~gpt-4o')}/3`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await violations(page), []);
      await show('#nowhere');
      await page.getByRole('alert').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.goto(pathToFileURL(path.join(runs, 'index.html')).href);
      await page.getByRole('grid', { name: 'Runs' }).waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('button', { name: 'Trend', exact: true }).click();
      await page.getByRole('heading', { name: 'Trend' }).waitFor();
      assert.deepEqual(await violations(page), []);
    });
  }
});

describe('the pre-run sheet and a run in a narrow tab, for everybody', () => {
  const page = usingQuietPage({ width: 1300, height: 900 });
  const address = usingDevPage();

  for (const theme of ['light', 'dark', 'hc', 'hcLight']) {
    it(`has nothing that axe finds, and is used by keyboard, ${theme}`, async () => {
      await page.goto(`${address()}/sheet?theme=${theme}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('checkbox', { name: 'openai~gpt-4o' }).press('Space');
      await page.getByRole('button', { name: 'Run 5 of 6 Models' }).waitFor();
      await page.getByText('200 calls (5 models x 40 prompts)').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('button', { name: 'Set ANTHROPIC_API_KEY' }).press('Enter');
      await page.getByRole('button', { name: 'Run 5 of 6 Models' }).press('Enter');
      assert.deepEqual(await postedBy(page), [
        { type: 'ready' },
        { type: 'leaveOut', models: ['openai~gpt-4o'] },
        { type: 'setKey', keyVariable: 'ANTHROPIC_API_KEY' },
        { type: 'run' },
      ]);
      await page.goto(`${address()}/sheet?theme=${theme}&kind=problem`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await violations(page), []);
    });
  }

  it('fits into a narrow tab', async () => {
    await page.setViewportSize({ width: 400, height: 900 });
    await page.goto(`${address()}/sheet?theme=light`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });

  for (const errors of ['none', 'kinds', 'all'])
    it(`has the matrix in a narrow tab, below a line about the end that unfolds, errors: ${errors}`, async () => {
      await page.setViewportSize({ width: 400, height: 700 });
      await page.goto(
        `${address()}/?models=20&prompts=200&tags=3&theme=dark&errors=${errors}&reviews=${errors === 'all' ? 1 : 0}`,
      );
      await page.locator('isb-matrix-cells').waitFor();
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      );
      const begins = await page.locator('isb-matrix').evaluate((element) => element.getBoundingClientRect().top);
      if (errors === 'all') {
        // Why is above all else, and in full.
        const why = page.getByText('Nothing answers at 127.0.0.1:11434. Is the server running?');
        assert.ok(await why.evaluate((element) => element.scrollWidth <= element.clientWidth));
      }
      assert.ok(begins <= (errors === 'all' ? 420 : 350), `the matrix begins at ${begins} px`);
      // Unfolded, all that can be done next is seen as it is: nothing is cut off or waits outside of what is shown.
      await page.locator('.end summary').first().press('Enter');
      await page.getByRole('button', { name: 'Review Page' }).waitFor();
      const places = await page
        .locator('.end-strip .choices > *')
        .evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      assert.ok(
        places.length >= 4 && places.every(({ left, right }) => left >= 0 && right <= 400),
        JSON.stringify(places),
      );
      const kinds = await page
        .locator('.error-strip li')
        .evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().right));
      assert.ok(
        kinds.every((right) => right <= 400),
        kinds.join(),
      );
      assert.deepEqual(await violations(page), []);
    });
});

describe('the pages in VS Code for everybody', () => {
  const vscode = usingWorkbench({ folder: 'examples', settings: { 'isoSpeedBench.panel.layout': 'auto' } });

  it('have nothing that axe finds: drop zone, run panel, dialogs, test page, runs overview, trend, compare page', async () => {
    await vscode.runCommand('Open Iso Speed Bench');
    await vscode.panel().getByRole('button', { name: 'Choose File' }).waitFor();
    assert.deepEqual(await violations(vscode.panel()), []);
    for (let run = 0; run < 2; run++) {
      // Else the squares of the run before would be taken for those of this one.
      await vscode.runCommand('View: Close All Editors');
      await vscode.chooseInMenu('first-run.yaml', 'Run Iso Speed Bench');
      await vscode.waitForFinishedRun();
      await vscode.panel().getByRole('button', { name: 'Replay Bench' }).waitFor();
      await vscode.waitForEnd('First run: sums in words');
    }
    assert.deepEqual(await violations(vscode.panel()), []);
    await vscode.panel().getByRole('button', { name: 'Show Prompt' }).click();
    await vscode.panel().getByRole('dialog').getByRole('button', { name: 'Copy' }).waitFor();
    assert.deepEqual(await violations(vscode.panel(), beyondDialog), []);
    await vscode.page.keyboard.press('Escape');
    await vscode.panel().getByRole('radio', { name: 'Prompts' }).click();
    await vscode.panel().locator('isb-prompts tr.item').first().click();
    await vscode.panel().getByRole('dialog').getByRole('listitem').first().waitFor();
    assert.deepEqual(await violations(vscode.panel(), beyondDialog), []);
    await vscode.page.keyboard.press('Escape');
    await vscode.panel().getByRole('radio', { name: 'Matrix' }).click();
    await vscode.panel().getByRole('button', { name: 'Compare with Previous' }).click();
    await vscode.panel().locator('isb-compared-model').first().waitFor();
    await vscode.runCommand('View: Close Editor');
    await vscode.panel().locator('isb-matrix-cells').getByRole('gridcell').press('Enter');
    await vscode.panel().getByRole('dialog').getByRole('button', { name: 'Open Test Page' }).click();
    await vscode.panel().locator('isb-test-page h1').waitFor();
    assert.deepEqual(await violations(vscode.panel()), []);
    assert.equal((await readdir(path.join(vscode.folder, 'runs'))).length, 2);
    await vscode.runCommand('Open Runs Overview');
    await vscode.panel().getByRole('heading', { name: 'Runs', exact: true }).waitFor();
    assert.deepEqual(await violations(vscode.panel()), []);
    await vscode.panel().getByRole('button', { name: 'Trend', exact: true }).click();
    await vscode.panel().getByRole('heading', { name: 'Trend' }).waitFor();
    assert.deepEqual(await violations(vscode.panel()), []);
    await vscode.panel().getByRole('button', { name: 'All Runs' }).click();
    for (const place of [0, 1]) await vscode.panel().locator('.row-checkbox').nth(place).click();
    await vscode.panel().getByRole('button', { name: 'Compare Selected' }).click();
    await vscode
      .panel()
      .getByRole('heading', { name: /^Compare/ })
      .waitFor();
    await vscode.panel().locator('isb-compared-model').first().waitFor();
    assert.deepEqual(await violations(vscode.panel()), []);
  });
});
