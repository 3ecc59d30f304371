// A run in its panel while its squares are painted and its buttons are not there yet, as long in a window that nobody sees, and what is left of a run
// when another one takes its place.

import assert from 'node:assert/strict';
import { eventually } from './eventually';
import { usingDevPage } from './usingDevPage';
import { usingQuietPage } from './usingQuietPage';

/** Runs inside the page: no frame is drawn until `draw` is called, as in a window that nobody sees. */
function holdFrames(): void {
  const held: FrameRequestCallback[] = [];
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => held.push(work);
  Object.assign(window, {
    draw: () => {
      window.requestAnimationFrame = request;
      for (const work of held.splice(0)) request(work);
    },
  });
}

describe('a run before its buttons', () => {
  const address = usingDevPage();
  const page = usingQuietPage({ width: 1000, height: 800 });

  const hold = async (): Promise<void> => void (await page.addInitScript(holdFrames));
  const draw = (): Promise<void> => page.evaluate(() => (globalThis as unknown as { draw(): void }).draw());
  const dropReport = (): Promise<void> =>
    page.locator('isb-app .app').evaluate((target) => {
      const data = new DataTransfer();
      data.items.add(new File(['{}'], 'report.json'));
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
  const heightOf = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().height));

  for (const query of ['models=4', 'models=4&mode=live&rate=20'])
    it(`leaves the room that they take: ${query}`, async () => {
      await hold();
      for (const width of [1000, 700, 400]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${address()}/?${query}`);
        const left = await heightOf('.toolbar-place');
        await draw();
        await page.locator('isb-toolbar').getByRole('group').first().waitFor();
        assert.equal(left, await heightOf('isb-toolbar'), `${width} px`);
      }
    });

  it('opens no test of another run that was there before', async () => {
    await page.goto(`${address()}/?models=4`);
    // Until the squares know their width, and the rest has come, no key opens a test.
    await page.getByRole('gridcell').first().waitFor();
    await page.locator('isb-toolbar').getByRole('group').first().waitFor();
    await page.getByRole('gridcell').first().press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.waitForFunction(() => Object.values(sessionStorage).some((kept) => kept.includes('"openTest":{')));
    await hold();
    await page.reload();
    await page.locator('.toolbar-place').waitFor({ state: 'attached' });
    await dropReport();
    // No frame is drawn, so none can be waited for.
    await page.waitForFunction(
      () => Object.values(sessionStorage).some((kept) => kept.includes('"runId":"Simple math"')),
      undefined,
      { polling: 20 },
    );
    await draw();
    await page.locator('isb-toolbar').getByRole('group').first().waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('asks anew for the words of the prompts of another run, and closes the prompt that was open', async () => {
    const asked = (): Promise<number> =>
      page.evaluate(
        () =>
          (globalThis as unknown as { fakeHost: { posted: { request?: { type: string } }[] } }).fakeHost.posted.filter(
            ({ request }) => request?.type === 'benchmarkText',
          ).length,
      );
    await page.goto(`${address()}/?models=4`);
    await page.getByRole('radio', { name: 'Prompts' }).press('Space');
    await page.getByRole('table', { name: 'Prompts' }).getByRole('row').nth(2).click();
    await page.getByRole('dialog').waitFor();
    await eventually(async () => assert.equal(await asked(), 1));
    await dropReport();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(async () => assert.equal(await asked(), 2));
  });
});
