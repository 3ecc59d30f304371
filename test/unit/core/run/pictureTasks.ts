// What is asked in the end-to-end tests of image tests: one picture with known places, tasks of all six test types, what a model says to
// each in px of the picture, and the verdict and score that must come of it, worked out by hand.

import { createCanvas } from '@napi-rs/canvas';
import type { PixelBox, PixelPoint } from '../../../../src/shared/run/imageExpectation';

/** px of the picture, the size of the vendors' worked examples. */
export const size = { width: 1920, height: 1080 };

/** What a model has seen; its family decides how it says so. */
export type Said =
  | { points: { at: PixelPoint; label: string }[] }
  | { boxes: { box: PixelBox; label: string }[] }
  | { count: number }
  | { text: string }
  /** The text of an option; its letter is in the prompt. */
  | { option: string }
  | { label: string }
  | { labels: string[] };

export interface PictureTask {
  /** In the prompt, so that a server knows what it is asked. */
  id: string;
  testType: string;
  expectation: unknown;
  said: Said;
  verdict: 'correct' | 'incorrect';
  score: number;
  /** Tests that the prompt becomes; 1 when absent. */
  rotations?: number;
}

const lamp: PixelPoint = [1500, 260];
const circle = { circle: { center: lamp, radius: 40 }, label: 'lamp' };
const sign: PixelBox = [200, 700, 360, 820];
const roof: PixelPoint[] = [
  [900, 100],
  [1020, 100],
  [960, 220],
];
const door: PixelBox = [1200, 600, 1600, 900];
const cat: PixelBox = [100, 100, 500, 260];
const dog: PixelBox = [1300, 700, 1500, 1000];
const animals = {
  boxes: [
    { box: cat, label: 'cat' },
    { box: dog, label: 'dog' },
  ],
  labels: 'match',
};
const options = { A: 'a cat', B: 'a dog', C: 'a horse' };
const views = { choices: ['street', 'forest', 'beach'], label: 'street' };
const parts = { choices: ['sky', 'sea', 'sand', 'snow'], labels: ['sky', 'sea'] };

const pointTask = (
  id: string,
  expectation: unknown,
  points: PixelPoint[],
  verdict: PictureTask['verdict'],
  score: number,
): PictureTask => ({
  id,
  testType: 'point',
  expectation,
  said: { points: points.map((at, position) => ({ at, label: `place ${position + 1}` })) },
  verdict,
  score,
});
const boxTask = (
  id: string,
  expectation: unknown,
  boxes: [PixelBox, string][],
  verdict: PictureTask['verdict'],
  score: number,
): PictureTask => ({
  id,
  testType: 'box',
  expectation,
  said: { boxes: boxes.map(([box, label]) => ({ box, label })) },
  verdict,
  score,
});

export const pictureTasks: readonly PictureTask[] = [
  pointTask('point-right', { regions: [circle] }, [lamp], 'correct', 1),
  // 28 px from the middle of a circle with a radius of 40.
  pointTask('point-near', { regions: [circle] }, [[1520, 280]], 'correct', 1),
  // Where the lamp would be for somebody who takes x for y: 1920 * 260 / 1080, 1080 * 1500 / 1920.
  pointTask('point-swapped', { regions: [circle] }, [[462, 844]], 'incorrect', 0),
  pointTask(
    'points-right',
    { regions: [{ box: sign }, { polygon: roof }] },
    [
      [280, 760],
      [960, 140],
    ],
    'correct',
    1,
  ),
  // One of two met, one of two given in vain: F1 = 1/2.
  pointTask(
    'points-half',
    { regions: [{ box: sign }, { polygon: roof }] },
    [
      [280, 760],
      [960, 400],
    ],
    'incorrect',
    0.5,
  ),
  pointTask('points-none', { regions: [circle] }, [], 'incorrect', 0),
  boxTask('box-right', { box: door, label: 'door' }, [[door, 'door']], 'correct', 1),
  // 300 x 300 of 500 x 300.
  boxTask('box-near', { box: door }, [[[1300, 600, 1700, 900], 'door']], 'correct', 0.6),
  // 200 x 300 of 600 x 300.
  boxTask('box-far', { box: door }, [[[1400, 600, 1800, 900], 'door']], 'incorrect', 1 / 3),
  boxTask(
    'boxes-right',
    animals,
    [
      [dog, 'dog'],
      [cat, 'cat'],
    ],
    'correct',
    1,
  ),
  boxTask(
    'boxes-mixed-up',
    animals,
    [
      [dog, 'cat'],
      [cat, 'dog'],
    ],
    'incorrect',
    0,
  ),
  { id: 'count-right', testType: 'count', expectation: 7, said: { count: 7 }, verdict: 'correct', score: 1 },
  { id: 'count-wrong', testType: 'count', expectation: 7, said: { count: 9 }, verdict: 'incorrect', score: 1 - 2 / 7 },
  {
    id: 'ocr-right',
    testType: 'ocr',
    expectation: 'Total: 12.50',
    said: { text: 'Total: 12.50' },
    verdict: 'correct',
    score: 1,
  },
  // One of twelve characters.
  {
    id: 'ocr-wrong',
    testType: 'ocr',
    expectation: 'Total: 12.50',
    said: { text: 'Total: 12.90' },
    verdict: 'incorrect',
    score: 11 / 12,
  },
  {
    id: 'choice-right',
    testType: 'choice',
    expectation: { options, answer: 'B', circular: true },
    said: { option: 'a dog' },
    verdict: 'correct',
    score: 1,
    rotations: 3,
  },
  {
    id: 'choice-wrong',
    testType: 'choice',
    expectation: { options, answer: 'B' },
    said: { option: 'a horse' },
    verdict: 'incorrect',
    score: 0,
  },
  {
    id: 'classify-right',
    testType: 'classify',
    expectation: views,
    said: { label: 'street' },
    verdict: 'correct',
    score: 1,
  },
  {
    id: 'classify-wrong',
    testType: 'classify',
    expectation: views,
    said: { label: 'beach' },
    verdict: 'incorrect',
    score: 0,
  },
  {
    id: 'labels-right',
    testType: 'classify',
    expectation: parts,
    said: { labels: ['sea', 'sky'] },
    verdict: 'correct',
    score: 1,
  },
  // Precision 1, recall 1/2.
  {
    id: 'labels-half',
    testType: 'classify',
    expectation: parts,
    said: { labels: ['sky'] },
    verdict: 'incorrect',
    score: 2 / 3,
  },
];

/** The task that a prompt asks. */
export function taskOf(prompt: string): PictureTask {
  const id = /Task (\S+):/.exec(prompt)?.[1];
  const task = pictureTasks.find((one) => one.id === id);
  if (!task) throw new Error(`no task in ${prompt}`);
  return task;
}

/** The benchmark of these tasks; JSON is YAML. */
export function pictureBenchmark(
  models: readonly string[],
  {
    tasks = pictureTasks,
    image = 'pictures/street.png',
    ...fields
  }: { tasks?: readonly PictureTask[]; image?: string; [field: string]: unknown } = {},
): string {
  const file = {
    benchmark_name: 'Street',
    purpose: 'A test of the engine.',
    base_prompt: 'Task {{task}}: look at the picture.',
    models,
    ...fields,
    prompts: tasks.map(({ id, testType, expectation }) => ({
      image,
      test_type: testType,
      dynamic_variables: { task: id },
      expectation,
    })),
  };
  return JSON.stringify(file, null, 2);
}

/** The picture: what is asked for is where the expectations say. */
export function drawStreet(): Buffer {
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  const fill = (color: string, [x1, y1, x2, y2]: PixelBox): void => {
    pen.fillStyle = color;
    pen.fillRect(x1, y1, x2 - x1, y2 - y1);
  };
  fill('#cfdce6', [0, 0, size.width, size.height]);
  fill('#7a8b6f', [0, 540, size.width, size.height]);
  fill('#b5523b', door);
  fill('#2f4b7c', sign);
  fill('#d9a441', cat);
  fill('#5b3a29', dog);
  pen.fillStyle = '#f7e26b';
  pen.beginPath();
  pen.arc(...lamp, 40, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#803030';
  pen.beginPath();
  for (const corner of roof) pen.lineTo(...corner);
  pen.fill();
  return canvas.toBuffer('image/png');
}
