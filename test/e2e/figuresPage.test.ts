// Figures, plots and trials as a reviewer sees them: the review page of a prepared run, from disk, under its own strict policy.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator } from 'playwright-core';
import { runFiles } from '../../src/core/runFolder/runFolderPaths';
import { importedManifest } from '../../src/core/run/runManifest';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import type { RunEvent, TestFinished } from '../../src/shared/run/events';
import { foldRun } from '../../src/shared/run/foldRun';
import { recordedRun } from '../../webview-ui/dev/recordedRun';
import { recordedConditions, withTrials } from '../../webview-ui/dev/recordedTrials';
import { distDirectory } from '../unit/core/run/engineFixture';
import { eventually } from './eventually';
import { showsSquares } from './showsSquares';
import { usingQuietPage } from './usingQuietPage';

const trials = 5;
const events = withTrials(recordedRun({ models: 6, prompts: 60, slowness: 1, isPythonOpen: false }).events, trials).map(
  tagged,
);

/** Three tags, and prompts with two of them. */
function tagged(event: RunEvent): RunEvent {
  if (event.type !== 'runStarted') return event;
  const tags = [['geo'], ['hard'], ['geo', '地图'], undefined];
  return {
    ...event,
    prompts: event.prompts.map((prompt, position) => ({
      ...prompt,
      ...(tags[position % tags.length] ? { tags: tags[position % tags.length]! } : {}),
    })),
  };
}

type Grid = HTMLElement & { rectOf(position: number): DOMRect };

describe('figures and plots on the review page', () => {
  const page = usingQuietPage({ width: 1300, height: 900 });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'isb-figures '));
    await writeFile(path.join(folder, runFiles.events), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await writeFile(
      path.join(folder, runFiles.manifest),
      JSON.stringify({
        ...importedManifest(foldRun(events), '2026-11-21T17:45:03.000+00:00'),
        ...recordedConditions('noisy', trials),
        mode: 'speed',
      }),
    );
    await writeReviewPage(folder, distDirectory);
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    // A page from disk may not write to the clipboard in every browser; what it writes is kept here.
    await page.addInitScript({
      content:
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });",
    });
  });

  const show = (place: string): Promise<unknown> =>
    page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${place}`);
  const figures = (): Locator => page.locator('isb-figures:visible');
  const cells = async (row: number): Promise<string[]> =>
    (await figures().locator('tbody tr').nth(row).locator('th, td').allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, ' '),
    );

  it('shows how right and how fast each model is by tag', async () => {
    await show('#overview');
    const table = page.getByRole('region', { name: 'Figures by tag' }).locator('table');
    await table.waitFor();
    const heads = (await table.locator('thead th').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    assert.deepEqual(heads, ['Model', 'geo 30 tests', 'hard 15 tests', '地图 15 tests']);
    assert.equal(await table.locator('tbody th').count(), 6);
    for (const cell of await table.locator('tbody td').allInnerTexts())
      assert.match(cell, /^(\d+(\.\d)?%|n\/a) (\d.* m?s|n\/a)$/);
    assert.equal(await table.locator('tbody td').count(), 18);
  });

  it('says how the run was made, and unfolds why it is not iso', async () => {
    await show('#overview');
    const strip = page.getByRole('group', { name: 'How the run was made' });
    await strip.getByText('speed mode').waitFor();
    await strip.getByText('our clock late by 34 ms (p95), at most 412 ms; at most 50 in flight; 1 retry').waitFor();
    const reason = strip.getByText(
      'not iso because temperature was 0 for openai~gpt-4o, ollama~llama3.2 and 1 for openai~o3-mini:high',
    );
    assert.equal(await reason.isVisible(), false);
    await strip.getByText('not iso: 3 things were not equal').click();
    await reason.waitFor();
    assert.match(
      (await page.locator('.facts').textContent()) ?? '',
      /trials\s*5 trials of each prompt[^]*not iso: 3 things[^]*clock and requests\s*our clock late/,
    );
  });

  it('draws nothing until it is unfolded, then has the figures of the events', async () => {
    await show('#squares');
    await page.getByText('Figures and plots').waitFor();
    assert.equal(await page.locator('isb-plots').count(), 0);
    await figures().locator('summary').click();
    await figures().locator('table').waitFor();
    const header = (await figures().locator('thead th').allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, ' ').trim(),
    );
    assert.deepEqual(header, [
      ...[
        'Model',
        'n judged',
        'accuracy %',
        'TTFT p50 ms',
        'TTFT p90 ms',
        'TTFT p95 ms',
        'total p50 ms',
        'total p95 ms',
        'decode p50 tok/s',
        'time / correct ms',
        'cost / correct USD',
      ],
      ...[
        'pass@1 %',
        'pass@5 %',
        'all 5 %',
        'unstable prompts',
        'errors',
        'from cache tests',
        'warm-up ms',
        'warm-up load ms',
      ],
    ]);
    const judged = finishedOf('openai~gpt-4o').filter(({ verdict }) => verdict !== 'error');
    const ttfts = judged.map(({ timings }) => timings.ttft!).sort((a, b) => a - b);
    const correct = judged.filter(({ verdict }) => verdict === 'correct').length;
    const row = await cells(0);
    assert.equal(row[0], 'openai~gpt-4o');
    assert.equal(row[1], `${judged.length} of 60`);
    assert.match(row[2]!, new RegExp(`^${((correct / judged.length) * 100).toFixed(1)} \\(\\d+-\\d+\\)$`));
    assert.equal(row[3], String(Math.round(ttfts[Math.ceil(0.5 * ttfts.length) - 1]!)));
    assert.equal(row[5], String(Math.round(ttfts[Math.ceil(0.95 * ttfts.length) - 1]!)));
    assert.equal(row[9], String(Math.round(judged.reduce((sum, { timings }) => sum + timings.total!, 0) / correct)));
    assert.equal(row[11], ((correct / judged.length) * 100).toFixed(1));
    assert.equal((await cells(5))[10], 'n/a', 'no price is known');
    assert.equal((await cells(3))[17], 'failed', 'the warm-up call');
    assert.equal((await cells(1))[18], '1,840', 'cold start');
  });

  it('sorts by a column, and copies the table as CSV', async () => {
    await show('#overview');
    await figures().locator('summary').click();
    const sort = figures().getByRole('button', { name: 'time / correct' });
    await sort.click();
    await figures().locator('th[aria-sort="ascending"]').waitFor();
    const ascending = await titles();
    await sort.click();
    await eventually(async () => assert.deepEqual(await titles(), [...ascending].reverse()));
    await sort.click();
    await eventually(async () => assert.equal((await titles())[0], 'openai~gpt-4o', 'as in the run'));
    await figures().getByRole('button', { name: 'Copy as CSV' }).click();
    await figures().getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied);
    assert.match(copied, /^model,judged,tests,[^]*\r\nopenai~gpt-4o,60,60,58,96\.666/);
    assert.equal(copied.trimEnd().split('\r\n').length, 7);
  });

  it('draws both plots, of all models and of one, against time and against cost', async () => {
    await show('#overview');
    await figures().locator('summary').click();
    const histogram = page.getByRole('region', { name: /^How total spreads/ });
    const pareto = page.getByRole('region', { name: 'Pareto plot' });
    await histogram.locator('canvas').waitFor();
    for (const plot of [histogram, pareto])
      await eventually(async () => assert.ok((await inked(plot)) > 500, 'something is drawn'));
    const names = (await histogram.getByRole('img').getAttribute('aria-label'))!.replace(/^.* tests of (.*);.*$/, '$1');
    assert.equal(names.split(', ').length, 6);
    await pareto.getByRole('img', { name: /^Accuracy against time, 6 models\. Nobody beats in both: / }).waitFor();
    await histogram.getByRole('combobox').nth(1).click();
    await page.getByRole('option', { name: 'ollama~llama3.2', exact: true }).click();
    await histogram.getByRole('img', { name: /judged tests of ollama~llama3\.2; / }).waitFor();
    await histogram.getByRole('combobox').first().click();
    await page.getByRole('option', { name: 'TTFT', exact: true }).click();
    await page
      .getByRole('region', { name: 'How TTFT spreads' })
      .getByRole('img', { name: /Histogram of TTFT, judged tests of ollama~llama3\.2/ })
      .waitFor();
    await pareto.getByRole('combobox').click();
    await page.getByRole('option', { name: /^cost/ }).click();
    await pareto.getByText('accounts/fireworks/models/deepseek-v3p1 (cost not known)').waitFor();
    // A plot has the size of its place, also after that has changed.
    await page.setViewportSize({ width: 420, height: 900 });
    await page.waitForFunction(
      (element) => element!.getBoundingClientRect().width <= 420,
      await pareto.locator('.uplot').elementHandle(),
    );
  });

  it('shows trials as slices of one square, to the pointer and to the keyboard', async () => {
    await show('#squares');
    await page.getByRole('radio', { name: 'Rows' }).click();
    const grid = page.locator('isb-grid').first();
    await grid.waitFor();
    const expected = finishedOf('openai~gpt-4o').map(
      ({ verdict }) => ({ correct: '#', incorrect: 'x', error: '!' })[verdict],
    );
    const squares = Array.from(
      { length: 12 },
      (_, square) => `[${expected.slice(square * trials, (square + 1) * trials).join('')}]`,
    );
    await showsSquares(grid, squares.join(''));

    const cell = grid.getByRole('gridcell');
    await cell.focus();
    await page.keyboard.press('ArrowRight');
    const isOn = (name: RegExp): Promise<void> =>
      grid.getByRole('gridcell', { name }).and(page.locator(':focus')).waitFor();
    await isOn(/^#2 trial 1\/5 openai~gpt-4o correct, .*; 5 of 5 correct$/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await isOn(/^#2 trial 3\/5/);
    await page.keyboard.press('ArrowRight');
    await isOn(/^#3 trial 3\/5/);

    const slice = await grid.evaluate((element) => {
      const { x, y, width, height } = (element as Grid).rectOf(18);
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.move(slice.x, slice.y);
    await grid.locator('.hover', { hasText: /^\s*#4 trial 4\/5 [^]*queue [^]*decode / }).waitFor();
    await page.mouse.click(slice.x, slice.y);
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: /#4 trial 4\/5 openai~gpt-4o/ })
      .waitFor();
  });

  const titles = (): Promise<string[]> => figures().locator('tbody th').allInnerTexts();
});

function finishedOf(model: string): TestFinished[] {
  return events
    .filter((event: RunEvent): event is TestFinished => event.type === 'testFinished' && event.model === model)
    .sort((a, b) => a.index - b.index);
}

/** How many pixels of a plot are not empty. */
function inked(plot: Locator): Promise<number> {
  return plot.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) count++;
    return count;
  });
}
