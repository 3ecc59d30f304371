// The cells of a matrix and its line of failures, kept up to date cell by cell, against counting everything anew.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SquareLook } from '../../../../src/shared/words/testText';
import type { ReviewMark } from '../../../../webview-ui/src/grid/reviewMark';
import { groupSquares } from '../../../../webview-ui/src/grid/gridSquares';
import { MatrixCells } from '../../../../webview-ui/src/matrix/matrixCells';
import { isFound, offeredFilters, passesFilter, verdictFilters } from '../../../../webview-ui/src/matrix/promptFilter';

const looks: readonly SquareLook[] = ['waiting', 'submitted', 'running', 'skipped', 'correct', 'incorrect', 'error'];

const trials = (
  prompt: number,
  of: number,
): { variant: { prompt: number; kind: 'trial'; number: number; of: number } }[] =>
  Array.from({ length: of }, (_, at) => ({ variant: { prompt, kind: 'trial' as const, number: at + 1, of } }));

describe('the cells of a matrix', () => {
  it('count as if all were counted anew, after any changes and whichever models are shown', () => {
    const look = fc.constantFrom(...looks);
    const change = fc.record({ row: fc.nat(3), position: fc.nat(8), look });
    fc.assert(
      fc.property(fc.array(change), fc.uniqueArray(fc.nat(3), { minLength: 1 }), fc.nat(40), (changes, shown, at) => {
        const squares = groupSquares([{}, ...trials(2, 3), {}, {}, ...trials(5, 2), {}]);
        const state = Array.from({ length: 4 }, () => Array.from({ length: 9 }, (): SquareLook => 'waiting'));
        const lookOf = (row: number, position: number): SquareLook => state[row]![position]!;
        const cells = new MatrixCells(4, squares, lookOf);
        changes.forEach(({ row, position, look: now }, number) => {
          if (number === at) cells.show(shown);
          state[row]![position] = now;
          cells.update(row, position);
        });
        cells.show(shown);
        const anew = new MatrixCells(4, squares, lookOf);
        anew.show(shown);
        for (let square = 0; square < squares.count; square++) {
          assert.deepEqual(cells.countsOf(square), anew.countsOf(square));
          const { correct, incorrect, error } = cells.countsOf(square);
          assert.equal(cells.failed(square), incorrect + error);
          const own = shown.map((row) => cells.look(row, square));
          assert.equal(own.filter((one) => one === 'correct').length, correct);
          for (const row of [0, 1, 2, 3]) assert.equal(cells.look(row, square), anew.look(row, square));
        }
      }),
    );
  });

  it('show the worst of the trials of a prompt, and correct only when all of them are', () => {
    const joined = (...parts: SquareLook[]): SquareLook =>
      new MatrixCells(1, groupSquares(trials(1, parts.length)), (_, position) => parts[position]!).look(0, 0);
    assert.equal(joined('correct', 'incorrect', 'error'), 'incorrect');
    assert.equal(joined('correct', 'error', 'waiting'), 'error');
    assert.equal(joined('correct', 'correct'), 'correct');
    assert.equal(joined('correct', 'waiting'), 'running');
    assert.equal(joined('waiting', 'waiting'), 'waiting');
    assert.equal(joined('correct', 'skipped'), 'correct');
    assert.equal(joined('skipped', 'skipped'), 'skipped');
    assert.equal(joined('waiting', 'running'), 'running');
    assert.equal(joined('submitted', 'waiting', 'correct'), 'submitted');
    assert.equal(joined('submitted', 'error'), 'error');
  });

  it('say whether a cell has changed, so that only those are drawn', () => {
    let now: SquareLook = 'waiting';
    const cells = new MatrixCells(1, groupSquares([{}]), () => now);
    assert.equal(cells.update(0, 0), false);
    now = 'correct';
    assert.equal(cells.update(0, 0), true);
    assert.equal(cells.look(0, 0), 'correct');
  });
});

describe('the marks of cells', () => {
  it('are the strongest of their tests, and a new one is a change', () => {
    const said: (ReviewMark | null)[] = [null, null, null, null];
    const cells = new MatrixCells(
      1,
      groupSquares([{}, ...trials(2, 3)]),
      () => 'correct',
      (_, position) => said[position]!,
    );
    const say = (position: number, mark: ReviewMark | null): [boolean, ReviewMark | null, ReviewMark | null] => {
      said[position] = mark;
      return [cells.update(0, position), cells.mark(0, 0), cells.mark(0, 1)];
    };
    assert.deepEqual(say(0, 'reviewed'), [true, 'reviewed', null]);
    assert.deepEqual(say(1, 'commented'), [true, 'reviewed', 'commented']);
    assert.deepEqual(say(2, 'disagreed'), [true, 'reviewed', 'disagreed']);
    assert.deepEqual(say(3, 'reviewed'), [false, 'reviewed', 'disagreed']);
    assert.deepEqual(say(2, null), [true, 'reviewed', 'reviewed']);
    assert.deepEqual(say(0, null), [true, null, 'reviewed']);
  });
});

describe('the prompts that stand out', () => {
  const passing = (correct: number, incorrect: number, error: number): string[] =>
    verdictFilters.filter((filter) => passesFilter(filter, { correct, incorrect, error }));

  it('are those of the filter', () => {
    assert.deepEqual(passing(8, 0, 0), ['all']);
    assert.deepEqual(passing(0, 8, 0), ['all', 'anyWrong', 'allWrong']);
    assert.deepEqual(passing(0, 7, 1), ['all', 'anyWrong', 'allWrong', 'errors']);
    assert.deepEqual(passing(4, 4, 0), ['all', 'anyWrong', 'differ']);
    assert.deepEqual(passing(7, 0, 1), ['all', 'anyWrong', 'differ', 'errors']);
    assert.deepEqual(passing(0, 0, 0), ['all']);
  });

  it('can be those that people said something of, once anybody did', () => {
    const ofReviews = ['unreviewed', 'disagreed', 'commented'] as const;
    assert.deepEqual(offeredFilters(false, 'all'), verdictFilters);
    assert.deepEqual(offeredFilters(true, 'all'), [...verdictFilters, ...ofReviews]);
    // The one review was taken back while its filter was on: it can still be turned off.
    assert.deepEqual(offeredFilters(false, 'commented'), [...verdictFilters, 'commented']);
  });

  it('are found by their number or by words of theirs', () => {
    const prompt = { number: 12, words: 'Add 8 and 11 in Zürich' };
    for (const typed of ['#12', '12', ' #12 ', 'add 8', 'ZÜRICH', '']) assert.ok(isFound(typed, prompt), typed);
    for (const typed of ['#1', '#8', '#012x', 'subtract']) assert.ok(!isFound(typed, prompt), typed);
  });
});
