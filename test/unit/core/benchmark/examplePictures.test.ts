// The image benchmark of the examples is what its script makes, and asks what it promises to: so the truths are those that were painted.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleFiles } from '../../../../scripts/makeExamplePictures';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';
import { checkImages } from '../../../../src/core/images/checkImages';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { differingShare, pixelsOf } from '../resultImage/imageTestFixture';

const folder = new URL('../../../../examples/', import.meta.url);
const kept = (path: string): Buffer => readFileSync(new URL(path, folder));

/** How far a channel may be off, 0-255, and in what share of the px: processors round curves and the edges of letters differently. */
const step = 24;
const share = 0.0005;

describe('the image example', () => {
  let made: Map<string, Buffer>;
  before(() => {
    made = exampleFiles();
  });

  it('has the text and the pictures that its script makes, and no others', async () => {
    assert.equal(
      kept('pictures.yaml').toString('utf8'),
      made.get('pictures.yaml')!.toString('utf8'),
      'run npx tsx scripts/makeExamplePictures.ts',
    );
    const pictures = [...made.keys()].filter((path) => path.endsWith('.png'));
    assert.deepEqual(
      readdirSync(new URL('pictures/', folder))
        .map((name) => `pictures/${name}`)
        .sort(),
      [...pictures].sort(),
    );
    for (const path of pictures) {
      const differing = differingShare(await pixelsOf(kept(path)), await pixelsOf(made.get(path)!), step);
      assert.ok(
        differing <= share,
        `${path}: ${(100 * differing).toFixed(2)}% of the px are others; run npx tsx scripts/makeExamplePictures.ts and look at it`,
      );
    }
  });

  it('asks at least 24 prompts over all six types, each picture in use and every truth inside of its picture', async () => {
    const { benchmark, problems, images } = loadBenchmark(kept('pictures.yaml').toString('utf8'), {
      fileName: 'pictures.yaml',
      knownProviders: modelApis([]),
    });
    assert.deepEqual(
      [problems, await checkImages(images, { benchmarkFolder: fileURLToPath(folder), filesRoot: null })],
      [[], []],
    );
    const prompts = benchmark!.prompts.filter(({ variant }) => !variant || variant.number === 1);
    const byType = new Map<string, LoadedPrompt[]>();
    for (const prompt of prompts) byType.set(prompt.testType, [...(byType.get(prompt.testType) ?? []), prompt]);
    assert.ok(prompts.length >= 24, `${prompts.length} prompts`);
    assert.deepEqual([...byType.keys()].sort(), ['box', 'choice', 'classify', 'count', 'ocr', 'point']);
    for (const [type, own] of byType) assert.ok(own.length >= 4, `${type}: ${own.length}`);
    assert.deepEqual(
      [...new Set(prompts.flatMap((prompt) => prompt.images))].sort(),
      [...made.keys()].filter((path) => path.endsWith('.png')).sort(),
    );
    assert.ok(
      benchmark!.prompts.some(({ variant }) => variant?.kind === 'rotation'),
      'a circular choice',
    );
  });

  it('is kept in files of a few KB', () => {
    const bytes = [...made.keys()].reduce((sum, path) => sum + kept(path).length, 0);
    assert.ok(bytes < 300_000, `${bytes} bytes`);
  });
});
