// Image tests as a reviewer sees them: the review page of a prepared run folder, from disk, under its own strict policy.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runFiles, testDirectoryName, testFiles } from '../../src/core/runFolder/runFolderPaths';
import { importedManifest } from '../../src/core/run/runManifest';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import { runSchemaVersion } from '../../src/shared/run/events';
import { foldRun } from '../../src/shared/run/foldRun';
import type { RunState } from '../../src/shared/run/runState';
import { withImageTests } from '../../webview-ui/dev/recordedImageRun';
import { isImageKind, otherOverlay, recordedImage, recordedImageResult } from '../../webview-ui/dev/recordedImageTest';
import { recordedDetail, recordedRun } from '../../webview-ui/dev/recordedRun';
import { distDirectory } from '../unit/core/run/engineFixture';
import { eventually } from './eventually';
import { showsSquares } from './showsSquares';
import { usingQuietPage } from './usingQuietPage';
import { aTest } from '../builders';

const shownModel = 'openai~gpt-4o';
const blindModel = 'ollama~llama3.2';
const otherModel = 'anthropic~claude-sonnet-4-5';

describe('image tests on the review page', () => {
  const page = usingQuietPage({ width: 1300, height: 1000 });
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'isb-images 街 '));
    await writeRunFolder(folder);
    await writeReviewPage(folder, distDirectory);
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  const show = async (place: string): Promise<void> => {
    await page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${place}`);
  };
  const testAddress = (model: string, index: number): string => `#test/${encodeURIComponent(model)}/${index}`;
  const marks = (kind: string) => page.locator(`isb-overlay .stage g.mark.${kind}`);

  it('draws truth and findings over the original, says the verdict in words, and takes each layer off', async () => {
    await show(testAddress(shownModel, 1));
    const picture = page.getByRole('img', {
      name: 'Incorrect: 3 of 4 places were met, 1 was missed. 5 findings: 3 hits, 1 miss, 1 extra.',
    });
    await picture.waitFor();
    assert.equal(
      await picture.evaluate((image) =>
        (image as HTMLImageElement).decode().then(() => (image as HTMLImageElement).naturalWidth),
      ),
      800,
      'loaded from images/ by its encoded name',
    );
    await showsMarks({ truth: 4, missed: 1, found: 5, extra: 1, other: 0 });
    // The frame of the first window lies on the window: 90, 150 to 135, 205 px of 800 x 600.
    const box = (await marks('truth').first().locator('path.line').boundingBox())!;
    const image = (await picture.boundingBox())!;
    const scale = image.width / 800;
    assert.ok(
      Math.abs(box.x - image.x - 90 * scale) < 2 && Math.abs(box.y - image.y - 150 * scale) < 2,
      'where the truth is',
    );
    assert.ok(
      Math.abs(box.width - 45 * scale) < 3 && Math.abs(box.height - 55 * scale) < 3,
      'as large as the truth is',
    );

    await page.getByRole('checkbox', { name: 'Truth (4)' }).click();
    await showsMarks({ truth: 0, missed: 0, found: 5, extra: 1, other: 0 });
    await page.getByRole('checkbox', { name: 'Findings (5)' }).click();
    await showsMarks({ truth: 0, missed: 0, found: 0, extra: 0, other: 0 });
    assert.equal(await page.locator('isb-overlay [style]:not(.hover)').count(), 0, 'no style attributes');
  });

  it('tells the numbers of a mark to the keyboard and to the pointer', async () => {
    await show(testAddress(shownModel, 1));
    await marks('miss').focus();
    const says = (tip: RegExp): Promise<void> => page.locator('isb-overlay .hover', { hasText: tip }).waitFor();
    await says(
      /Finding 4: wheel[^]*54 px from the nearest truth[^]*405, 455 px[^]*canonical 0\.5062, 0\.7583[^]*758\.33, 506\.25/,
    );
    await page.keyboard.press('Tab');
    await says(/^Finding 5\s*extra/);
    await marks('missed').hover();
    await says(/^Truth 3: wheel\s*missed/);
    await page
      .getByRole('img', { name: /^Truth 3: wheel; missed; center x, y, radii: 372, 412, 24, 24 px of the original/ })
      .waitFor();
  });

  it('zooms by keys, keeps arrow keys for itself while zoomed, and gives them back when it fits', async () => {
    await show(testAddress(shownModel, 1));
    const room = page.locator('isb-overlay .room');
    await room.focus();
    await page.keyboard.press('1');
    const isWide = (isSo: (width: number) => boolean): Promise<void> =>
      eventually(async () => {
        const image = page.locator('isb-overlay .stage img');
        const width = await image.evaluate((element) => element.getBoundingClientRect().width);
        assert.ok(isSo(width), `${width} px`);
      });
    await isWide((width) => width === 800);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await isWide((width) => width === 1600);
    const scrolled = (): Promise<number> => room.evaluate((element) => element.scrollLeft);
    const before = await scrolled();
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.ok((await scrolled()) > before, 'the picture moves, not the page'));
    assert.match(page.url(), /\/1$/);
    await page.keyboard.press('0');
    await isWide((width) => width < 1300);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: '#2 box' }).waitFor();
  });

  it("lays another model's findings over, in a look of their own", async () => {
    await show(testAddress(shownModel, 1));
    await page.locator('isb-overlay').getByRole('combobox').click();
    await page.getByRole('option', { name: 'claude-sonnet-4-5' }).click();
    await showsMarks({ truth: 4, missed: 1, found: 5, extra: 1, other: 3 });
    await page.getByText('found by anthropic~claude-sonnet-4-5').waitFor();
    const look = (kind: string): Promise<string> =>
      marks(kind)
        .first()
        .locator('path.line')
        .first()
        .evaluate((line) => `${getComputedStyle(line).stroke} ${getComputedStyle(line).strokeDasharray}`);
    assert.equal(await look('other'), 'rgb(204, 121, 167) 0.1px, 4px');
    assert.equal(await look('hit'), 'rgb(0, 114, 178) 6px, 3.5px');
    assert.equal(await look('truth'), 'rgb(0, 158, 115) none');
  });

  it('says how the numbers were read, and what was measured', async () => {
    await show(testAddress(shownModel, 1));
    const coordinates = page.locator('isb-test-page .coordinates');
    assert.match(
      (await coordinates.textContent()) ?? '',
      /gemini_yx1000[^]*known of this family of models[^]*y before x; x \/ 1000, y \/ 1000/,
    );
    assert.equal(
      await coordinates.locator('tbody tr').nth(0).innerText(),
      '1\t291.67, 137.5\t0.1375, 0.2917\t110, 175',
    );
    assert.match(
      (await page.locator('isb-test-page section[aria-label="Measures"]').textContent()) ?? '',
      /regions met[^]*3[^]*recall[^]*0\.750/,
    );
  });

  it('compares a text character by character and classes by shape', async () => {
    await show(testAddress(shownModel, 4));
    const diff = page.locator('isb-test-page .diff pre');
    await diff.locator('del').first().waitFor();
    await diff.locator('ins').first().waitFor();
    assert.equal(
      await diff.evaluate((pre) =>
        [...pre.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE || (node as Element).tagName === 'DEL')
          .map((node) => node.textContent)
          .join('')
          .replaceAll('·', ' '),
      ),
      'Main Street 12',
    );
    await show(testAddress(shownModel, 6));
    await page.getByRole('heading', { name: '#6 classify' }).waitFor();
    assert.deepEqual(
      await page
        .locator('isb-test-page .chip')
        .evaluateAll((chips) => chips.map((chip) => `${chip.className} ${chip.querySelector('b')!.textContent}`)),
      ['chip met street', 'chip missed day', 'chip extra night'],
    );
  });

  it('says why a test was not run, in the squares, the overview and on its page', async () => {
    await show(testAddress(blindModel, 1));
    await page.getByText('Not run: no vision.').waitFor();
    await show('#squares');
    await page.getByText('6 not run: no vision 6').waitFor();
    await showsSquares(page.locator('isb-grid').nth(1), '------');
  });

  it('shows scores by test type, and leads from what was taken for what to the test', async () => {
    await show('#overview');
    const scores = page.locator('isb-review-overview isb-type-scores');
    assert.deepEqual(
      await scores
        .locator('h3')
        .evaluateAll((heads) => heads.map((head) => (head as HTMLElement).innerText.split(' ')[0])),
      ['point', 'box', 'count', 'ocr', 'choice', 'classify'],
    );
    assert.match(
      (await scores.getByRole('region', { name: 'Scores of box' }).locator('thead').textContent()) ?? '',
      /Acc@0\.5[^]*Mean IoU/,
    );
    await scores.locator('.matrix .cell button').first().click();
    await page.getByRole('heading', { name: '#6 classify' }).waitFor();
  });

  async function showsMarks(wanted: { [kind: string]: number }): Promise<void> {
    await eventually(async () => {
      const counts = Object.keys(wanted).map(async (kind) => [kind, await marks(kind).count()] as const);
      assert.deepEqual(Object.fromEntries(await Promise.all(counts)), wanted);
    });
  }
});

/** A run of six image tests and three models, one of which takes no pictures. */
async function writeRunFolder(runDirectory: string): Promise<void> {
  const recorded = recordedRun({ models: 3, prompts: 6, slowness: 1, isPythonOpen: false });
  const events = withImageTests(recorded.events, { blind: 1, budget: -1 });
  const state = foldRun(events);
  await writeFile(
    path.join(runDirectory, runFiles.events),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  await writeFile(
    path.join(runDirectory, runFiles.manifest),
    JSON.stringify(importedManifest(state, '2026-11-21T17:45:03.000+00:00')),
  );
  await mkdir(path.join(runDirectory, 'images'));
  await writeFile(path.join(runDirectory, recordedImage.file), await drawPicture());
  for (const model of [shownModel, otherModel])
    for (const { index } of state.prompts) await writeResult(runDirectory, state, model, index);
}

async function writeResult(runDirectory: string, state: RunState, model: string, index: number): Promise<void> {
  const info = state.models.find((one) => one.model === model)!;
  const kind = state.prompts[index - 1]!.testType!;
  const detail = recordedDetail(state, model, index)?.result;
  if (!detail || !isImageKind(kind)) return;
  const recorded = recordedImageResult(kind);
  const overlay = otherOverlay(kind);
  const result = aTest({
    schemaVersion: runSchemaVersion,
    runId: state.runId,
    benchmarkName: state.benchmarkName,
    model,
    provider: info.provider,
    providerLabel: info.providerLabel,
    isSimulated: info.isSimulated,
    index,
    testType: kind,
    score: 0,
    timings: detail.timings!,
    tokens: detail.tokens!,
    cost: detail.cost!,
    ...recorded,
    ...(model === otherModel && overlay ? { evidence: { overlay } } : {}),
  });
  const directory = path.join(runDirectory, testDirectoryName(model, index));
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, testFiles.result), JSON.stringify(result));
  await writeFile(path.join(directory, testFiles.resultImage), await drawPicture());
}

async function drawPicture(): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(recordedImage.width, recordedImage.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#dfe7ee';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#b5523b';
  context.fillRect(90, 150, 45, 55);
  return canvas.encode('png');
}
