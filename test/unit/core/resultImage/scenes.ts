// The tests whose result images are kept as reviewed references: one of each kind, and the pictures that are hard to show.

import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { RecordedImage } from '../../../../src/shared/results/picture';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { addPicture, box, drawScene, evidence, found, imageResult, point, truth } from './imageTestFixture';

interface Scene {
  label: string;
  make(runDirectory: string): Promise<TestResult>;
}

const scene = (runDirectory: string): Promise<RecordedImage> =>
  addPicture(runDirectory, 'scene.png', 480, 320, drawScene);

export const scenes: { [name: string]: Scene } = {
  point: {
    label: 'Point at every signal lamp',
    make: async (runDirectory) =>
      imageResult('point', [await scene(runDirectory)], {
        verdict: 'incorrect',
        score: 0.5,
        measures: { hits: 2, regions: 4, points: 4, precision: 0.5, recall: 0.5, f1: 0.5, distance: 0.071 },
        reason: 'Point 3 is 8.4% of the diagonal away from the nearest region "door".',
        evidence: {
          overlay: {
            truth: [
              truth(box(0.08, 0.12, 0.25, 0.35), 'lamp'),
              truth({ kind: 'ellipse', x: 0.47, y: 0.3, rx: 0.08, ry: 0.12 }, '红绿灯'),
              truth(
                {
                  kind: 'polygon',
                  points: [
                    [0.7, 0.55],
                    [0.9, 0.5],
                    [0.95, 0.8],
                    [0.75, 0.85],
                  ],
                },
                'door',
                true,
              ),
              truth(box(0.0, 0.75, 0.12, 1), undefined, true),
            ],
            found: [
              found(point(0.15, 0.22), 'hit', { truth: 0, label: 'lamp' }),
              found(point(0.45, 0.33), 'hit', { truth: 1, label: '红绿灯' }),
              found(point(0.58, 0.74), 'miss', { nearest: [0.735, 0.728] }),
              found(point(0.22, 0.3), 'extra', { truth: 0 }),
            ],
          },
          coordinates: {
            profile: 'gemini',
            description: 'y before x, thousandths',
            chosenBy: 'table',
            transform: { order: 'yx', width: 1000, height: 1000 },
            parsed: [],
            canonical: [],
          },
        },
      }),
  },
  box: {
    label: 'Put a box around every vehicle',
    make: async (runDirectory) =>
      imageResult('box', [await scene(runDirectory)], {
        verdict: 'incorrect',
        score: 0.57,
        measures: { iou: 0.44, precision: 0.5, recall: 0.67, f1: 0.57, meanF1: 0.31, truths: 3, boxes: 4 },
        reason: 'No further box overlaps "lorry".',
        ...evidence({
          truth: [
            truth(box(0.06, 0.1, 0.38, 0.48), 'car'),
            truth(box(0.55, 0.12, 0.8, 0.4), 'bus'),
            truth(box(0.62, 0.62, 0.94, 0.92), 'lorry', true),
          ],
          found: [
            found(box(0.08, 0.12, 0.4, 0.47), 'hit', {
              truth: 0,
              label: 'car',
              measure: { name: 'iou', value: 0.834 },
            }),
            found(box(0.54, 0.14, 0.81, 0.43), 'hit', {
              truth: 1,
              label: 'bus',
              measure: { name: 'iou', value: 0.76 },
            }),
            found(box(0.5, 0.55, 0.8, 0.8), 'miss', { label: 'lorry', measure: { name: 'iou', value: 0.29 } }),
            found(box(0.12, 0.65, 0.3, 0.9), 'extra', { label: 'car', measure: { name: 'iou', value: 0 } }),
          ],
        }),
      }),
  },
  count: {
    label: 'How many round things are there?',
    make: async (runDirectory) =>
      imageResult('count', [await scene(runDirectory)], {
        verdict: 'incorrect',
        score: 0.88,
        expected: '8',
        got: '7',
        measures: { count: 8, found: 7, countError: -1 },
        reason: '7 is 1 fewer than 8.',
        ...evidence({
          truth: [0.1, 0.2, 0.31, 0.42, 0.55, 0.66, 0.78, 0.9].map((x, position) =>
            truth(point(x, 0.2 + (0.6 * ((position * 5) % 8)) / 8)),
          ),
          found: [0.11, 0.21, 0.33, 0.43, 0.56, 0.69, 0.79].map((x, position) =>
            found(point(x, 0.23 + (0.6 * ((position * 5) % 8)) / 8), 'note'),
          ),
        }),
      }),
  },
  ocr: {
    label: 'Read the sign',
    make: async (runDirectory) =>
      imageResult('ocr', [await addPicture(runDirectory, 'sign.png', 420, 120, drawSign)], {
        verdict: 'incorrect',
        score: 0.86,
        expected: 'Platform 12 closes at 18:45\n本站台 18:45 关闭, please mind the gap',
        got: 'Platform 1Z closes  at 18:45\n本站 18:45 关闭,please mind the gaps',
        measures: { cer: 0.081, wer: 0.36, anls: 0.92, exact: 0, characters: 64, words: 11 },
        reason: '5 edits on 64 characters: CER 8.1%, where at most 5% is allowed.',
        ...evidence({
          truth: [truth(box(0.05, 0.15, 0.95, 0.85))],
          found: [
            found(box(0.08, 0.25, 0.5, 0.45), 'note', { label: 'Platform' }),
            found(box(0.08, 0.55, 0.9, 0.75), 'note', { label: '关闭' }),
          ],
        }),
      }),
  },
  choice: {
    label: 'Which animal is in the picture?',
    make: async (runDirectory) =>
      imageResult('choice', [await scene(runDirectory)], {
        verdict: 'incorrect',
        score: 0,
        prompt:
          'Which animal is in the picture?\n\nA. a cat\nB. a dog that is much larger than the other animals and sits in front of the house\nC. 一只鸟\nD. none of these\n\nAnswer as JSON.',
        expected: 'B: a dog that is much larger than the other animals and sits in front of the house',
        got: 'C: 一只鸟',
        classes: {
          truth: ['a dog that is much larger than the other animals and sits in front of the house'],
          found: ['一只鸟'],
        },
        reason: 'The answer is C: 一只鸟, where B is right.',
      }),
  },
  classify: {
    label: 'Name all that applies',
    make: async (runDirectory) =>
      imageResult('classify', [await scene(runDirectory)], {
        verdict: 'incorrect',
        score: 0.67,
        classes: { truth: ['indoors', 'daylight'], found: ['daylight', 'people'] },
        measures: { precision: 0.5, recall: 0.5, f1: 0.5, exact: 0 },
        isSimulated: true,
      }),
  },
  tiny: {
    label: 'Where is the red pixel?',
    make: async (runDirectory) =>
      imageResult('point', [await addPicture(runDirectory, 'tiny.png', 16, 16, drawTiny)], {
        verdict: 'correct',
        measures: { hits: 1, regions: 1, points: 1, distance: 0 },
        ...evidence({
          truth: [truth(box(0.25, 0.25, 0.5, 0.5), 'red')],
          found: [found(point(0.4, 0.35), 'hit', { truth: 0 })],
        }),
      }),
  },
  transparent: {
    label: 'Find the ring',
    make: async (runDirectory) =>
      imageResult('box', [await addPicture(runDirectory, 'transparent.png', 320, 240, drawTransparent)], {
        verdict: 'correct',
        score: 0.9,
        measures: { iou: 0.9, truths: 1, boxes: 1 },
        ...evidence({
          truth: [truth(box(0.3, 0.2, 0.7, 0.8), 'ring')],
          found: [
            found(box(0.31, 0.22, 0.71, 0.8), 'hit', { truth: 0, label: 'ring', measure: { name: 'iou', value: 0.9 } }),
          ],
        }),
      }),
  },
  unreadable: {
    label: 'Click on the OK button',
    make: async (runDirectory) =>
      imageResult('point', [await scene(runDirectory)], {
        verdict: 'error',
        score: null,
        got: '',
        response: 'Sure! You can click at <box>1402, 33</box>, which should be the button.',
        error: {
          kind: 'unparsable',
          message: 'The answer gives x = 1402, but the picture that was sent is 480 px wide.',
        },
        ...evidence({ truth: [truth(box(0.3, 0.4, 0.55, 0.55), 'OK')], found: [] }),
      }),
  },
  panorama: {
    label: 'Find the tower',
    make: async (runDirectory) =>
      imageResult('box', [await addPicture(runDirectory, 'panorama.png', 1600, 60, drawScene)], {
        verdict: 'incorrect',
        score: 0.1,
        measures: { iou: 0.1, truths: 1, boxes: 1 },
        reason: 'The box overlaps "tower" with IoU 0.10, where 0.5 is needed.',
        ...evidence({
          truth: [truth(box(0.8, 0.1, 0.83, 0.95), 'tower', true)],
          found: [found(box(0.77, 0.4, 0.82, 1), 'miss', { label: 'tower', measure: { name: 'iou', value: 0.1 } })],
        }),
      }),
  },
  several: {
    label: 'In which picture is the bicycle?',
    make: async (runDirectory) =>
      imageResult(
        'raw_string_evaluator',
        [
          await scene(runDirectory),
          await addPicture(runDirectory, 'second.png', 300, 500, drawScene),
          await addPicture(runDirectory, 'third.png', 90, 60, drawTransparent),
        ],
        {
          verdict: 'correct',
          prompt: 'In which picture is the bicycle? Answer with its number.',
          response: '2',
          expected: '2',
          got: '2',
        },
      ),
  },
};

function drawSign(context: SKRSContext2D, { width, height }: Canvas): void {
  context.fillStyle = '#fdfdf5';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#222222';
  // Bars for words: what a picture says is no matter here.
  for (const [x, y, wide] of [
    [34, 32, 110],
    [152, 32, 30],
    [190, 32, 90],
    [34, 68, 60],
    [104, 68, 50],
    [164, 68, 200],
  ] as const)
    context.fillRect(x, y, wide, 18);
}

function drawTiny(context: SKRSContext2D): void {
  for (let y = 0; y < 16; y++) {
    for (let x = 0; x < 16; x++) {
      context.fillStyle = x >= 4 && x < 8 && y >= 4 && y < 8 ? '#d02020' : (x + y) % 2 === 0 ? '#305080' : '#d0d8e0';
      context.fillRect(x, y, 1, 1);
    }
  }
}

function drawTransparent(context: SKRSContext2D, { width, height }: Canvas): void {
  context.strokeStyle = 'rgba(120, 20, 140, 0.8)';
  context.lineWidth = height / 12;
  context.beginPath();
  context.arc(width / 2, height / 2, height / 4, 0, 2 * Math.PI);
  context.stroke();
}
