// What the tests of image tests' result images share: made-up pictures in a run folder, results about them, and a comparison of PNGs by pixels.

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas, loadImage, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Rectangle } from '../../../../src/core/resultImage/frameFor';
import type { FoundMark, Overlay, RecordedImage, Shape, TruthMark } from '../../../../src/shared/results/picture';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { exampleResult } from './resultImageFixture';

/** Makes a picture with `draw` and puts it into the run folder, as a run keeps it. */
export async function addPicture(
  runDirectory: string,
  name: string,
  width: number,
  height: number,
  draw: (context: SKRSContext2D, canvas: Canvas) => void,
): Promise<RecordedImage> {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'), canvas);
  return addFile(runDirectory, name, canvas.encodeSync('png'), width, height);
}

/** Puts the bytes of a picture into the run folder. */
export async function addFile(
  runDirectory: string,
  name: string,
  bytes: Buffer,
  width: number,
  height: number,
): Promise<RecordedImage> {
  await mkdir(join(runDirectory, 'images'), { recursive: true });
  const file = `images/${name}`;
  await writeFile(join(runDirectory, file), bytes);
  const sent = {
    file,
    mediaType: 'image/png' as const,
    width,
    height,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  return { ...sent, source: `pictures/${name}`, sent };
}

export function imageResult(testType: string, images: RecordedImage[], changes: Partial<TestResult> = {}): TestResult {
  return exampleResult({
    runId: '2026-11-21_17-45-03_pictures',
    benchmarkName: 'Pictures',
    testType,
    images,
    prompt: 'Look at the picture.',
    response: '{"answer": 1}',
    ...changes,
  });
}

export const box = (x1: number, y1: number, x2: number, y2: number): Shape => ({ kind: 'box', x1, y1, x2, y2 });
export const point = (x: number, y: number): Shape => ({ kind: 'point', x, y });
export const truth = (shape: Shape, label?: string, isMissed = false): TruthMark => ({
  shape,
  ...(label === undefined ? {} : { label }),
  isMissed,
});
export const found = (shape: Shape, state: FoundMark['state'], rest: Partial<FoundMark> = {}): FoundMark => ({
  shape,
  state,
  truth: null,
  ...rest,
});
export const evidence = (overlay: Overlay): Pick<TestResult, 'evidence'> => ({ evidence: { overlay } });

/** Colored shapes on a lively ground, so that a mark has to show on any color. The same each time. */
export function drawScene(context: SKRSContext2D, { width, height }: Canvas): void {
  // Bands, not a gradient: a reference picture of few colors is a small file.
  ['#2b3a55', '#7aa36b', '#e8d9a8', '#f7f7f7'].forEach((color, band) => {
    context.fillStyle = color;
    context.fillRect(Math.floor((band * width) / 4), 0, Math.ceil(width / 4), height);
  });
  let seed = 7;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  for (let count = 0; count < 24; count++) {
    context.fillStyle = ['#009e73', '#0072b2', '#d55e00', '#f0c000', '#101010', '#ffffff'][count % 6]!;
    const [x, y, side] = [random() * width, random() * height, (0.03 + 0.07 * random()) * Math.min(width, height)];
    if (count % 2 === 0) context.fillRect(Math.round(x), Math.round(y), Math.round(side), Math.round(side));
    else {
      context.beginPath();
      context.arc(x, y, side / 2, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

export interface Pixels {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

/** The pixels of a PNG, or of a part of it. */
export async function pixelsOf(png: Buffer, area?: Rectangle): Promise<Pixels> {
  const image = await loadImage(png);
  const { x, y, width, height } = area ?? { x: 0, y: 0, width: image.width, height: image.height };
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, -x, -y);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** The share of pixels of which any channel differs by more than `step`, 0-1; 1 for pictures of different size. */
export function differingShare(one: Pixels, other: Pixels, step: number): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  let different = 0;
  const differs = (at: number): boolean => Math.abs(one.data[at]! - other.data[at]!) > step;
  for (let at = 0; at < one.data.length; at += 4) if (differs(at) || differs(at + 1) || differs(at + 2)) different++;
  return different / (one.data.length / 4);
}

/** A part of a picture. */
export function part({ width, data }: Pixels, left: number, top: number, wide: number, high: number): Pixels {
  const cut = new Uint8ClampedArray(4 * wide * high);
  for (let row = 0; row < high; row++) {
    const start = 4 * ((top + row) * width + left);
    cut.set(data.subarray(start, start + 4 * wide), 4 * row * wide);
  }
  return { width: wide, height: high, data: cut };
}
