// The page of a run folder as a reviewer gets it: opened from disk in a plain browser, no server, no network, no VS Code.

import assert from 'node:assert/strict';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runBenchmark } from '../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from '../unit/core/run/engineFixture';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import { eventually } from './eventually';
import { showsSquares } from './showsSquares';
import { usingQuietPage } from './usingQuietPage';

const prompts = ['one', 'two', 'three', 'four'].map((word) => ({ word, expectation: word }));

describe('the review page', () => {
  let fixture: EngineFixture;
  const page = usingQuietPage({ width: 1200, height: 800 });
  let folder: string;
  let moved: string;
  const requested: string[] = [];

  before(async () => {
    fixture = await EngineFixture.make();
    const server = await startOpenAiServer({
      answer: (prompt) => (prompt.endsWith('two') ? 'zwei <b>2</b>' : prompt.replace('Say ', '')),
      key: 'sk-test',
    });
    try {
      const environment = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` };
      const request = fixture.request(
        { models: ['openai~gpt-4o', 'openai~o3-mini:high', 'simulated~swift'], prompts },
        { environment, resultImages: true },
      );
      const { runDirectory } = await runBenchmark(request, recorder(), never);
      // Somewhere else, with another name that needs encoding, and read-only.
      folder = await mkdtemp(path.join(tmpdir(), 'isb-review-'));
      moved = path.join(folder, 'from a colleague #1 100%');
      await rename(runDirectory, moved);
      await chmod(moved, 0o555);
    } finally {
      await server.close();
    }
  });
  after(async () => {
    if (moved) await chmod(moved, 0o755);
    if (folder) await rm(folder, { recursive: true });
    await fixture.remove();
  });

  beforeEach(async () => {
    requested.length = 0;
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${pathToFileURL(path.join(moved, 'index.html')).href}`);
  });
  afterEach(() =>
    assert.deepEqual(
      requested.filter((url) => !url.startsWith('file:')),
      [],
      'nothing is asked of any network',
    ),
  );

  const tab = (name: string) => page.getByRole('navigation', { name: 'Parts of the run' }).getByRole('link', { name });

  it('shows the run at a glance', async () => {
    await page.getByRole('heading', { name: 'Say it', level: 1 }).waitFor();
    const models = page.locator('isb-review-overview table').first().locator('tbody tr');
    await models.nth(2).waitFor();
    assert.equal(await models.count(), 3);
    assert.match((await models.first().textContent()) ?? '', /gpt-4o[^]*75%/);
    assert.match((await page.locator('isb-review-overview .facts').textContent()) ?? '', /started from[^]*machine/);
  });

  it('leads from a model to its tests, and shows all figures of a model in a narrow window', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    const models = page.locator('isb-review-overview table.models');
    await models.waitFor();
    for (const width of [360, 800]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok(
        await models.evaluate(({ parentElement: room }) => room!.scrollWidth <= room!.clientWidth),
        `${width} px`,
      );
    }
    await models.getByRole('link', { name: 'openai~gpt-4o', exact: true }).click();
    await page.getByText('4 of 12 tests', { exact: true }).waitFor();
    await eventually(async () => assert.match(await page.title(), /^Tests, model=openai~gpt-4o · Say it · /));
  });

  it('replays the squares, and opens a test from its square', async () => {
    await tab('Squares').click();
    await page.getByRole('button', { name: 'Replay Bench' }).waitFor();
    const grid = page.locator('isb-grid').first();
    await showsSquares(grid, '#x##');
    assert.equal(await page.getByRole('button', { name: 'New Bench' }).count(), 0, 'nothing can be started here');
    await grid.getByRole('gridcell').press('ArrowRight');
    await page.keyboard.press('Enter');
    const modal = page.getByRole('dialog');
    await modal.getByText('zwei <b>2</b>').first().waitFor();
    await modal.getByRole('button', { name: 'Open Test Page' }).click();
    await page.getByRole('heading', { name: '#2 raw_string_evaluator' }).waitFor();
  });

  it('filters tests, goes to a test page and on to its neighbors', async () => {
    await tab('Tests').click();
    const table = page.getByRole('table', { name: 'Tests' });
    await page.getByText('12 tests', { exact: true }).waitFor();
    await page.locator('vscode-text-field').first().locator('input').fill('two');
    await page.getByText('3 of 12 tests', { exact: true }).waitFor();
    await page.locator('isb-filter-bar').getByRole('combobox', { name: 'Verdict' }).click();
    await page.getByRole('option', { name: 'incorrect', exact: true }).click();
    await page.getByRole('button', { name: 'verdict=incorrect' }).waitFor();
    await table.locator('tr.item').first().click();

    const testPage = page.locator('isb-test-page');
    await testPage.getByRole('heading', { name: '#2 raw_string_evaluator' }).waitFor();
    assert.match((await testPage.locator('.summary').textContent()) ?? '', /INCORRECT[^]*score 0[^]*OpenAI/);
    const picture = testPage.getByRole('img', { name: 'Result image' });
    await picture.waitFor();
    assert.ok(
      (await picture.evaluate((image) =>
        (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth),
      )) > 100,
      'the picture is loaded from beside the page',
    );
    await eventually(async () => assert.equal(await testPage.locator('isb-same-test .column').count(), 3));

    // Its neighbors are those of the list.
    await page.keyboard.press('ArrowRight');
    await testPage.getByText('openai~o3-mini:high', { exact: true }).waitFor();
    await testPage.getByRole('heading', { name: '#2 raw_string_evaluator' }).waitFor();
    await page.goBack();
    await testPage.getByRole('region', { name: 'This test' }).getByText('openai~gpt-4o', { exact: true }).waitFor();
    // Of all tests they are the model's.
    await page.evaluate(() => (window.location.hash = window.location.hash.replace(/\?.*/, '')));
    await testPage.getByText('1 of 2', { exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await testPage.getByRole('heading', { name: '#3 raw_string_evaluator' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await testPage.getByText('openai~o3-mini:high', { exact: true }).waitFor();
    await testPage.getByRole('button', { name: /Open the run|say-it/ }).click();
    await page
      .getByText('1 of 12 tests', { exact: true })
      .or(page.getByText('2 of 12 tests', { exact: true }))
      .waitFor();
  });

  it('opens what is kept of the test: pictures by relative links, words as documents', async () => {
    await page.evaluate(() => (window.location.hash = `#test/${encodeURIComponent('openai~o3-mini:high')}/1`));
    const testPage = page.locator('isb-test-page');
    for (const [button, address, text] of [
      ['Open Result Image', /^file:.*\/result-images\/[^/]+\/[^/]+-0001\.png$/, null],
      ['Open Transcript', /^blob:/, '# '],
      ['Transcript JSON', /^blob:/, '"attempts": ['],
      ['Result JSON', /^blob:/, '"verdict": '],
      ['Reveal File', /^file:.*\/tests\/[^/]+\.jsonl$/, '"index":1,'],
    ] as const) {
      const opening = page.waitForEvent('popup');
      await testPage.getByRole('button', { name: button }).click();
      const popup = await opening;
      await popup.waitForURL(address);
      if (text !== null) assert.ok((await popup.locator('body').innerText()).includes(text), button);
      await popup.close();
    }
  });

  const go = (hash: string): Promise<string> => page.evaluate((to) => (window.location.hash = to), hash);
  const isAt = (hash: string | RegExp): Promise<void> =>
    page.waitForURL((url) => (typeof hash === 'string' ? url.hash === hash : hash.test(url.hash)));

  it('keeps filter and order in the address, which a colleague opens and the browser goes back and forward in', async () => {
    await tab('Tests').click();
    const rows = page.getByRole('table', { name: 'Tests' }).locator('tr.item');
    await page.getByText('12 tests', { exact: true }).waitFor();
    const head = page.getByRole('columnheader', { name: 'Total' });
    await head.getByRole('button').click();
    await head.and(page.locator('[aria-sort="descending"]')).waitFor();
    await page.locator('vscode-text-field').first().locator('input').pressSequentially('zwei');
    await page.getByText('2 of 12 tests', { exact: true }).waitFor();
    await isAt('#tests?q=zwei&sort=-total');
    assert.match((await rows.first().textContent()) ?? '', /incorrect[^]*two[^]*zwei <b>2<\/b>/);
    const sent = page.url();

    await page.goBack();
    await page.getByText('12 tests', { exact: true }).waitFor();
    // The letters of a text are one step.
    await isAt('#tests?sort=-total');
    await page.goForward();
    await page.getByText('2 of 12 tests', { exact: true }).waitFor();

    await page.goto('about:blank');
    await page.goto(sent);
    await page.getByText('2 of 12 tests', { exact: true }).waitFor();
    await head.and(page.locator('[aria-sort="descending"]')).waitFor();
    await rows.first().click();
    const testPage = page.locator('isb-test-page');
    await testPage.getByText('1 of 2', { exact: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await testPage.getByText('2 of 2', { exact: true }).waitFor();
    await isAt(/^#test\/[^/]+\/2\?q=zwei&sort=-total$/);
    await tab('Tests').click();
    await page.getByText('2 of 12 tests', { exact: true }).waitFor();
  });

  it('leads back to the row that a test was opened from', async () => {
    await tab('Tests').click();
    const row = page.getByRole('table', { name: 'Tests' }).locator('tr.item').nth(1);
    await row.press('Enter');
    await page.locator('isb-test-page').getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await row.and(page.locator(':focus')).waitFor();
  });

  it('copies where the browser has no clipboard for pages, as over plain http', async () => {
    await tab('Tests').click();
    await page.getByRole('table', { name: 'Tests' }).locator('tr.item').first().click();
    await page.evaluate(() => {
      Object.defineProperty(window, 'isSecureContext', { value: false });
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.addEventListener('copy', () =>
        Object.assign(window, { taken: (document.activeElement as HTMLTextAreaElement).value }),
      );
    });
    await page.locator('isb-test-page').getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await page.waitForFunction(() => 'taken' in window);
    assert.match(await page.evaluate(() => (window as unknown as { taken: string }).taken), /^#1 .*Input prompt:/s);
  });

  it('sorts the models by a head, and goes back to the order of the run', async () => {
    await tab('Overview').click();
    const models = page.locator('table.models');
    const accuracy = models.locator('thead th', { hasText: 'Accuracy' });
    const names = (): Promise<string[]> => models.locator('tbody a.tests[title]').allTextContents();
    await models.waitFor();
    const before = await names();
    const shares = async (): Promise<number[]> =>
      (await models.locator('td.accuracy b').allTextContents()).map((text) => parseFloat(text));
    const lowFirst = (await shares()).sort((one, other) => one - other);
    assert.ok(lowFirst[0]! < lowFirst[2]!, lowFirst.join(', '));
    for (const [direction, sorted] of [
      ['descending', lowFirst.toReversed()],
      ['ascending', lowFirst],
    ] as const) {
      await accuracy.getByRole('button').click();
      await accuracy.and(page.locator(`[aria-sort="${direction}"]`)).waitFor();
      assert.deepEqual(await shares(), sorted);
    }
    await accuracy.getByRole('button').click();
    await accuracy.and(page.locator('[aria-sort="none"]')).waitFor();
    assert.deepEqual(await names(), before);
  });

  it('says not that it has copied what the browser refused', async () => {
    await tab('Tests').click();
    await page.getByRole('table', { name: 'Tests' }).locator('tr.item').first().click();
    await page.evaluate(() => {
      Object.defineProperty(window, 'isSecureContext', { value: false });
      document.execCommand = () => false;
    });
    const copy = page.locator('isb-test-page').getByRole('button', { name: 'Copy', exact: true });
    await copy.click();
    await page.getByText('The browser does not let this page copy.').waitFor();
    await copy.waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copied' }).count(), 0);
  });

  it('says that it has copied once the browser has, however long it asks', async () => {
    await tab('Tests').click();
    await page.getByRole('table', { name: 'Tests' }).locator('tr.item').first().click();
    await page.evaluate(() => {
      Object.defineProperty(window, 'isSecureContext', { value: true });
      const writeText = (): Promise<void> =>
        new Promise((resolve) => window.addEventListener('allowed', () => resolve(), { once: true }));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    const copy = page.locator('isb-test-page').getByRole('button', { name: 'Copy', exact: true });
    await copy.click();
    // A frame later it would say so.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal(await page.getByRole('button', { name: 'Copied' }).count(), 0);
    await page.evaluate(() => window.dispatchEvent(new Event('allowed')));
    await page.getByRole('button', { name: 'Copied' }).waitFor();
  });

  it('says of an address what is not there, and leads on', async () => {
    await go('#test/nobody/7');
    await page.getByRole('alert').getByText('This run has no test #7 of nobody. It has no such model.').waitFor();
    await go(`#test/${encodeURIComponent('openai~gpt-4o')}/70`);
    await page.getByRole('alert').getByText('Its tests are #1 to #4.').waitFor();
    await go('#somewhere');
    await page.getByRole('alert').getByText('The address names no part of this page.').waitFor();
    await page.getByRole('link', { name: 'All tests' }).click();
    await page.getByText('12 tests', { exact: true }).waitFor();
    await go('#tests?v=wrong&v=incorrect');
    await page.getByText('This page does not know a part of the address, and left it out: v=wrong').waitFor();
    await page.getByRole('button', { name: 'verdict=incorrect' }).waitFor();
  });

  it('leads from a count of the overview to its tests', async () => {
    const models = page.locator('isb-review-overview table').first().locator('tbody tr');
    await models.first().getByRole('link', { name: '1', exact: true }).click();
    await page.getByText('1 of 12 tests', { exact: true }).waitFor();
    await isAt('#tests?model=openai%7Egpt-4o&v=incorrect');
  });
});
