// One prompt has one number, wherever one of its tests is named.

import assert from 'node:assert/strict';
import { testName } from '../../../../src/shared/words/testName';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { RunMatrix } from '../../../../webview-ui/src/runPanel/runMatrix';
import { rowGrid } from '../../../../webview-ui/src/runPanel/rowGrid';
import { emptyRunFilter, matchesTest } from '../../../../src/shared/runs/runFilter';
import type { PromptInfo, PromptVariant } from '../../../../src/shared/run/events';
import { sketchedRun } from '../run/sketchedRun';

const nobody = {
  squareChanged: () => undefined,
  allChanged: () => undefined,
  statsChanged: () => undefined,
  clockChanged: () => undefined,
  runEnded: () => undefined,
  runWentOn: () => undefined,
};

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
        verdict: 'incorrect',
        kind: null,
        label: '',
        name: testName(run, 5),
      });
    assert.deepEqual([isFound('#2'), isFound('rotation 2/2'), isFound('#5')], [true, true, false]);
  });
});
