// Pages on paper, where nobody scrolls; the review page's own tests have its paper.

import assert from 'node:assert/strict';
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
