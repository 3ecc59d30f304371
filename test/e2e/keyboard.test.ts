// Where the keyboard is while pages change under it: with its run, its model, its button, and never nowhere.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ListedRunRow } from '../../src/shared/protocols/overviewProtocol';
import { eventually } from './eventually';
import { postedBy, usingDevPage } from './usingDevPage';
import { usingQuietPage } from './usingQuietPage';

describe('the keyboard on our pages', () => {
  const address = usingDevPage();
  const page = usingQuietPage({ width: 1200, height: 700 });

  /** What has the focus, through all shadow roots: its tag and what is said of it. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return `${element?.localName} ${element?.getAttribute('aria-label') ?? element?.textContent.trim().replace(/\s+/g, ' ')}`;
    });

  const isOn = (wanted: RegExp | string): Promise<void> =>
    eventually(async () => {
      const now = await focused();
      assert.ok(typeof wanted === 'string' ? now === wanted : wanted.test(now), now);
    });

  describe('in the runs overview', () => {
    const rows = () => page.locator('tr.item');

    beforeEach('show forty runs, and keep what the host says of them', async () => {
      await page.addInitScript(() =>
        window.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type === 'runsListed') Object.assign(window, { lastListed: data });
        }),
      );
      await page.goto(`${address()}/overview?runs=40`);
      await rows().first().waitFor();
    });

    it('stays with its run when another one comes, and opens and deletes that one', async () => {
      await rows().first().press('ArrowDown');
      await rows().nth(1).press('ArrowDown');
      await rows().nth(2).and(page.locator(':focus')).waitFor();
      const own = await focused();
      const id = await page.evaluate(() => {
        const { lastListed } = window as unknown as { lastListed: { runs: ListedRunRow[] } };
        const runs = [...lastListed.runs].sort((a, b) =>
          (b.summary?.startedAt ?? '').localeCompare(a.summary?.startedAt ?? ''),
        );
        const newest = structuredClone(runs[0]!);
        newest.id = 'new';
        newest.summary!.startedAt = '2027-01-01T10:00:00.000+00:00';
        window.postMessage({ ...lastListed, runs: [newest, ...lastListed.runs] });
        return runs[2]!.id;
      });
      await page.getByText('41 runs').waitFor();
      await isOn(own);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Delete');
      await page.getByText('39 runs').waitFor();
      assert.deepEqual((await postedBy(page)).slice(-2), [
        { type: 'openRun', id },
        { type: 'deleteRun', id },
      ]);
      // The row that has taken its place.
      await isOn(/^tr /);
    });

    it('reaches a row with Tab wherever the list is scrolled to', async () => {
      await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
      await rows().filter({ hasText: 'Oct 2026' }).last().waitFor();
      const stops = page.locator('tr.item[tabindex="0"]');
      await stops.waitFor();
      assert.equal(await stops.count(), 1);
    });

    it('goes to the next chip when a part of the filter is cleared, after the last one to the text', async () => {
      const bar = page.locator('isb-filter-bar');
      for (const [name, option] of [
        ['Verdict', 'error'],
        ['Review', 'unreviewed'],
      ] as const) {
        await bar.getByRole('combobox', { name }).click();
        await page.getByRole('option', { name: option, exact: true }).click();
      }
      await bar.getByRole('button', { name: 'verdict=error' }).press('Enter');
      await bar.getByRole('button', { name: 'review=unreviewed' }).and(page.locator(':focus')).press('Enter');
      await bar.locator('input:focus').waitFor();
    });

    it('is where it was when a failure is dismissed', async () => {
      await page.goto(`${address()}/overview?runs=40&fail=1`);
      const third = rows().nth(2);
      await third.press('Enter');
      await page.getByRole('alert').getByText('The run folder was moved or deleted.').waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
      await third.and(page.locator(':focus')).waitFor();
    });

    it('is on the way back when the trend is shown, and on the way there when it was left', async () => {
      await page.getByRole('button', { name: 'Trend', exact: true }).press('Enter');
      await page.getByRole('heading', { name: 'Trend' }).waitFor();
      await page.locator('isb-trend vscode-button:focus').press('Enter');
      await page.locator('.to-trend vscode-button:focus').waitFor();
    });
  });

  describe('in the run panel', () => {
    it('goes with a model that is moved', async () => {
      await page.goto(`${address()}/?models=5&prompts=20`);
      await page.getByRole('button', { name: 'Models: 5 of 5' }).press('Enter');
      const menu = page.getByRole('dialog', { name: 'Models' });
      const third = (await menu.locator('.model').nth(2).textContent())?.trim().split(/\s/)[0] ?? '';
      await menu.locator('.model').nth(2).locator('.up').press('Enter');
      await page.keyboard.press('Enter');
      await menu.locator('.model').first().filter({ hasText: third }).waitFor();
      await isOn(`button Move ${third} up`);
    });

    it('says what was copied until it goes elsewhere', async () => {
      await page.goto(`${address()}/?models=4&prompts=20`);
      await page.getByRole('radio', { name: 'Prompts' }).press('Space');
      await page.locator('isb-prompts tr.item').first().waitFor();
      const copied = page.getByRole('button', { name: 'Copied' });
      await page.getByRole('button', { name: 'Copy Test Data' }).press('Enter');
      await copied.and(page.locator(':focus')).waitFor();
      await page.getByRole('status').getByText('Copied to the clipboard').waitFor({ state: 'attached' });
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Copy Test Data' }).waitFor();
      await page.getByRole('button', { name: 'Show Prompt' }).press('Enter');
      // Until the prompt is there, there is nothing to copy.
      await page.getByRole('dialog').locator('pre').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true, disabled: false }).press('Enter');
      await copied.waitFor();
    });

    it('reaches all settings in a low window, as at 200 % zoom', async () => {
      await page.setViewportSize({ width: 600, height: 300 });
      await page.goto(`${address()}/?models=4&prompts=20`);
      await page.getByRole('button', { name: 'Settings of this panel' }).press('Enter');
      const last = page.getByRole('checkbox', { name: 'Bench mode' });
      await last.focus();
      await eventually(async () => {
        const { top, bottom } = await last.evaluate((element) => element.getBoundingClientRect());
        assert.ok(top >= 0 && bottom <= 300, `${top} to ${bottom}`);
      });
    });
  });

  describe('on the compare page', () => {
    it('sees the head that it is at, and the names of the models beside it', async () => {
      await page.setViewportSize({ width: 800, height: 600 });
      await page.goto(`${address()}/compare`);
      const table = page.getByRole('table', { name: 'All models at a glance' });
      const last = table.getByRole('button', { name: 'Cost' });
      await last.press('Enter');
      await table.locator('th[aria-sort="ascending"]').filter({ hasText: 'Cost' }).waitFor();
      assert.ok((await table.evaluate(({ parentElement }) => parentElement?.scrollLeft ?? 0)) > 0);
      for (let step = 0; step < 6; step++) {
        await eventually(async () => {
          for (const seen of [page.locator('.glance thead button:focus'), table.locator('tbody th button').first()])
            assert.ok(await isOnTop(seen), (await seen.textContent()) ?? '');
        });
        await page.keyboard.press('Shift+Tab');
      }
    });

    /** Whether nothing lies over its left end. */
    const isOnTop = (found: Locator): Promise<boolean> =>
      found.evaluate((element) => {
        const { left, top, height } = element.getBoundingClientRect();
        const seen = (element.getRootNode() as ShadowRoot).elementFromPoint(left + 2, top + height / 2);
        return left >= 0 && seen !== null && element.contains(seen);
      });
  });
});

describe('our pages in a tab of 360 px', () => {
  const address = usingDevPage();
  const page = usingQuietPage({ width: 360, height: 800 });

  it('have the replay in one line, and no label of a button in two', async () => {
    await page.goto(`${address()}/?models=4&prompts=20`);
    const bar = page.getByRole('group', { name: 'Replay' });
    assert.ok((await bar.evaluate((element) => element.clientHeight)) < 40);
    await page.goto(`${address()}/overview?runs=4`);
    const buttons = page.locator('.title vscode-button');
    await buttons.first().waitFor();
    for (const height of await buttons.evaluateAll((all) => all.map((one) => one.clientHeight)))
      assert.ok(height < 34, `${height}`);
  });

  it('name a compared model in one line, with its figures below', async () => {
    await page.goto(`${address()}/compare?models=3&prompts=40`);
    const name = page.getByRole('table', { name: 'All models at a glance' }).locator('tbody th').first();
    assert.ok((await name.evaluate((element) => element.clientHeight)) < 30);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });

  it('show all figures of a model in the pre-run sheet, each with its name', async () => {
    await page.goto(`${address()}/sheet`);
    const table = page.getByRole('region', { name: 'Estimate of each model' });
    await table.waitFor();
    assert.ok(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
    const cell = table.locator('tbody tr').first().locator('td').nth(3);
    assert.equal(await cell.evaluate((element) => getComputedStyle(element, '::before').content), '"Cost"');
  });

  it('write a line of Hebrew from the right, and what ends it at its left', async () => {
    await page.goto(`${address()}/test?models=2`);
    const block = page.locator('isb-test-page pre').first();
    await block.waitFor();
    const [letter, sign = 0, middle = 0] = await block.evaluate((element) => {
      element.textContent = 'מהי בירת צרפת?';
      const lefts = [0, 13].map((place) => {
        const range = document.createRange();
        range.setStart(element.firstChild!, place);
        range.setEnd(element.firstChild!, place + 1);
        return range.getBoundingClientRect().left;
      });
      const { left, right } = element.getBoundingClientRect();
      return [...lefts, (left + right) / 2];
    });
    assert.ok(sign < letter, `the sign is at ${sign}, the first letter at ${letter}`);
    assert.ok(letter > middle, 'the line begins at the right');
  });
});
