import assert from 'node:assert/strict';
import type { CoordinateReading, Overlay } from '../../../../src/shared/results/picture';
import { foundLabel, foundLines, overlayText, truthLines } from '../../../../webview-ui/src/picture/overlayWords';
import { transformText } from '../../../../webview-ui/src/test/renderCoordinates';

const size = { width: 800, height: 600 };

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
      "hit · truth 1 · 10 px from the nearest truth's center (1% of the diagonal)",
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
