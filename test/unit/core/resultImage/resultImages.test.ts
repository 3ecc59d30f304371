// Result images as files: what the drawing threads leave in a test's folder, and what they say of what failed.

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPictureFiles } from '../../../../src/core/resultImage/pictureFiles';
import { createResultPainter } from '../../../../src/core/resultImage/createResultPainter';
import { createResultImages, type ResultImages } from '../../../../src/core/resultImage/resultImages';
import { addPicture, box, drawScene, evidence, found, imageResult, point, truth } from './imageTestFixture';
import { decodeIndexedPng, distDirectory, exampleResult } from './resultImageFixture';

describe('The drawing threads', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-images-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function writeTest(index: number, text: string): Promise<string> {
    const directory = join(folder, 'run', 'tests', 'openai~gpt-4o', String(index).padStart(4, '0'));
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'result.json'), text);
    return directory;
  }

  /** Kept as format 1 does, in a folder of its own. */
  const resultText = (index: number): string => JSON.stringify({ ...exampleResult({ index }), schemaVersion: 1 });

  const draw = (images: ResultImages, index: number): void =>
    images.draw(join(folder, 'run'), { model: 'openai~gpt-4o', index, evidence: null });

  it('draw each test into its folder, with its name and its label from the events of the run', async () => {
    const variant = { prompt: 2, kind: 'rotation', of: 2 };
    const prompts = [
      { label: 'the first' },
      { label: 'the second', variant: { ...variant, number: 1 } },
      { label: 'the third', variant: { ...variant, number: 2 } },
    ];
    const directories = await Promise.all([1, 2, 3, 4, 5].map((index) => writeTest(index, resultText(index))));
    await writeFile(
      join(folder, 'run', 'events.jsonl'),
      `${JSON.stringify({ type: 'runStarted', prompts })}\n{"half a li`,
    );
    const images = createResultImages(distDirectory);
    try {
      for (const [position] of directories.entries()) draw(images, position + 1);
      assert.deepEqual(await images.drained(), { drawn: 5, failed: 0 });
      for (const directory of directories)
        assert.deepEqual((await readdir(directory)).sort(), ['result.json', 'result.png']);
      const paint = createResultPainter(distDirectory);
      assert.ok(
        (await readFile(join(directories[2]!, 'result.png'))).equals(
          paint(exampleResult({ index: 3 }), { name: '#2 rotation 2/2', label: 'the third' }),
        ),
      );
      assert.ok(
        (await readFile(join(directories[3]!, 'result.png'))).equals(
          paint(exampleResult({ index: 4 }), { name: '#4', label: null }),
        ),
      );
      draw(images, 1);
      assert.equal((await images.drained()).drawn, 6);
    } finally {
      await images.dispose();
    }
  });

  it('draw a test that is not run, with the reason', async () => {
    const models = [{ model: 'm', provider: 'p', providerLabel: 'P', isSimulated: false }];
    const started = { type: 'runStarted', runId: 'r', benchmarkName: 'B', models, testType: 'mixed' };
    const prompts = [{ label: 'the first' }, { label: 'the second', testType: 'ocr' }];
    await mkdir(join(folder, 'run'), { recursive: true });
    await writeFile(join(folder, 'run', 'events.jsonl'), `${JSON.stringify({ ...started, prompts })}\n`);
    const notRun = { kind: 'noVision', message: 'The model takes no pictures.' } as const;
    const images = createResultImages(distDirectory);
    try {
      images.draw(join(folder, 'run'), { model: 'm', index: 2, evidence: null, notRun });
      assert.deepEqual(await images.drained(), { drawn: 1, failed: 0 });
      const drawn = await readFile(join(folder, 'run', 'result-images', 'm', 'm-0002.png'));
      const wanted = { runId: 'r', benchmarkName: 'B', index: 2, ...models[0]!, testType: 'ocr', ...notRun };
      const paint = createResultPainter(distDirectory);
      assert.ok(drawn.equals(paint({ ...wanted, verdict: 'not_run' }, { name: '#2', label: 'the second' })));
      assert.ok(
        !drawn.equals(paint({ ...wanted, verdict: 'not_run', message: 'Else.' }, { name: '#2', label: 'the second' })),
      );
      const { width, height, colorAt } = decodeIndexedPng(drawn);
      assert.deepEqual([width, height > 200, colorAt(2, 2) === colorAt(30, 2)], [960, true, false]);
    } finally {
      await images.dispose();
    }
  });

  it('draw a test with pictures from the run folder', async () => {
    const image = await addPicture(join(folder, 'run'), 'scene.png', 240, 180, drawScene);
    const result = imageResult('point', [image], {
      index: 1,
      verdict: 'incorrect',
      score: 0,
      ...evidence({
        truth: [truth(box(0.1, 0.1, 0.4, 0.4), 'lamp', true)],
        found: [found(point(0.8, 0.8), 'miss', { nearest: [0.4, 0.4] })],
      }),
    });
    const directory = await writeTest(1, JSON.stringify({ ...result, schemaVersion: 1 }));
    const images = createResultImages(distDirectory);
    try {
      draw(images, 1);
      assert.deepEqual(await images.drained(), { drawn: 1, failed: 0 });
    } finally {
      await images.dispose();
    }
    const wanted = createResultPainter(distDirectory)(result, {
      name: '#1',
      label: null,
      pictures: await createPictureFiles().load(join(folder, 'run'), [image]),
    });
    assert.ok((await readFile(join(directory, 'result.png'))).equals(wanted));
  });

  it('count what can not be drawn, say the first reason without a path, and draw the rest', async () => {
    const broken = await writeTest(1, '{ half');
    await writeTest(2, JSON.stringify({ ...exampleResult(), schemaVersion: 99 }));
    const good = await writeTest(3, resultText(3));
    const images = createResultImages(distDirectory);
    try {
      for (const index of [1, 2, 9, 3]) draw(images, index);
      const { firstFailure = '', ...counts } = await images.drained();
      assert.deepEqual(counts, { drawn: 1, failed: 3 });
      assert.match(firstFailure, /not JSON/);
      assert.ok(!firstFailure.includes(folder), firstFailure);
      assert.deepEqual(await readdir(broken), ['result.json']);
      assert.ok((await readdir(good)).includes('result.png'));
    } finally {
      await images.dispose();
    }
  });

  it('fail at once and disturb nothing where the fonts, the drawing library or the worker are missing', async () => {
    const directories = await Promise.all([1, 2, 3, 4].map((index) => writeTest(index, resultText(index))));
    const parts = { 'nothing at all': [], 'no fonts': ['node'], 'no drawing library': ['node', 'fonts'] };
    for (const [name, present] of Object.entries(parts)) {
      const dist = join(folder, name);
      await mkdir(dist, { recursive: true });
      // Copied to where no node_modules is above it; a link would lead back to the project.
      for (const part of present)
        await cp(join(distDirectory, part), join(dist, part), {
          recursive: true,
          filter: (source) => !source.endsWith('.map'),
        });
      if (name === 'no fonts')
        await symlink(join(distDirectory, '..', 'node_modules'), join(dist, 'node_modules'), 'junction');
      const images = createResultImages(dist);
      for (const [position] of directories.entries()) draw(images, position + 1);
      const { firstFailure = '', ...counts } = await images.drained();
      await images.dispose();
      assert.deepEqual(counts, { drawn: 0, failed: 4 }, name);
      assert.notEqual(firstFailure, '');
      if (name !== 'nothing at all') assert.ok(!firstFailure.includes(folder), firstFailure);
    }
    for (const directory of directories) assert.deepEqual(await readdir(directory), ['result.json']);
  });

  it('start only when something is drawn, drain when there is nothing, and end with what is waiting', async () => {
    const images = createResultImages(join(folder, 'not there'));
    assert.deepEqual(await images.drained(), { drawn: 0, failed: 0 });
    await images.dispose();
    await writeTest(1, resultText(1));
    const busy = createResultImages(distDirectory);
    for (let count = 0; count < 50; count++) draw(busy, 1);
    const drained = busy.drained();
    await busy.dispose();
    assert.ok((await drained).drawn < 50);
    draw(busy, 1);
    assert.ok((await busy.drained()).drawn < 50);
  });
});
