// The reviewed look of image tests. After a change that is meant to change it: UPDATE_REFERENCES=1 with this file, then look at every picture.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexedPng } from '../../../../src/core/images/indexedPng';
import { createPictureFiles } from '../../../../src/core/resultImage/pictureFiles';
import { createResultPainter, type PaintResult } from '../../../../src/core/resultImage/createResultPainter';
import { differingShare, pixelsOf } from './imageTestFixture';
import { scenes } from './scenes';
import { distDirectory } from './resultImageFixture';

const references = join('test', 'unit', 'core', 'resultImage', 'references');
/** Another processor may round the edge of a letter otherwise. */
const step = 64;
const mostDiffering = 0.002;

describe('The result image of an image test', () => {
  let paint: PaintResult;
  let folder: string;

  before(async () => {
    paint = createResultPainter(distDirectory);
    folder = await mkdtemp(join(tmpdir(), 'isb-references-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  for (const [name, { label, make }] of Object.entries(scenes)) {
    it(`looks as reviewed: ${name}`, async () => {
      const result = await make(folder);
      const png = paint(result, {
        name: '#7',
        label,
        pictures: await createPictureFiles().load(folder, result.images),
      });
      const file = join(references, `${name}.png`);
      if (process.env['UPDATE_REFERENCES'] === '1') {
        await mkdir(references, { recursive: true });
        await writeFile(file, await withFewerShades(png));
      }
      const [drawn, reviewed] = await Promise.all([pixelsOf(png), readFile(file).then(pixelsOf)]);
      assert.deepEqual([drawn.width, drawn.height], [reviewed.width, reviewed.height]);
      const share = differingShare(drawn, reviewed, step);
      assert.ok(share <= mostDiffering, `${(100 * share).toFixed(2)}% of the pixels differ`);
    });
  }
});

/** A third of the size, and an eye that checks it sees no difference: for the references alone. */
async function withFewerShades(png: Buffer): Promise<Buffer> {
  const { width, height, data } = await pixelsOf(png);
  for (const coarse of [0xf0, 0xe0]) {
    const rounded = Uint32Array.from({ length: width * height }, (_, at) => {
      const [red, green, blue] = [0, 1, 2].map((channel) =>
        Math.min(0xff, (data[4 * at + channel]! & coarse) + (0xff - coarse) / 2),
      ) as [number, number, number];
      return (blue << 16) | (green << 8) | red;
    });
    const indexed = indexedPng(rounded, width, height, 'exact');
    if (indexed) return indexed;
  }
  return png;
}
