// One prompt has one number, wherever one of its tests is named.

import assert from 'node:assert/strict';
import { endedTest } from '../../../../src/core/runFolder/readTest';
import { requireTest } from '../../../../src/shared/words/requireTest';
import { readAddress } from '../../../../webview-ui/src/review/reviewAddress';
import { missingPlace } from '../../../../webview-ui/src/review/missingPlace';
import { promptNumber, testName } from '../../../../src/shared/words/testName';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { RunMatrix } from '../../../../webview-ui/src/runPanel/runMatrix';
import { rowGrid } from '../../../../webview-ui/src/runPanel/rowGrid';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { ErrorLines } from '../../../../src/cli/progress/progress';
import { findTests, testsLines } from '../../../../src/cli/text/testsLines';
import { pairPrompts } from '../../../../src/shared/comparing/pairPrompts';
import { emptyRunFilter, matchesTest } from '../../../../src/shared/runs/runFilter';
import type { PromptInfo, PromptVariant } from '../../../../src/shared/run/events';
import { sketchedEvents, sketchedRun } from '../run/sketchedRun';
import { nobody } from '../../webview/runPanel/nobody';

/** The first prompt with three trials, the second with two rotations, the third alone. */
const prompts: Omit<PromptInfo, 'index'>[] = [
  ...[1, 2, 3].map((number) => ({ label: 'a', variant: variant(1, 'trial', number, 3) })),
  ...[1, 2].map((number) => ({ label: 'b', variant: variant(2, 'rotation', number, 2) })),
  { label: 'c', variant: variant(3, 'trial', 1, 1) },
];

function variant(prompt: number, kind: PromptVariant['kind'], number: number, of: number): PromptVariant {
  return { prompt, kind, number, of };
}

describe('the name of a test', () => {
  const run = sketchedRun({ rows: { 'simulated~a': '#x##x#' }, prompts });

  it('is the number of its prompt, with the trial or rotation where there are several', () => {
    assert.deepEqual(
      run.prompts.map(({ index }) => testName(run, index)),
      ['#1 trial 1/3', '#1 trial 2/3', '#1 trial 3/3', '#2 rotation 1/2', '#2 rotation 2/2', '#3 trial 1/1'],
    );
    assert.equal(testName(sketchedRun({ rows: { 'simulated~a': '##' } }), 2), '#2');
  });

  it('counts on from a prompt of several tests to one that is a single test', () => {
    const mixed = { prompts: [...prompts.slice(3, 5).map(({ variant: own }) => ({ variant: own! })), {}, {}] };
    assert.deepEqual(
      mixed.prompts.map((_, at) => testName(mixed, at + 1)),
      ['#2 rotation 1/2', '#2 rotation 2/2', '#3', '#4'],
    );
    assert.equal(promptNumber(mixed, 4), 4);
  });

  it('is that of the lines of the command line', () => {
    const [shown] = findTests(run, { ...emptyRunFilter, verdicts: ['incorrect'] }, undefined);
    assert.deepEqual(
      testsLines([shown!], Infinity, colorsOf({ write: () => true }, {})).flatMap(
        (line) => /^\d \w+ \d\/\d/.exec(line) ?? [],
      ),
      ['1 trial 2/3', '2 rotation 2/2'],
    );
    const ended = sketchedEvents({ rows: { 'simulated~a': '#x##!#' }, prompts });
    assert.match(
      new ErrorLines(run, colorsOf({ write: () => true }, {})).linesFor(ended).join('\n'),
      /simulated~a #2 rotation 2\/2: /,
    );
  });

  it('is what is said of a test that is not there', () => {
    const begun = sketchedRun({ rows: { 'simulated~a': '#x.' }, prompts: prompts.slice(0, 3) });
    const said = { message: 'Test #1 trial 3/3 of simulated~a has no result in this run yet.' };
    assert.throws(() => endedTest(begun, 'simulated~a', 3), said);
    assert.throws(() => requireTest(begun, 'simulated~b', 2), /has no test #1 trial 2\/3 of simulated~b\.$/);

    const { place } = readAddress('#test/simulated~a/9');
    assert.match(missingPlace(place, begun) ?? '', /no test #9 .* Its tests are #1 trial 1\/3 to #1 trial 3\/3\.$/);
  });

  it('is what one gives to see it: all tests of a prompt, or one', () => {
    const found = (prompt: number, part: number | null): number[] =>
      findTests(run, emptyRunFilter, { prompt, part }).flatMap(({ tests }) => tests.map(({ test }) => test.index));
    assert.deepEqual([found(1, null), found(2, 2), found(3, 1), found(5, null)], [[1, 2, 3], [5], [6], []]);
  });

  it('is the number by which comparisons call a prompt', () => {
    const { pairs, onlyInOther } = pairPrompts(
      run.prompts.map((prompt, at) => ({ ...prompt, hash: 'aaabcd'[at]! })),
      [
        { index: 1, label: 'c', hash: 'd' },
        { index: 2, label: 'x', hash: 'x' },
      ],
    );
    assert.deepEqual(
      pairs.map(({ base, other }) => [base.number, other.number]),
      [[3, 1]],
    );
    assert.equal(onlyInOther[0]!.number, 2);
  });

  it('is that of its square, its hover and its column', () => {
    const player = new RunPlayer(run, 'series', nobody);
    const grid = rowGrid(player, 0)!;
    assert.match(grid.labelOf(1), /^#1 trial 2\/3 .* incorrect.*; 2 of 3 correct$/);
    assert.equal(grid.hoverOf(4)[0], '#2 rotation 2/2 incorrect; 1 of 2 correct');
    assert.deepEqual(
      [0, 1, 2].map((square) => grid.numberOf(square)),
      [1, 2, 3],
    );
    assert.equal(new RunMatrix(player).source().numberOf(1), 2);
  });

  it('finds the test', () => {
    const isFound = (text: string): boolean =>
      matchesTest({ ...emptyRunFilter, text }, run.models[0]!, 'x', {
        standing: 'incorrect',
        kind: null,
        label: '',
        name: testName(run, 5),
      });
    assert.deepEqual([isFound('#2'), isFound('rotation 2/2'), isFound('#5')], [true, true, false]);
  });
});
