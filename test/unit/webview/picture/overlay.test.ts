// The picture with its marks before anything is drawn: where marks and labels are, how zooming scrolls, and what is said of them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CoordinateReading, Overlay } from '../../../../src/shared/results/picture';
import {
  boundsOf,
  numbersOf,
  outlineOf,
  spreadLabels,
  toPixels,
} from '../../../../webview-ui/src/picture/overlayGeometry';
import type { WantedLabel } from '../../../../webview-ui/src/picture/overlayGeometry';
import { letterName } from '../../../../webview-ui/src/picture/overlayMarks';
import { foundLabel, foundLines, overlayText, truthLines } from '../../../../webview-ui/src/picture/overlayWords';
import {
  fitScale,
  largestScale,
  roomAround,
  scrollAfterZoom,
  steppedScale,
} from '../../../../webview-ui/src/picture/overlayZoom';
import { transformText } from '../../../../webview-ui/src/test/coordinatesTable';

const size = { width: 800, height: 600 };
const whole = { x1: 0, y1: 0, x2: 800, y2: 600 };
const hit = {
  shape: { kind: 'point', x: 0.25, y: 0.5 },
  label: 'cat',
  state: 'hit',
  truth: 0,
  measure: { name: 'distance', value: 0.01 },
} as const;
const overlay: Overlay = {
  truth: [
    { shape: { kind: 'box', x1: 0.2, y1: 0.4, x2: 0.3, y2: 0.6 }, label: 'cat', isMissed: false },
    { shape: { kind: 'ellipse', x: 0.5, y: 0.5, rx: 0.03, ry: 0.04 }, isMissed: true },
  ],
  found: [hit, { shape: { kind: 'point', x: 0.9, y: 0.1 }, state: 'extra', truth: null }],
};

describe('marks on a picture', () => {
  it('are in px of the original', () => {
    assert.deepEqual(toPixels(overlay.truth[0]!.shape, size), { kind: 'box', x1: 160, y1: 240, x2: 240, y2: 360 });
    // A circle of the original is canonically an ellipse.
    assert.deepEqual(toPixels(overlay.truth[1]!.shape, size), { kind: 'ellipse', x: 400, y: 300, rx: 24, ry: 24 });
    assert.deepEqual(
      toPixels(
        {
          kind: 'polygon',
          points: [
            [0, 0],
            [1, 0],
            [0.5, 1],
          ],
        },
        size,
      ),
      {
        kind: 'polygon',
        points: [
          [0, 0],
          [800, 0],
          [400, 600],
        ],
      },
    );
    assert.deepEqual(
      boundsOf({
        kind: 'polygon',
        points: [
          [3, 9],
          [7, 2],
          [5, 4],
        ],
      }),
      { x1: 3, y1: 2, x2: 7, y2: 9 },
    );
    assert.deepEqual(
      numbersOf({
        kind: 'polygon',
        points: [
          [3, 9],
          [7, 2],
        ],
      }),
      [3, 9, 7, 2],
    );
  });

  it('have outlines that SVG draws', () => {
    assert.equal(outlineOf({ kind: 'box', x1: 1, y1: 2, x2: 30.005, y2: 4 }, 9), 'M1 2H30.01V4H1Z');
    assert.equal(
      outlineOf(
        {
          kind: 'polygon',
          points: [
            [0, 0],
            [8, 0],
            [4, 6],
          ],
        },
        9,
      ),
      'M0 0L8 0L4 6Z',
    );
    assert.equal(outlineOf({ kind: 'point', x: 100, y: 50 }, 10), 'M90 50A10 10 0 1 0 110 50A10 10 0 1 0 90 50Z');
    assert.equal(outlineOf({ kind: 'polygon', points: [] }, 9), '');
  });

  it('are named with letters after z', () => {
    assert.deepEqual([0, 25, 26, 27, 51, 52, 701, 702].map(letterName), [
      'a',
      'z',
      'aa',
      'ab',
      'az',
      'ba',
      'zz',
      'aaa',
    ]);
  });
});

describe('labels of marks', () => {
  const label = (x1: number, y1: number, x2: number, y2: number): WantedLabel => ({
    mark: { x1, y1, x2, y2 },
    width: 40,
    height: 10,
    mayBeLeftOut: true,
  });

  it('go above, else below, else beside', () => {
    assert.deepEqual(spreadLabels([label(100, 100, 200, 150)], whole), [{ x: 100, y: 90 }]);
    assert.deepEqual(spreadLabels([label(100, 0, 200, 150)], whole), [{ x: 100, y: 150 }]);
    assert.deepEqual(spreadLabels([label(100, 0, 200, 600)], whole), [{ x: 200, y: 0 }]);
    assert.deepEqual(
      spreadLabels([label(790, 100, 800, 150)], whole),
      [{ x: 760, y: 90 }],
      'never outside on the right',
    );
    assert.deepEqual(
      spreadLabels([label(0, 0, 800, 600)], whole),
      [{ x: 0, y: 0 }],
      'inside where there is no room around',
    );
  });

  it('go beside the picture where something is free there', () => {
    // A panorama of 800 x 20 px in a room of 800 x 120.
    const room = roomAround({ width: 1600, height: 40 }, 0.5, { width: 800, height: 120 });
    assert.deepEqual(room, { x1: 0, y1: -100, x2: 1600, y2: 140 });
    assert.deepEqual(spreadLabels([label(100, 5, 200, 35), label(110, 5, 190, 35)], room), [
      { x: 100, y: -5 },
      { x: 110, y: 35 },
    ]);
    assert.deepEqual(
      roomAround(size, 2, { width: 400, height: 120 }),
      whole,
      'nothing is free around a picture that is larger than its room',
    );
  });

  it('never lie on another label or outside; one that must be there stays inside', () => {
    const anyMark = fc.tuple(fc.nat(800), fc.nat(600), fc.nat(200), fc.nat(200), fc.boolean());
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 30 }), (marks) => {
        const wanted = marks.map(([x, y, w, h, mayBeLeftOut]): WantedLabel => ({
          ...label(x, y, Math.min(800, x + w), Math.min(600, y + h)),
          mayBeLeftOut,
        }));
        const placed: { x: number; y: number; mayBeLeftOut: boolean }[] = [];
        spreadLabels(wanted, whole).forEach((at, place) => {
          const { mayBeLeftOut } = wanted[place]!;
          assert.ok(at !== null || mayBeLeftOut);
          if (!at) return;
          assert.ok(at.x >= 0 && at.y >= 0 && at.x + 40 <= 800 && at.y + 10 <= 600);
          if (mayBeLeftOut)
            for (const other of placed)
              assert.ok(at.x >= other.x + 40 || other.x >= at.x + 40 || at.y >= other.y + 10 || other.y >= at.y + 10);
          placed.push({ ...at, mayBeLeftOut });
        });
      }),
    );
  });
});

describe('zooming a picture', () => {
  it('fits the whole of it, enlarging small ones', () => {
    assert.equal(fitScale({ width: 800, height: 600 }, { width: 400, height: 558 }), 0.5);
    assert.equal(fitScale({ width: 100, height: 600 }, { width: 400, height: 300 }), 0.5);
    assert.equal(fitScale({ width: 5000, height: 200 }, { width: 500, height: 558 }), 0.1, 'a panorama');
    assert.equal(fitScale({ width: 8, height: 8 }, { width: 500, height: 558 }), largestScale, 'a tiny one');
    assert.equal(fitScale({ width: 0, height: 8 }, { width: 500, height: 558 }), 1);
  });

  it('goes in steps and stops at the ends', () => {
    assert.equal(steppedScale(0.78, 1), 1);
    assert.equal(steppedScale(0.78, -1), 0.75);
    assert.equal(steppedScale(1, 1), 1.5);
    assert.equal(steppedScale(0.999, 1), 1.5, 'hardly different is no step');
    assert.equal(steppedScale(largestScale, 1), largestScale);
    assert.equal(steppedScale(0.05, -1), 0.05);
  });

  it('keeps what is under the pointer under it', () => {
    const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0, 4000),
        number(0, 600),
        number(0.1, 16),
        number(0.1, 16),
        (scroll, pointer, before, after) => {
          const target = scrollAfterZoom(scroll, pointer, before, after);
          const onPicture = (scroll + pointer) / before;
          // Where the picture would have to leave its room's edge it stays at the edge.
          if (target > 0) assert.ok(Math.abs((target + pointer) / after - onPicture) < 1e-6);
          else assert.ok(onPicture * after <= pointer + 1e-6);
        },
      ),
    );
  });
});

describe('words for a picture', () => {
  it('say the verdict to those who do not see it', () => {
    assert.equal(
      overlayText('incorrect', overlay),
      'Incorrect: 1 of 2 places were met, 1 was missed. 2 findings: 1 hit, 1 extra.',
    );
    assert.equal(
      overlayText('correct', { truth: [overlay.truth[0]!], found: [hit] }),
      'Correct: 1 of 1 place was met. 1 finding: 1 hit.',
    );
    assert.equal(
      overlayText('error', { truth: [overlay.truth[1]!], found: [] }),
      'Error: 0 of 1 place was met, 1 was missed. Nothing was found.',
    );
    const notes: Overlay = {
      truth: [overlay.truth[0]!],
      found: [
        { ...hit, state: 'note' },
        { ...hit, state: 'note' },
      ],
    };
    assert.equal(
      overlayText('correct', notes),
      'Correct: 1 place of the truth and 2 that the model gave are marked; they were not judged.',
    );
    assert.equal(overlayText('correct', { truth: [], found: [] }), 'Correct: nothing is marked.');
  });

  it('give a mark its numbers in px and canonical', () => {
    assert.deepEqual(truthLines(overlay, 0, size), [
      'Truth 1: cat',
      'met by finding 1',
      'x1, y1, x2, y2: 160, 240, 240, 360 px of the original',
      'canonical 0.2000, 0.4000, 0.3000, 0.6000',
    ]);
    assert.deepEqual(truthLines(overlay, 1, size).slice(0, 2), ['Truth 2', 'missed']);
    // 1% of the diagonal of 1000 px.
    assert.equal(
      foundLines(overlay, 0, size, null)[1],
      "hit · truth 1 · 10 px from the nearest truth's center (1.0% of the diagonal)",
    );
    assert.equal(foundLines(overlay, 1, size, null, 'llama3.2')[0], 'llama3.2: finding 2');
    assert.equal(foundLabel({ ...hit, measure: { name: 'iou', value: 0.8251 } }), 'cat 0.83');
  });

  it("give a finding the answer's own numbers, also where the places were sorted", () => {
    const reading: CoordinateReading = {
      profile: 'gemini_yx1000',
      description: 'y before x, thousandths',
      chosenBy: 'table',
      transform: { order: 'yx', width: 1000, height: 1000 },
      parsed: [
        [100, 900],
        [500, 250],
      ],
      canonical: [
        [0.9, 0.1],
        [0.25, 0.5],
      ],
    };
    assert.equal(foundLines(overlay, 0, size, reading).at(-1), "the answer's numbers: 500, 250");
    assert.equal(foundLines(overlay, 1, size, reading).at(-1), "the answer's numbers: 100, 900");
    assert.equal(
      foundLines(overlay, 0, size, { ...reading, canonical: [], parsed: [] }).length,
      4,
      'a place that no number stands for',
    );
    assert.equal(transformText(reading.transform), 'y before x; x / 1000, y / 1000');
  });
});
