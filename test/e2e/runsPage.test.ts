// The page of a runs folder as a reviewer gets it: opened from disk in a plain browser, no server, no network, no VS Code.

import assert from 'node:assert/strict';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runBenchmark } from '../../src/core/run/runBenchmark';
import { writeRunsPage } from '../../src/core/runFolder/writeRunsPage';
import { distDirectory, EngineFixture, never, recorder } from '../unit/core/run/engineFixture';
import { usingQuietPage } from './usingQuietPage';

describe('the page of a runs folder', () => {
  const page = usingQuietPage({ width: 1200, height: 700 });
  const hostile = `<img src=x onerror=alert(1)> #1 100%`;
  let fixture: EngineFixture;
  let folder: string;

  before(async () => {
    fixture = await EngineFixture.make();
    folder = await mkdtemp(path.join(tmpdir(), 'isb-runs #1 '));
    for (const [name, model] of [
      ['first', 'simulated~swift'],
      [hostile, 'simulated~steady'],
    ] as const) {
      const prompts = ['one', 'two'].map((word) => ({ word, expectation: word }));
      const request = fixture.request({ models: [model], prompts }, {});
      const { runDirectory } = await runBenchmark(request, recorder(), never);
      await rename(runDirectory, path.join(folder, name));
    }
    await writeRunsPage(folder, distDirectory);
  });
  after(async () => {
    await fixture.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  const rows = () => page.getByRole('grid', { name: 'Runs' }).locator('tr.item');
  beforeEach(() => page.goto(pathToFileURL(path.join(folder, 'index.html')).href));

  it('lists the runs, filters them by model, and opens one by a link to its own page', async () => {
    await page.getByText('2 runs', { exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add Folder' }).count(), 0);
    await page.locator('isb-filter-bar').getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: 'simulated~steady', exact: true }).click();
    await page.getByText('1 of 2 runs', { exact: true }).waitFor();
    await rows().first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Say it', level: 1 }).waitFor();
    assert.ok(decodeURIComponent(page.url()).endsWith(`${hostile}/index.html`), page.url());
    await page.goBack();
    await page.getByText('2 runs', { exact: true }).waitFor();
    await rows().first().press('Enter');
    await page.getByRole('heading', { name: 'Say it', level: 1 }).waitFor();
  });

  it('shows the trend of a benchmark', async () => {
    await page.getByRole('button', { name: 'Trend', exact: true }).click();
    await page.getByRole('heading', { name: 'Trend' }).waitFor();
    await page.getByRole('button', { name: 'All Runs' }).click();
    await page.getByText('2 runs', { exact: true }).waitFor();
  });
});
