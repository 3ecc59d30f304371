// Which tests share a square, where their slices are, and what is said of them; where a test's time went, for the bar in its square.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PromptInfo, RunEvent } from '../../../../src/shared/run/events';
import type { TestTimings } from '../../../../src/shared/run/testMeasurement';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { layOutGrid, squareAt, squareOrigin } from '../../../../webview-ui/src/grid/gridLayout';
import {
  groupSquares,
  layOutSlices,
  squareNumber,
  sameSlice,
  sliceAt,
  sliceCount,
  squareWidth,
} from '../../../../webview-ui/src/grid/gridSquares';
import { rowGrid } from '../../../../webview-ui/src/runPanel/rowGrid';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { phasesText, phaseTimes, phaseWidths, sumPhases } from '../../../../webview-ui/src/grid/squarePhases';
import { trialTally } from '../../../../webview-ui/src/grid/trialTally';
import { sketchedEvents } from '../../shared/run/sketchedRun';
import { noTimings } from '../../../builders';
import { nobody } from '../runPanel/nobody';

/** `a` is a prompt of its own, `b3` one asked three times, `c2r` one with two orders of its options. */
function promptsOf(sketch: string): PromptInfo[] {
  const infos = sketch.split(' ').flatMap((word, at): Omit<PromptInfo, 'index'>[] => {
    const of = Number(/\d+/.exec(word)?.[0] ?? 0);
    if (of === 0) return [{ label: word }];
    return Array.from({ length: of }, (_, place) => ({
      label: word,
      variant: { prompt: at + 1, kind: word.endsWith('r') ? 'rotation' : 'trial', number: place + 1, of },
    }));
  });
  return infos.map((info, position) => ({ ...info, index: position + 1 }));
}

const timings: TestTimings = noTimings({
  endedAt: 500,
  queue: 40,
  retry: 10,
  total: 500,
  ttft: 200,
  ttfa: 200,
  load: 120,
  evaluation: 3,
});

describe('squares of several tests', () => {
  it('puts the tests of one prompt together and leaves the others alone', () => {
    const prompts = promptsOf('a b3 c d2r e');
    const squares = groupSquares(prompts);
    assert.equal(squares.count, 5);
    assert.deepEqual([...squares.first], [0, 1, 4, 5, 7, 8]);
    assert.deepEqual([...squares.squareOf], [0, 1, 1, 1, 2, 3, 3, 4]);
    assert.equal(squares.mostSlices, 3);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((square) => squareNumber(prompts, squares, square)),
      [1, 2, 3, 4, 5],
    );
  });

  it('keeps two prompts apart that follow one another, also when one of them comes without its neighbors', () => {
    const prompts = promptsOf('a b3 c3').filter(({ index }) => index !== 3);
    assert.deepEqual([...groupSquares(prompts).first], [0, 1, 3, 6]);
    assert.deepEqual([...groupSquares([]).first], [0]);
  });

  it('is one square a test in a run without trials', () => {
    fc.assert(
      fc.property(fc.nat(60), (count) => {
        const squares = groupSquares(Array.from({ length: count }, () => ({})));
        assert.equal(squares.count, count);
        assert.deepEqual(
          [...squares.squareOf],
          Array.from({ length: count }, (_, position) => position),
        );
        assert.equal(squareWidth(44, squares.mostSlices, 500), 44);
      }),
    );
  });

  it('goes to the same trial of another square, or to its last', () => {
    const squares = groupSquares(promptsOf('a3 b2 c3'));
    assert.equal(sameSlice(squares, 2, 1), 4);
    assert.equal(sameSlice(squares, 2, 2), 7);
    assert.equal(sliceCount(squares, 1), 2);
  });

  it('meets a slice wherever it is drawn, and one of them anywhere in a square', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 2, max: 40 }),
        (size, edge, count) => {
          const width = squareWidth(size * edge, count, 2000) * edge;
          const slices = layOutSlices(width, edge, count);
          assert.ok(
            slices.left >= edge && slices.left + (count - 1) * slices.pitch + slices.width <= width - edge,
            'inside the square',
          );
          for (let slice = 0; slice < count; slice++) {
            assert.equal(sliceAt(slices, count, slices.left + slice * slices.pitch), slice);
            assert.equal(sliceAt(slices, count, slices.left + slice * slices.pitch + slices.width - 0.5), slice);
          }
          assert.equal(sliceAt(slices, count, 0), 0);
          assert.equal(sliceAt(slices, count, width), count - 1);
        },
      ),
    );
  });

  it('lays out and meets wider squares', () => {
    const layout = layOutGrid(7, 200, 40, 60);
    assert.equal(layout.columns, 3);
    assert.deepEqual(squareOrigin(layout, 4), { x: 63, y: 43 });
    assert.equal(squareAt(layout, 63 + 59, 50), 4);
    assert.equal(squareAt(layout, 63 + 61, 50), undefined, 'the gap');
    assert.equal(squareWidth(44, 20, 2000), 103);
    assert.equal(squareWidth(44, 200, 300), 300, 'never wider than the grid');
  });

  it('says how the trials of a prompt went', () => {
    assert.equal(trialTally(['correct', 'correct', 'incorrect', 'correct', 'correct']), '4 of 5 correct');
    assert.equal(trialTally(['correct', 'running', 'waiting']), '1 of 3 correct so far');
    assert.equal(trialTally(['error', 'error', 'correct', 'skipped']), '1 of 4 correct, 2 errors, 1 not run');
  });

  it('lights slice after slice in a replay, with the words and figures of that moment', () => {
    const events = sketchedEvents({
      rows: { 'openai~a': '##x##' },
      prompts: promptsOf('a3 b2'),
      figures: () => ({ total: 100, lateness: 40 }),
    });
    const player = new RunPlayer(foldRun(events as RunEvent[]), 'series', nobody);
    const grid = rowGrid(player, 0)!;
    assert.equal(grid.squares.count, 2);
    assert.equal(grid.label, 'openai~a: 5 tests of 2 prompts');
    assert.equal(grid.hoverOf(2)[0], '#1 trial 3/3 incorrect; 2 of 3 correct');
    assert.match(grid.labelOf(3), /^#2 trial 1\/2 openai~a correct, .*; 2 of 2 correct$/);
    assert.deepEqual(
      player.detailsOf(0).trials?.passes.map(({ passAtK }) => Number(passAtK?.toFixed(6))),
      [0.833333, 1, 1],
    );
    player.seek(250);
    assert.equal(grid.hoverOf(1)[0], '#1 trial 2/3 correct; 2 of 3 correct so far');
    assert.equal(grid.phasesOf(1)?.[3], 50);
    assert.equal(grid.phasesOf(2), null, 'not lit yet');
    assert.deepEqual([grid.isLate(1), grid.isLate(2)], [true, false], 'the other is not lit yet');
    assert.ok(grid.hoverOf(1).includes('our clock was late by up to 40 ms'));
    assert.equal(player.detailsOf(0).total.n, 2, 'of the lit tests');
    player.flash();
    assert.equal(player.detailsOf(0).total.n, 5);
  });
});

describe('the bar in a square', () => {
  it('divides the time of a test into its phases', () => {
    assert.deepEqual(phaseTimes(timings), [50, 120, 80, 300, 3]);
    assert.deepEqual(
      phaseTimes({ ...timings, load: 900 }),
      [50, 200, 0, 300, 3],
      'a load is never more than the wait for the first token',
    );
    assert.equal(phaseTimes({ ...timings, ttft: null }), null);
    assert.equal(phaseTimes({ ...timings, total: null }), null);
    assert.equal(phaseTimes(null), null);
    assert.equal(phasesText([50, 0, 80, 300, 0.2]), 'queue 50 ms · TTFT 80 ms · decode 300 ms');
  });

  it('adds the trials of a square, those without times left out', () => {
    assert.deepEqual(sumPhases([[1, 2, 3, 4, 5], null, [10, 0, 0, 0, 1]]), [11, 2, 3, 4, 6]);
    assert.equal(sumPhases([null, null]), null);
  });

  it('fills its width to the pixel, in proportion, with the queue in its place', () => {
    assert.deepEqual(phaseWidths([0, 0, 100, 300, 0], 40), [0, 0, 10, 30, 0]);
    assert.deepEqual(phaseWidths([1_000_000, 0, 100, 200, 0], 40), [10, 0, 10, 20, 0], 'a quarter at most');
    assert.deepEqual(phaseWidths([500, 0, 0, 0, 0], 40), [40, 0, 0, 0, 0]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 5, max: 200 }),
        (times, width) => {
          fc.pre(times.some((time) => time > 0));
          const widths = phaseWidths(times, width);
          assert.equal(
            widths.reduce((sum, one) => sum + one, 0),
            width,
          );
          assert.ok(widths.every((one, at) => Number.isInteger(one) && one >= 0 && (times[at]! > 0 || one === 0)));
        },
      ),
    );
  });
});
