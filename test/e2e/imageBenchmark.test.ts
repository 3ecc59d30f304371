// Image tests as an initiator sees them: a run of pictures from the right-click menu, squares that were not run, and a test page with both of
// its pictures, the marks over the original and the way to the result image.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { usingWorkbench } from './driver';
import { eventually } from './eventually';

/** Of the image example: what tesseract can do and what it can't. */
const benchmark = (dialog: string): string => `benchmark_name: Dialog and signs
purpose: To find buttons, read signs and count circles.
base_prompt: "{{question}}"
models: [tesseract~eng, simulated~scholar]
prompts:
  - image: pictures/${dialog}
    test_type: point
    dynamic_variables: { question: Point at the button that says Cancel., word: Cancel }
    expectation: { box: [420, 300, 530, 340], label: Cancel }
  - image: pictures/text-clean-48.png
    test_type: ocr
    dynamic_variables: { question: What is written there? }
    expectation: Harbour Street 128
  - image: pictures/scatter-few.png
    test_type: count
    dynamic_variables: { question: How many red circles are there? }
    expectation: { count: 3, points: [[444, 231], [254, 365], [320, 179]] }
`;

describe('image tests in VS Code', () => {
  const vscode = usingWorkbench({
    folder: 'examples',
    files: { 'signs.yaml': benchmark('dialog-save.png'), 'broken.yaml': benchmark('dialog-sav.png') },
  });
  const modal = (): Locator => vscode.panel().locator('isb-test-modal dialog');
  const page = (selector: string): Locator => vscode.panel().locator(`isb-test-page ${selector}`);
  const widthOf = (image: Locator): Promise<number> =>
    image.evaluate((element) =>
      (element as HTMLImageElement).decode().then(() => (element as HTMLImageElement).naturalWidth),
    );

  it('runs from the right-click menu and leaves out what a model can not do', async () => {
    await vscode.chooseInMenu('signs.yaml', 'Run Iso Speed Bench');
    const [tesseract, simulated] = await vscode.waitForSquares(/^[#x!-]+$/);
    assert.equal(tesseract, '##-');
    assert.match(simulated!, /^[#x!]{3}$/);
    await vscode.waitForEnd('Dialog and signs');
    await vscode.screenshot('image-run');
  });

  it('says why a square was not run', async () => {
    await vscode.clickSquare(0, 2);
    await modal()
      .getByText(/can't do count/)
      .first()
      .waitFor();
    await vscode.page.keyboard.press('Escape');
    await modal().waitFor({ state: 'hidden' });
  });

  it('opens the test page of a point test with both pictures and the marks over the original', async () => {
    await vscode.clickSquare(0, 0);
    await modal().getByRole('button', { name: 'Show the Picture' }).click();
    await page('isb-overlay img').waitFor();
    assert.equal(await widthOf(page('isb-overlay img')), 840, 'the original, at its own size');
    assert.ok((await widthOf(page('isb-picture img'))) >= 840, 'the result image');
    assert.equal(await page('isb-overlay img').getAttribute('alt'), 'Correct: 1 of 1 place was met. 1 finding: 1 hit.');
    for (const mark of ['truth', 'hit'])
      await eventually(async () => assert.equal(await page(`isb-overlay g.mark.${mark}`).count(), 1));
    // The button is at 420, 300 to 530, 340 px, and the point of tesseract is inside.
    const [image, truth, hit] = await Promise.all(
      ['img', 'g.mark.truth path.line', 'g.mark.hit path.line'].map(
        async (part) => (await page(`isb-overlay ${part}`).first().boundingBox())!,
      ),
    );
    const scale = image!.width / 840;
    const near = (one: number, other: number): boolean => Math.abs(one - other) < 2;
    assert.ok(
      near(truth!.x - image!.x, 420 * scale) && near(truth!.y - image!.y, 300 * scale),
      JSON.stringify({ image, truth }),
    );
    assert.ok(near(truth!.width, 110 * scale) && near(truth!.height, 40 * scale), JSON.stringify({ image, truth }));
    const [x, y] = [hit!.x + hit!.width / 2, hit!.y + hit!.height / 2];
    assert.ok(
      x > truth!.x && x < truth!.x + truth!.width && y > truth!.y && y < truth!.y + truth!.height,
      JSON.stringify({ truth, hit }),
    );
    await vscode.screenshot('image-test-page');
  });

  it('takes the findings off and lays those of the other model over', async () => {
    await page('')
      .getByRole('checkbox', { name: /^Findings/ })
      .click();
    await page('isb-overlay g.mark.hit').waitFor({ state: 'detached' });
    assert.equal(await page('isb-overlay g.mark.truth').count(), 1);
    await page('')
      .getByRole('checkbox', { name: /^Findings/ })
      .click();
    await page('isb-overlay g.mark.hit').waitFor({ state: 'attached' });
    await page('isb-overlay').getByRole('combobox').click();
    await vscode.panel().getByRole('option', { name: 'scholar' }).click();
    await page('isb-overlay g.mark.other').first().waitFor({ state: 'attached' });
  });

  it('opens the result image of the test in a tab', async () => {
    await page('').getByRole('button', { name: 'Open Result Image' }).click();
    await vscode.page.locator('.tab', { hasText: /-\d{4}\.png/ }).waitFor();
    assert.ok((await widthOf(vscode.panel().locator('img').first())) >= 840);
    await vscode.screenshot('image-result');
  });

  it('leaves the pictures in the run folder', async () => {
    const [run] = await readdir(path.join(vscode.folder, 'runs'));
    const files = await readdir(path.join(vscode.folder, 'runs', run!, 'images'));
    assert.deepEqual(files.map((file) => file.replace(/^[0-9a-f]{8}-/, '')).sort(), [
      'dialog-save.png',
      'images.json',
      'scatter-few.png',
      'text-clean-48.png',
    ]);
  });

  it('underlines a picture that is not there and says which one may be meant', async () => {
    await vscode.runCommand('View: Close All Editors');
    await vscode.explorerItem('broken.yaml').click();
    await vscode.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await vscode.runCommand('Problems: Focus on Problems View');
    await vscode.page
      .locator('.markers-panel')
      .getByText(/pictures\/dialog-sav\.png is not there\. Did you mean pictures\/dialog-save\.png\?/)
      .first()
      .waitFor();
    await vscode.screenshot('image-problem');
    await vscode.chooseInMenu('broken.yaml', 'Run Iso Speed Bench');
    await vscode.page
      .getByText(/broken\.yaml has 1 problem and was not run; nothing was sent to any model/)
      .first()
      .waitFor();
    assert.equal((await readdir(path.join(vscode.folder, 'runs'))).length, 1, 'nothing was run');
  });
});
