// Result images of image tests by their pixels: the picture is untouched where nothing is drawn, whatever its size, colors and form.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import fc from 'fast-check';
import { frameFor } from '../../../../src/core/resultImage/frameFor';
import { createPictureFiles } from '../../../../src/core/resultImage/pictureFiles';
import { createResultPainter, type PaintResult } from '../../../../src/core/resultImage/createResultPainter';
import type { RecordedImage, Shape } from '../../../../src/shared/results/picture';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { grayPng } from '../images/pictureFixture';
import {
  addFile,
  addPicture,
  box,
  differingShare,
  drawScene,
  evidence,
  found,
  imageResult,
  part,
  pixelsOf,
  point,
  truth,
  type Pixels,
} from './imageTestFixture';
import { distDirectory } from './resultImageFixture';

describe('A picture in its result image', () => {
  let paint: PaintResult;
  let folder: string;

  before(async () => {
    paint = createResultPainter(distDirectory);
    folder = await mkdtemp(join(tmpdir(), 'isb-pictures-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const painted = async (result: TestResult): Promise<Buffer> =>
    paint(result, { name: '#7', label: 'Find it', pictures: await createPictureFiles().load(folder, result.images) });
  const drawn = async (result: TestResult): Promise<Pixels> => pixelsOf(await painted(result));
  const source = (width: number, height: number, draw: (context: SKRSContext2D, canvas: Canvas) => void): Pixels => {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    draw(context, canvas);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  };
  /** The part of a result image where the picture is. */
  const shown = async (result: TestResult, { width, height }: { width: number; height: number }): Promise<Pixels> => {
    const { original } = frameFor({ width, height });
    return pixelsOf(await painted(result), { ...original, width, height });
  };
  const noise = (context: SKRSContext2D, { width, height }: Canvas): void => {
    const image = context.createImageData(width, height);
    let state = 1;
    for (let at = 0; at < image.data.length; at++)
      image.data[at] = at % 4 === 3 ? 255 : (state = (state * 48_271) % 2_147_483_647) & 0xff;
    context.putImageData(image, 0, 0);
  };

  it('is the same to the last bit when nothing is drawn on it', async () => {
    for (const [width, height] of [
      [480, 320],
      [1200, 300],
      [201, 1],
      [1, 500],
      [500, 1],
      [8, 3000],
      [4000, 4],
    ] as const) {
      const image = await addPicture(folder, `noise-${width}.png`, width, height, noise);
      const picture = await shown(imageResult('choice', [image], { expected: 'A: x', got: 'A: x' }), image);
      assert.equal(differingShare(picture, source(width, height, noise), 0), 0, `${width}x${height}`);
    }
  });

  it('is smaller, and says so, where it is too large to be drawn as it is', async () => {
    for (const [width, height, drawnWidth] of [
      [65_500, 4, 8000],
      [16_000, 300, 8000],
      [5200, 5200, 5000],
    ] as const) {
      const image = await addFile(folder, `large-${width}.png`, grayPng(width, height, 1), width, height);
      const { first } = (await createPictureFiles().load(folder, [image]))!;
      assert.equal(first.drawing?.width, drawnWidth);
      assert.ok(first.drawing.height >= 1);
      assert.match(first.problem ?? '', new RegExp(`is drawn at \\d+ % of its ${width} × ${height} px`));
    }
  });

  it('has its marks where they belong also when it is smaller', async () => {
    const image = await addPicture(folder, 'wide.png', 16_000, 60, (context, { width, height }) => {
      context.fillStyle = '#808080';
      context.fillRect(0, 0, width, height);
    });
    const overlay = { truth: [truth(box(0.7, 0.2, 0.8, 0.8), 'it')], found: [] };
    const area = { width: 8000, height: 30 };
    const marked = await shown(imageResult('point', [image], evidence(overlay)), area);
    const differs = (left: number, width: number): boolean =>
      part(marked, left, 0, width, area.height).data.some((value, at) => value !== (at % 4 === 3 ? 0xff : 0x80));
    assert.deepEqual(
      [differs(0, 5000), differs(5500, 200), differs(6300, 200), differs(7500, 500)],
      [false, true, true, false],
    );
  });

  it('has texts that take no more room than a large picture, whatever its shape', () => {
    const side = fc.integer({ min: 1, max: 65_500 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        fc.pre(width * height <= 100_000_000);
        const { width: whole, height: all, scale } = frameFor({ width, height });
        assert.ok(scale >= 1 && whole * 400 * scale <= 120_000_001);
        assert.ok(whole * all <= 2 * width * height + 120_000_000);
      }),
    );
    assert.equal(frameFor({ width: 10_000, height: 10_000 }).scale, 10.68);
  });

  it('is the same away from the marks', async () => {
    const image = await addPicture(folder, 'marked.png', 600, 400, noise);
    const overlay = {
      truth: [truth(box(0.5, 0.5, 0.7, 0.8), 'it')],
      found: [found(point(0.6, 0.6), 'hit', { truth: 0 })],
    };
    const picture = await shown(imageResult('point', [image], evidence(overlay)), image);
    const original = source(600, 400, noise);
    assert.equal(differingShare(part(picture, 0, 0, 230, 400), part(original, 0, 0, 230, 400), 0), 0);
    assert.equal(differingShare(part(picture, 0, 0, 600, 120), part(original, 0, 0, 600, 120), 0), 0);
    assert.ok(differingShare(part(picture, 300, 200, 120, 120), part(original, 300, 200, 120, 120), 0) > 0.5);
  });

  it('stays crisp with one bit a pixel, and small as a file', async () => {
    const stripes = (context: SKRSContext2D, { width, height }: Canvas): void => {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#000000';
      for (let x = 0; x < width; x += 2) context.fillRect(x, 0, 1, height);
    };
    const image = await addPicture(folder, 'bits.png', 300, 300, stripes);
    const result = imageResult('count', [image], { measures: { count: 1, found: 1, countError: 0 } });
    assert.equal(differingShare(await shown(result, image), source(300, 300, stripes), 0), 0);
    assert.ok(
      paint(result, { name: '#7', label: null, pictures: await createPictureFiles().load(folder, [image]) }).length <
        60_000,
    );
  });

  it('shows a checked ground where it is transparent', async () => {
    const image = await addPicture(folder, 'clear.png', 320, 240, (context) => {
      context.fillStyle = '#ff0000';
      context.fillRect(0, 0, 160, 240);
    });
    const picture = await shown(imageResult('choice', [image], { expected: 'A: x', got: 'A: x' }), image);
    const colors = (left: number): Set<string> => {
      const { data } = part(picture, left, 0, 160, 240);
      return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 3).join()));
    };
    assert.deepEqual([...colors(0)], ['255,0,0']);
    assert.deepEqual([...colors(160)].sort(), ['213,218,224', '255,255,255']);
  });

  it('keeps its own size when it is tiny, with an enlarged copy beside it', async () => {
    const draw = (context: SKRSContext2D): void => {
      context.fillStyle = '#123456';
      context.fillRect(0, 0, 2, 1);
      context.fillStyle = '#fedcba';
      context.fillRect(0, 0, 1, 1);
    };
    const image = await addPicture(folder, 'two.png', 2, 1, draw);
    const { original, enlarged, width } = frameFor(image);
    const picture = await drawn(imageResult('count', [image], { measures: { count: 2, found: 2, countError: 0 } }));
    assert.equal(picture.width, width);
    assert.equal(differingShare(part(picture, original.x, original.y, 2, 1), source(2, 1, draw), 0), 0);
    assert.ok(enlarged && enlarged.zoom === 64);
    const copy = part(picture, enlarged.x, enlarged.y, 128, 64);
    assert.deepEqual(
      [...copy.data.slice(0, 3), ...copy.data.slice(4 * 63, 4 * 63 + 3), ...copy.data.slice(4 * 64, 4 * 64 + 3)],
      [0xfe, 0xdc, 0xba, 0xfe, 0xdc, 0xba, 0x12, 0x34, 0x56],
    );
  });

  it('keeps its own size when it is long, with everything else larger', async () => {
    const image = await addPicture(folder, 'long.png', 3000, 150, drawScene);
    const picture = await drawn(
      imageResult('box', [image], {
        verdict: 'incorrect',
        ...evidence({ truth: [truth(box(0.2, 0.3, 0.3, 0.9), 'tower', true)], found: [] }),
      }),
    );
    const { width, original, scale } = frameFor(image);
    assert.equal(picture.width, width);
    const whole = source(3000, 150, drawScene);
    assert.equal(
      differingShare(part(picture, original.x + 1500, original.y, 1500, 150), part(whole, 1500, 0, 1500, 150), 0),
      0,
    );
    const barRows = Array.from({ length: picture.height }, (_, y) => picture.data[4 * (y * picture.width + 5)]!).filter(
      (red) => red === 0x20,
    ).length;
    assert.ok(scale > 3 && barRows > 110 * scale, `${barRows} rows of the bar`);
  });

  it('is the same drawn in bands as in one piece', async () => {
    const image = await addPicture(folder, 'banded.png', 480, 320, drawScene);
    const overlay = {
      truth: [truth(box(0.1, 0.1, 0.5, 0.9), '红绿灯', true)],
      found: [found(point(0.7, 0.5), 'miss', { nearest: [0.5, 0.5] }), found(point(0.8, 0.2), 'extra')],
    };
    const result = imageResult('point', [image], {
      verdict: 'incorrect',
      reason: 'It is elsewhere.',
      ...evidence(overlay),
    });
    const pictures = await createPictureFiles().load(folder, [image]);
    const whole = await pixelsOf(paint(result, { name: '#7', label: 'Find it', pictures }));
    const { original } = frameFor(image);
    const free = (picture: Pixels): Pixels => part(picture, original.x + 410, original.y + 180, 70, 140);
    for (const rows of [37, 200]) {
      const banded = await pixelsOf(
        createResultPainter(distDirectory, whole.width * rows)(result, { name: '#7', label: 'Find it', pictures }),
      );
      // The edges of letters and lines are smoothed a little otherwise where a band cuts them; the picture itself never is.
      assert.ok(differingShare(whole, banded, 72) < 0.0001, `${rows} rows at once`);
      assert.equal(differingShare(free(whole), free(banded), 0), 0, `${rows} rows at once`);
    }
  });

  it('says what can not be read and shows everything else', async () => {
    const missing: RecordedImage = {
      ...(await addPicture(folder, 'gone.png', 300, 200, drawScene)),
      file: 'images/not-there.png',
    };
    const broken = await addFile(folder, 'broken.png', Buffer.from('no picture'), 300, 200);
    const outside: RecordedImage = { ...missing, file: '../../elsewhere.png' };
    await writeFile(join(folder, 'cut.bin'), '');
    const empty: RecordedImage = { ...missing, file: 'cut.bin' };
    const huge: RecordedImage = { ...missing, width: 2_000_000_000, height: 5 };
    for (const image of [missing, broken, outside, empty, huge]) {
      const pictures = (await createPictureFiles().load(folder, [image]))!;
      assert.equal(pictures.first.drawing, null);
      assert.ok(pictures.first.problem && !pictures.first.problem.includes(folder), pictures.first.problem ?? '');
      const picture = await drawn(
        imageResult('point', [image], evidence({ truth: [truth(box(0.2, 0.2, 0.6, 0.6), 'it')], found: [] })),
      );
      assert.ok(picture.width < 1000 && picture.height > 300);
    }
    assert.match((await createPictureFiles().load(folder, [missing]))!.first.problem!, /missing/);
    assert.match((await createPictureFiles().load(folder, [outside]))!.first.problem!, /outside/);
  });

  it('is drawn whatever the marks on it', async () => {
    const image = await addPicture(folder, 'any.png', 240, 200, drawScene);
    const pictures = await createPictureFiles().load(folder, [image]);
    const number = fc.oneof(
      fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      fc.constantFrom(0, 1, 0.5, -1e9, 1e9, 1e38, -1e308),
    );
    const shape: fc.Arbitrary<Shape> = fc.oneof(
      fc.record({ kind: fc.constant('point' as const), x: number, y: number }),
      fc.record({ kind: fc.constant('box' as const), x1: number, y1: number, x2: number, y2: number }),
      fc.record({
        kind: fc.constant('polygon' as const),
        points: fc.array(fc.tuple(number, number), { maxLength: 5 }),
      }),
      fc.record({
        kind: fc.constant('ellipse' as const),
        x: number,
        y: number,
        rx: fc.double({ min: 0, max: 2, noNaN: true }),
        ry: fc.double({ min: 0, max: 2, noNaN: true }),
      }),
    );
    const label = fc.option(fc.string({ unit: 'grapheme', maxLength: 60 }), { nil: undefined });
    const overlay = fc.record({
      truth: fc.array(fc.record({ shape, label, isMissed: fc.boolean() }), { maxLength: 12 }),
      found: fc.array(
        fc.record({
          shape,
          label,
          state: fc.constantFrom('hit', 'miss', 'extra', 'note'),
          truth: fc.constant(null),
          nearest: fc.option(fc.tuple(number, number), { nil: undefined }),
        }),
        { maxLength: 12 },
      ),
    });
    fc.assert(
      fc.property(overlay, fc.constantFrom('correct', 'incorrect', 'error'), (marks, verdict) => {
        assert.ok(
          paint(imageResult('box', [image], { verdict, ...evidence(marks) }), { name: '#7', label: null, pictures })
            .length > 3000,
        );
      }),
      { numRuns: 25 },
    );
  });

  it('has a shape of any number of corners', async () => {
    const image = await addPicture(folder, 'corners.png', 240, 200, drawScene);
    const points = Array.from({ length: 200_000 }, (_, corner): [number, number] => [
      0.5 + 0.3 * Math.cos((corner * Math.PI) / 100_000),
      0.5 + 0.3 * Math.sin((corner * Math.PI) / 100_000),
    ]);
    const overlay = { truth: [truth({ kind: 'polygon', points }, 'round', true)], found: [] };
    const picture = await drawn(imageResult('box', [image], evidence(overlay)));
    assert.equal(picture.width, frameFor(image).width);
  });

  it('has hundreds of marks drawn over it', async () => {
    const image = await addPicture(folder, 'many.png', 800, 600, drawScene);
    const at = (position: number): Shape =>
      box(
        (position % 20) / 20,
        Math.floor(position / 20) / 20,
        (position % 20) / 20 + 0.03,
        Math.floor(position / 20) / 20 + 0.03,
      );
    const many = Array.from({ length: 400 }, (_, position) => position);
    const overlay = {
      truth: many.map((position) => truth(at(position), `thing ${position}`, position % 2 === 0)),
      found: many.map((position) =>
        found(at(position), position % 2 === 0 ? 'note' : 'hit', { label: `thing ${position}` }),
      ),
    };
    const picture = await drawn(imageResult('box', [image], evidence(overlay)));
    assert.equal(picture.width, frameFor(image).width);
  });

  it('is decoded once for tests that follow each other', async () => {
    const images = await Promise.all(
      [1, 2].map((number) => addPicture(folder, `kept-${number}.png`, 64, 64 * number, noise)),
    );
    const files = createPictureFiles();
    const [first, again] = [
      await files.load(folder, [images[0]!, images[1]!]),
      await files.load(folder, [images[0]!, images[1]!]),
    ];
    assert.equal(first!.first.drawing, again!.first.drawing);
    assert.equal(first!.others[0]!.drawing, again!.others[0]!.drawing);
    assert.equal(await files.load(folder, []), null);
  });
});
