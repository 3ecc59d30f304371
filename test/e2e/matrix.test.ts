// Comparing many models, as a person does it: which prompts fail everywhere, which model is best, what went wrong next. On the review page of a
// prepared run.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runFiles } from '../../src/core/runFolder/runFolderPaths';
import { importedManifest } from '../../src/core/run/runManifest';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import { distDirectory } from '../unit/core/run/engineFixture';
import { cells, events, failures, focused, hard, models, names, picture, run } from './eightModels';
import { eventually } from './eventually';
import { usingQuietPage } from './usingQuietPage';

describe('the matrix of a run with many models', () => {
  const page = usingQuietPage({ width: 1440, height: 900 });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'isb-matrix '));
    await writeFile(path.join(folder, runFiles.events), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await writeFile(
      path.join(folder, runFiles.manifest),
      JSON.stringify(importedManifest(run, '2026-11-21T17:45:03.000+00:00')),
    );
    await writeReviewPage(folder, distDirectory);
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    await page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}#squares`);
    // Until the cells know their width no key does anything in them, and until the rest has come none opens a test.
    await cells(page).getByRole('gridcell').waitFor();
    await page.getByRole('button', { name: 'Replay Bench' }).waitFor();
  });

  const show = (filter: string): Promise<void> => page.getByRole('radio', { name: filter, exact: true }).click();
  const shows = <T>(read: () => Promise<T>, wanted: T): Promise<void> =>
    eventually(async () => assert.deepEqual(await read(), wanted));
  const showsCount = (wanted: RegExp): Promise<void> =>
    eventually(async () => assert.match(await page.locator('isb-view-bar .stepper [role=status]').innerText(), wanted));
  const column = async (): Promise<number> => (await focused(page)).column;

  it('is what many models are shown as, prompt k in column k, with how many failed it above', async () => {
    const signs = { correct: '#', incorrect: 'x', error: '!', not_run: '.' };
    const lines = run.models.map(({ tests }) => tests.map(({ verdict }) => signs[verdict]).join(''));
    assert.equal(lines.length, models);
    await shows(() => picture(page), lines);
    const counted = run.prompts.map(
      (_, place) => run.models.filter(({ tests }) => tests[place]!.verdict !== 'correct').length,
    );
    for (const prompt of hard) assert.equal(counted[prompt - 1], models);
    await shows(() => failures(page), counted);
  });

  it('shows the prompts that fail everywhere by one click, and goes from one to the next', async () => {
    await show('all wrong');
    await showsCount(/\/4$/);
    const next = page.getByRole('button', { name: 'Next prompt that stands out' });
    for (const prompt of hard) {
      await next.click();
      await shows(column, prompt - 1);
    }
    await showsCount(/^4\/4$/);
    await show('errors');
    const errors = run.prompts.filter((_, at) => run.models.some(({ tests }) => tests[at]!.verdict === 'error'));
    await showsCount(new RegExp(`/${errors.length}$`));
  });

  it('sorts models by the heads of their figures, in the table of all figures and in the rows alike', async () => {
    const areSorted = (compare: (one: number, other: number) => number): Promise<void> =>
      eventually(async () => {
        const shown = (await page.locator('isb-matrix td.accuracy_percent').allInnerTexts()).map(parseFloat);
        assert.equal(shown.length, models);
        assert.deepEqual(shown, [...shown].sort(compare));
      });
    const head = page.locator('isb-matrix').getByRole('button', { name: 'acc' });
    await head.click();
    await areSorted((a, b) => b - a);
    const sorted = await names(page);
    await page.getByRole('radio', { name: 'Rows' }).click();
    await shows(() => page.locator('isb-model-row .end-kept').allTextContents(), sorted);
    await page.locator('isb-figures:visible summary').click();
    await page
      .locator('isb-figures:visible')
      .getByRole('button', { name: /accuracy/ })
      .click();
    await page.getByRole('radio', { name: 'Matrix' }).click();
    // The table sorts by the same column, and the other way round.
    await areSorted((a, b) => a - b);
  });

  it('shows the first figures of each row, and all of them for every model by one click', async () => {
    await page.getByRole('radio', { name: 'Rows' }).click();
    const row = page.getByRole('region', { name: 'ollama~llama3.2', exact: true });
    await row.getByText('avg. total').waitFor();
    await row.getByText('cost / correct').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'All figures of all models' }).first().click();
    await row.getByText('cost / correct').waitFor();
    await page.getByRole('button', { name: 'Fewer figures of all models' }).first().click();
    await row.getByText('cost / correct').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Matrix' }).click();
  });

  it('has all that may stand out in one line in the narrowest panel', async () => {
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height: 800 });
    const tops = await page
      .getByRole('radiogroup', { name: 'Prompts that stand out' })
      .getByRole('radio')
      .evaluateAll((found) => found.map((one) => Math.round(one.getBoundingClientRect().top)));
    assert.deepEqual([tops.length > 3, new Set(tops).size], [true, 1]);
    await page.setViewportSize(size);
  });

  it('hides, pins and moves models, and counts only those that are shown', async () => {
    const all = await names(page);
    await page.getByRole('button', { name: `Models: ${models} of ${models}` }).click();
    await page.getByLabel(`Show ${all[0]}`, { exact: true }).click();
    await page.getByLabel(`Keep ${all[5]} on top`).click();
    await page.getByLabel(`Move ${all[7]} up`).click();
    await page.keyboard.press('Escape');
    await shows(() => names(page), [all[5]!, all[1]!, all[2]!, all[3]!, all[4]!, all[7]!, all[6]!]);
    await shows(async () => (await failures(page))[hard[0]! - 1], models - 1);
    await page.getByText(`failed by (of ${models - 1})`).waitFor();
  });

  it('goes to the next wrong and the next error by a key, to the models beside by the arrows, and opens the test', async () => {
    const lines = await picture(page);
    const all = lines.join('');
    await cells(page).getByRole('gridcell').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('e');
    const placeOf = (at: number): { line: number; column: number } => ({ line: Math.floor(at / 60), column: at % 60 });
    const error = all.indexOf('!');
    await shows(() => focused(page), placeOf(error));
    await page.keyboard.press('n');
    const next = placeOf(all.slice(error + 1).search(/[x!]/) + error + 1);
    await shows(() => focused(page), next);
    await page.keyboard.press('ArrowDown');
    await shows(() => focused(page), { line: next.line + 1, column: next.column });
    await page.keyboard.press('Enter');
    const modal = page.getByRole('dialog');
    await modal
      .getByText(`#${next.column + 1}`)
      .first()
      .waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
    // Closing gives the focus to the square of the test that was shown last.
    await shows(() => focused(page), next);
  });

  it('finds prompts by number and by words', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('#23');
    await page.keyboard.press('Enter');
    await shows(column, 22);
    await showsCount(/^1\/1$/);
    await page.getByRole('searchbox').fill('no prompt says this');
    await showsCount(/^none$/);
  });

  it('has the prompts of a tag beside each other by one click, and shows the same of each', async () => {
    const inFile = await failures(page);
    const group = page.getByRole('checkbox', { name: 'Group by tag' });
    await group.click();
    const [odd, even] = [0, 1].map((rest) => inFile.filter((_, at) => at % 2 === rest));
    await shows(() => failures(page), [...odd!, ...even!]);
    await group.click();
    await shows(() => failures(page), inFile);
  });

  it('lists the prompts, those first that nobody answered correctly, and only those that are looked for', async () => {
    await page.getByRole('radio', { name: 'Prompts' }).click();
    const beginWith = (...numbers: string[]): Promise<void> =>
      shows(async () => (await page.locator('isb-prompts td.index').allInnerTexts()).slice(0, numbers.length), numbers);
    await beginWith('#6', '#23', '#40', '#57');
    assert.equal(await page.locator('isb-prompts td.score').first().innerText(), `0/${models}`);
    const { prompts } = run;
    await show('all wrong');
    await page.getByText('4 of 60 prompts').waitFor();
    await shows(() => page.locator('isb-prompts td.index').allInnerTexts(), ['#6', '#23', '#40', '#57']);
    await show('all');
    await page.keyboard.press('/');
    await page.keyboard.type(prompts[22]!.label);
    await page.getByText(/^1 of 60 prompts$/).waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'Sort prompts by' }).click();
    await page.getByRole('option', { name: 'Number' }).click();
    await beginWith('#1', '#2', '#3');
    await page.locator('isb-prompts tr.item').first().focus();
    await page.keyboard.press('End');
    await page.locator('isb-prompts tr.item:focus').getByText('#60', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.locator('isb-prompt-answers').getByRole('dialog');
    await shows(() => dialog.getByRole('listitem').count(), models);
    await page.keyboard.press('ArrowLeft');
    await dialog.getByRole('heading', { name: `#59 ${prompts[58]!.label}` }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('isb-prompts tr.item:focus').getByText('#59', { exact: true }).waitFor();
  });

  it('draws its map once, whatever part of a pixel it is wide', async () => {
    await page.setViewportSize({ width: 700, height: 900 });
    for (const width of [690.2, 690.4, 690.6, 690.8]) {
      await page.getByRole('radio', { name: 'Rows' }).click();
      await page.locator('isb-matrix-map').waitFor({ state: 'detached' });
      await page.locator('isb-run-models').evaluate((element, px) => (element.style.width = `${px}px`), width);
      const drawn = await page.evaluateHandle(countDrawnMaps);
      await page.getByRole('radio', { name: 'Matrix' }).click();
      await page.locator('isb-matrix-map').waitFor();
      await page.evaluate(twoFrames);
      assert.equal(await drawn.evaluate(({ stop }) => stop()), 1, `${width} px`);
    }
  });

  it('lights up in a replay, the counts with it', async () => {
    await page.getByRole('button', { name: 'To the start' }).click();
    await eventually(async () => assert.match((await picture(page)).join(''), /^[.~]+$/));
    await shows(() => failures(page), Array<number>(60).fill(0));
    await page.getByRole('button', { name: 'Flash' }).click();
    await shows(async () => (await failures(page))[hard[3]! - 1], models);
  });
});

/** Runs inside the page. */
function countDrawnMaps(): { stop(): number } {
  const { getContext } = HTMLCanvasElement.prototype;
  let count = 0;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
    const root = this.getRootNode();
    if (root instanceof ShadowRoot && root.host.localName === 'isb-matrix-map') count++;
    return Reflect.apply(getContext, this, args) as null;
  };
  return {
    // A method, not a function of a name: what loads the tests would call a helper of its own, which the page has not.
    stop() {
      HTMLCanvasElement.prototype.getContext = getContext;
      return count;
    },
  };
}

/** Runs inside the page: what is told of a size comes in the frame after it. */
function twoFrames(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
