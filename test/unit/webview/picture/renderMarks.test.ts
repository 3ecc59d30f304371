import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Overlay } from '../../../../src/shared/results/picture';
import {
  boundsOf,
  numbersOf,
  outlineOf,
  spreadLabels,
  toPixels,
} from '../../../../webview-ui/src/picture/overlayGeometry';
import type { WantedLabel } from '../../../../webview-ui/src/picture/overlayGeometry';
import { letterName } from '../../../../webview-ui/src/picture/renderMarks';
import { roomAround } from '../../../../webview-ui/src/picture/overlayZoom';

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
