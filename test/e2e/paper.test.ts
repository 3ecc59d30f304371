// Pages on paper, where nobody scrolls.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { importedManifest } from '../../src/core/run/runManifest';
import { runFiles } from '../../src/core/runFolder/runFolderPaths';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import { foldRun } from '../../src/shared/run/foldRun';
import { recordedRun } from '../../webview-ui/dev/recordedRun';
import { distDirectory } from '../unit/core/run/engineFixture';
import { eventually } from './eventually';
import { usingDevPage } from './usingDevPage';
import { usingQuietPage } from './usingQuietPage';

describe('the compare page on paper', () => {
  const page = usingQuietPage({ width: 1200, height: 500 });
  const address = usingDevPage();

  it('has the squares of all models, also of those far below', async () => {
    await page.goto(`${address()}/compare?models=8&prompts=300`);
    const grids = page.locator('isb-difference-grid');
    await grids.first().locator('canvas').first().waitFor();
    const drawn = (): Promise<boolean[]> =>
      page
        .locator('isb-difference-grid canvas')
        .evaluateAll((all) => (all as HTMLCanvasElement[]).map(({ width }) => width > 0));
    assert.ok((await drawn()).includes(false), 'on the screen those far below are not drawn');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const onPaper = await drawn();
    assert.ok(onPaper.length >= (await grids.count()) && !onPaper.includes(false));
    assert.ok(
      (await grids
        .first()
        .locator('canvas')
        .first()
        .evaluate(({ clientWidth }) => clientWidth)) <= 680,
    );
  });
});

describe('the review page on paper', () => {
  const page = usingQuietPage({ width: 1200, height: 800 });
  let folder: string;

  before(async () => {
    const { events } = recordedRun({ models: 9, prompts: 100, slowness: 1, isPythonOpen: false });
    folder = await mkdtemp(path.join(tmpdir(), 'isb-paper '));
    await writeFile(path.join(folder, runFiles.events), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await writeFile(
      path.join(folder, runFiles.manifest),
      JSON.stringify(importedManifest(foldRun(events), '2026-11-21T17:45:03.000+00:00')),
    );
    await writeReviewPage(folder, distDirectory);
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  const open = (place: string): Promise<unknown> =>
    page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${place}`);

  it('has every square of every model, and what is folded up, and is a screen again afterwards', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open('#squares');
    await page.locator('isb-matrix-cells').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const grids = page.locator('isb-grid');
    assert.equal(await grids.count(), 9);
    const canvases = await page
      .locator('isb-grid canvas')
      .evaluateAll((all) =>
        (all as HTMLCanvasElement[]).map(({ width, height, clientWidth }) => ({ pixels: width * height, clientWidth })),
      );
    assert.ok(canvases.length >= 9 && canvases.every(({ pixels }) => pixels > 0), 'none is empty');
    const widest = Math.max(...canvases.map(({ clientWidth }) => clientWidth));
    assert.equal(await page.locator('details:not([open])').count(), 0);
    assert.equal(await page.locator('body').getAttribute('class'), 'vscode-light');
    assert.ok(widest > 500 && widest <= 680, `${widest} px`);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.locator('isb-matrix-cells').waitFor();
    assert.equal(await page.locator('isb-grid').count(), 0);
    assert.equal(await page.locator('body').getAttribute('class'), 'vscode-dark');
  });

  it('comes as a document of the browser, list of tests included', async () => {
    await open('#tests');
    await page.getByText('900 tests', { exact: true }).waitFor();
    const pdf = (await page.pdf()).toString('latin1');
    assert.ok((pdf.match(/\/Type \/Page\b/g) ?? []).length > 10);
    await page.locator('tr.item').first().waitFor();
    await eventually(async () =>
      assert.ok((await page.locator('tr.item').count()) < 100, 'afterwards only the rows that are seen are there'),
    );
  });
});
