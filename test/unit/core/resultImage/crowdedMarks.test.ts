// Result images with many marks: the picture below them stays visible, and what was wrong is labelled.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameFor, type Rectangle } from '../../../../src/core/resultImage/frameFor';
import { createPictureFiles } from '../../../../src/core/resultImage/pictureFiles';
import { createResultPainter, type PaintResult } from '../../../../src/core/resultImage/createResultPainter';
import type { FoundMark, Overlay, TruthMark } from '../../../../src/shared/results/picture';
import { addPicture, differingShare, evidence, found, imageResult, pixelsOf, point, truth } from './imageTestFixture';
import { distDirectory } from './resultImageFixture';

const size = { width: 800, height: 800 };

/** Places spread evenly over the picture, canonical. */
function places(count: number): [x: number, y: number][] {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, at) => [
    ((at % columns) + 0.5) / columns,
    (Math.floor(at / columns) + 0.5) / columns,
  ]);
}

/** Circles with a point in each; the places of `missed` were not met, their points lie beside. */
function spots(count: number, missed: readonly number[] = []): Overlay {
  const all = places(count);
  return {
    truth: all.map(([x, y], at): TruthMark =>
      truth({ kind: 'ellipse', x, y, rx: 0.04, ry: 0.04 }, undefined, missed.includes(at)),
    ),
    found: all.map(([x, y], at): FoundMark =>
      missed.includes(at)
        ? found(point(x + 0.06, y), 'miss', { label: 'object', nearest: [x + 0.04, y] })
        : found(point(x, y), 'hit', { truth: at, label: 'object' }),
    ),
  };
}

describe('Many marks on a picture', () => {
  let paint: PaintResult;
  let folder: string;

  before(async () => {
    paint = createResultPainter(distDirectory);
    folder = await mkdtemp(join(tmpdir(), 'isb-crowded-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  /** The share of the pixels of an area of the picture that marks and labels cover. */
  async function covered(overlay: Overlay, area: Rectangle = { x: 0, y: 0, ...size }): Promise<number> {
    const image = await addPicture(folder, 'gray.png', size.width, size.height, (context) => {
      context.fillStyle = '#777777';
      context.fillRect(0, 0, size.width, size.height);
    });
    const pictures = await createPictureFiles().load(folder, [image]);
    const { original } = frameFor(size);
    const there = { ...area, x: original.x + area.x, y: original.y + area.y };
    const drawn = async (marks: Overlay): Promise<ReturnType<typeof pixelsOf>> =>
      pixelsOf(paint(imageResult('point', [image], evidence(marks)), { name: '#7', label: null, pictures }), there);
    return differingShare(await drawn(overlay), await drawn({ truth: [], found: [] }), 8);
  }

  it('leave most of the picture visible, whether they are right or wrong', async () => {
    const every = Array.from({ length: 150 }, (_, at) => at);
    assert.ok((await covered(spots(150))) < 0.25, 'all met');
    assert.ok((await covered(spots(150, [37]))) < 0.25, 'all but one met');
    assert.ok((await covered(spots(150, every))) < 0.65, 'all missed');
    assert.ok((await covered(spots(400))) < 0.5, 'more than anybody counts');
  });

  it('show a miss as large as usual, with its label', async () => {
    const [x, y] = places(150)[70]!;
    const around = { x: Math.round(x * size.width) - 60, y: Math.round(y * size.height) - 60, width: 180, height: 120 };
    const right = await covered(spots(150), around);
    const wrong = await covered(spots(150, [70]), around);
    assert.ok(wrong > right + 0.2, `${wrong} of it where one is missed, ${right} where none is`);
  });

  it('of which only some are counted have no numbers', async () => {
    const notes = (count: number): Overlay => ({
      truth: [],
      found: places(count).map(([x, y]) => found(point(x, y), 'note')),
    });
    assert.ok((await covered(notes(150))) < 0.1);
  });

  it('have their labels up to fifteen', async () => {
    const without = (overlay: Overlay): Overlay => ({
      ...overlay,
      found: overlay.found.map(({ shape, state, truth: met }) => ({ shape, state, truth: met })),
    });
    assert.notEqual(await covered(spots(15)), await covered(without(spots(15))));
    assert.equal(await covered(spots(16)), await covered(without(spots(16))));
  });
});
