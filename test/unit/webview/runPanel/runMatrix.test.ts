// Which prompts stand out in the matrix of a run.

import assert from 'node:assert/strict';
import { RunMatrix } from '../../../../webview-ui/src/runPanel/runMatrix';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { sketchedRun } from '../../shared/run/sketchedRun';

const nobody = {
  squareChanged: () => undefined,
  allChanged: () => undefined,
  statsChanged: () => undefined,
  clockChanged: () => undefined,
  runEnded: () => undefined,
  runWentOn: () => undefined,
};

describe('the matrix of a run', () => {
  it('finds prompts by their words, numbers and tags, and never across two of them', () => {
    const prompts = [
      { label: 'the capital of France', tags: ['geo', 'easy'] },
      { label: 'a hard proof' },
      { label: 'the river of Cairo', tags: ['geo', 'hard'] },
    ];
    const state = sketchedRun({ rows: { 'simulated~a': '#x#', 'simulated~b': '###' }, prompts });
    const matrix = new RunMatrix(new RunPlayer(state, 'series', nobody));
    const found = (typed: string): number[] | null => {
      matrix.show([0, 1], 'all', typed);
      return matrix.matches();
    };
    assert.deepEqual([found('geo'), found('HARD'), found('river')], [[0, 2], [1, 2], [2]]);
    assert.deepEqual([found('#2'), found('Cairo geo'), found('')], [[1], [], null]);
  });
});
