// Makes up what image tests leave, one of each test type, on the picture beside this file: for the dev page and for looking.

import type { CoordinateReading, FoundMark, Overlay, RecordedImage, TruthMark } from '../../src/shared/results/picture';
import type { TestDetail } from '../../src/shared/protocols/runPanelProtocol';

/** The image test types, each of which has a recorded test here and in `recordedImageRun.ts`. */
export const recordedTypes = ['point', 'box', 'count', 'ocr', 'choice', 'classify'] as const;
export const imageKinds = [...recordedTypes, 'unparsable'] as const;
type ImageKind = (typeof imageKinds)[number];

type ImageResult = Partial<TestDetail['result']> &
  Pick<TestDetail['result'], 'verdict' | 'prompt' | 'response' | 'expected' | 'got'>;

const width = 800;
const height = 600;

export const recordedImage: RecordedImage = {
  file: 'images/3f2a91c0-straße 街.png',
  mediaType: 'image/png',
  width,
  height,
  bytes: 48_211,
  sha256: '3f2a91c0'.repeat(8),
  source: 'pictures/straße 街.png',
  sent: {
    file: 'images/3f2a91c0-straße 街-sent.png',
    mediaType: 'image/png',
    width: 784,
    height: 588,
    bytes: 41_007,
    sha256: '77aa01b2'.repeat(8),
  },
};

const box = (x1: number, y1: number, x2: number, y2: number) => ({
  kind: 'box' as const,
  x1: x1 / width,
  y1: y1 / height,
  x2: x2 / width,
  y2: y2 / height,
});
const point = (x: number, y: number) => ({ kind: 'point' as const, x: x / width, y: y / height });
const truth = (shape: TruthMark['shape'], label: string, isMissed = false): TruthMark => ({ shape, label, isMissed });

const pointOverlay: Overlay = {
  truth: [
    truth(box(90, 150, 135, 205), 'window'),
    truth(box(165, 150, 210, 205), 'window'),
    truth({ kind: 'ellipse', x: 372 / width, y: 412 / height, rx: 24 / width, ry: 24 / height }, 'wheel', true),
    truth(
      {
        kind: 'polygon',
        points: [
          [545 / width, 235 / height],
          [613 / width, 160 / height],
          [683 / width, 235 / height],
          [613 / width, 300 / height],
        ],
      },
      'tree',
    ),
  ],
  found: [
    { shape: point(110, 175), label: 'window', state: 'hit', truth: 0, measure: { name: 'distance', value: 0.0035 } },
    { shape: point(190, 182), label: 'window', state: 'hit', truth: 1, measure: { name: 'distance', value: 0.0054 } },
    { shape: point(612, 222), label: 'tree', state: 'hit', truth: 3, measure: { name: 'distance', value: 0.012 } },
    {
      shape: point(405, 455),
      label: 'wheel',
      state: 'miss',
      truth: null,
      measure: { name: 'distance', value: 0.054 },
      nearest: [389 / width, 429 / height],
    },
    { shape: point(690, 90), state: 'extra', truth: null },
  ],
};

const otherPoints: Overlay = {
  truth: pointOverlay.truth,
  found: [
    { shape: point(120, 190), state: 'hit', truth: 0 },
    { shape: point(378, 408), state: 'hit', truth: 2 },
    { shape: point(520, 120), state: 'miss', truth: null, nearest: [585 / width, 190 / height] },
  ],
};

const boxOverlay: Overlay = {
  truth: [
    truth(box(330, 340, 520, 436), 'car'),
    truth(box(543, 160, 683, 400), 'tree'),
    truth(box(125, 290, 175, 380), 'door', true),
  ],
  found: [
    { shape: box(322, 332, 512, 428), label: 'car', state: 'hit', truth: 0, measure: { name: 'iou', value: 0.783 } },
    { shape: box(540, 158, 700, 402), label: 'tree', state: 'hit', truth: 1, measure: { name: 'iou', value: 0.861 } },
    {
      shape: box(60, 120, 240, 380),
      label: 'house',
      state: 'extra',
      truth: null,
      measure: { name: 'iou', value: 0.096 },
    },
  ],
};

const otherBoxes: Overlay = {
  truth: boxOverlay.truth,
  found: [
    { shape: box(345, 330, 530, 440), label: 'car', state: 'hit', truth: 0, measure: { name: 'iou', value: 0.74 } },
  ],
};

/** What the answer's numbers were, read as thousandths with y first. */
function reading(found: readonly FoundMark[]): CoordinateReading {
  const canonical = found.map(({ shape }) =>
    shape.kind === 'point' ? [shape.x, shape.y] : shape.kind === 'box' ? [shape.x1, shape.y1, shape.x2, shape.y2] : [],
  );
  const swapped = (numbers: readonly number[]): number[] =>
    numbers.flatMap((_, place) => (place % 2 === 0 ? [numbers[place + 1]!, numbers[place]!] : []));
  return {
    profile: 'gemini_yx1000',
    description: 'y before x, thousandths of each axis',
    chosenBy: 'table',
    transform: { order: 'yx', width: 1000, height: 1000 },
    parsed: canonical.map((numbers) => swapped(numbers).map((value) => Math.round(value * 100_000) / 100)),
    canonical,
  };
}

export function isImageKind(kind: string): kind is ImageKind {
  return imageKinds.some((known) => known === kind);
}

/** What another model found on the same picture; null where the test type knows no places. */
export function otherOverlay(kind: ImageKind): Overlay | null {
  return kind === 'point' ? otherPoints : kind === 'box' ? otherBoxes : null;
}

export function recordedImageResult(kind: ImageKind): ImageResult {
  const common = { images: [recordedImage], prompt: `${prompts[kind]}\n\nThe picture is 784 px wide and 588 px high.` };
  switch (kind) {
    case 'point':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0.667,
        measures: { hits: 3, regions: 4, points: 5, precision: 0.6, recall: 0.75, f1: 0.667, distance: 0.0187 },
        response: '```json\n[{"point": [291.67, 137.5], "label": "window"}, ...]\n```',
        expected: '4 regions, each met by a point of its own',
        got: '5 points: 3 hits, 1 miss, 1 extra',
        reason: '3 of 4 regions were met; the wheel was missed by 37 px, and one point is one too many.',
        evidence: { overlay: pointOverlay, coordinates: reading(pointOverlay.found) },
      };
    case 'box':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0.548,
        measures: { iou: 0.548, precision: 0.667, recall: 0.667, f1: 0.667, meanF1: 0.42 },
        response: '{"objects": [{"label": "car", "box_2d": [553, 402, 713, 640]}, ...]}',
        expected: '3 boxes',
        got: '3 boxes: 2 at IoU 0.5 or more',
        reason: '2 of 3 boxes were found at IoU 0.5; the door was missed.',
        evidence: { overlay: boxOverlay, coordinates: { ...reading(boxOverlay.found), chosenBy: 'default' } },
      };
    case 'count':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0.5,
        measures: { count: 4, found: 5, countError: 1 },
        response: '{"count": 5}',
        expected: '4',
        got: '5',
        evidence: {
          overlay: {
            truth: [],
            found: [
              { shape: point(112, 178), state: 'note', truth: null },
              { shape: point(188, 178), state: 'note', truth: null },
            ],
          },
        },
      };
    case 'ocr':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0.857,
        measures: { cer: 0.143, wer: 0.667, anls: 0.857, exact: 0, characters: 14, words: 3 },
        response: '{"text": "Maln Strcet 12."}',
        expected: 'Main Street 12',
        got: 'Maln Strcet  12.',
        evidence: {
          overlay: {
            truth: [truth(box(360, 500, 580, 552), 'Main Street 12')],
            found: [
              {
                shape: box(390, 512, 450, 540),
                label: 'Maln',
                state: 'note',
                truth: null,
                measure: { name: 'confidence', value: 0.61 },
              },
            ],
          },
        },
      };
    case 'choice':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0,
        classes: { truth: ['B'], found: ['C'] },
        response: 'The answer is (C).',
        expected: 'B: a blue car',
        got: 'C: a red car',
      };
    case 'classify':
      return {
        ...common,
        verdict: 'incorrect',
        score: 0.5,
        measures: { precision: 0.5, recall: 0.5, f1: 0.5, exact: 0 },
        classes: { truth: ['street', 'day'], found: ['street', 'night'] },
        response: '{"labels": ["street", "night"]}',
        expected: 'street, day',
        got: 'street, night',
      };
    case 'unparsable':
      return {
        ...common,
        verdict: 'error',
        score: null,
        response: '{"points": [[1250, 300]]}',
        expected: '4 regions, each met by a point of its own',
        got: '',
        error: {
          kind: 'unparsable',
          message:
            'The answer gives x = 1250, which is outside 0-1000. Nothing was cut off or guessed; if the model counts px, set `coordinates: pixels` for it.',
        },
        evidence: { overlay: { truth: pointOverlay.truth.map((mark) => ({ ...mark, isMissed: true })), found: [] } },
      };
  }
}

const prompts: { [kind in ImageKind]: string } = {
  point: 'Point at every window, the left wheel and the tree.',
  box: 'Draw a box around the car, the tree and the door.',
  count: 'How many round things are there?',
  ocr: 'What does the sign say?',
  choice: 'What is on the street?\nA: nothing\nB: a blue car\nC: a red car',
  classify: 'Which of these fit: street, sea, day, night?',
  unparsable: 'Point at every window, the left wheel and the tree.',
};
