// Where the keyboard is while pages change under it: with its run, its model, its button, and never nowhere.

import assert from 'node:assert/strict';
import type { ListedRunRow } from '../../src/shared/protocols/overviewProtocol';
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
      assert.equal(await focused(), own);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Delete');
      await page.getByText('39 runs').waitFor();
      assert.deepEqual((await postedBy(page)).slice(-2), [
        { type: 'openRun', id },
        { type: 'deleteRun', id },
      ]);
      // The row that has taken its place.
      assert.match(await focused(), /^tr /);
    });

    it('reaches a row with Tab wherever the list is scrolled to', async () => {
      await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
      await rows().filter({ hasText: 'Oct 2026' }).last().waitFor();
      const stops = page.locator('tr.item[tabindex="0"]');
      await stops.waitFor();
      assert.equal(await stops.count(), 1);
    });
  });
});
