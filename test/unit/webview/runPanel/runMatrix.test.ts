// Which prompts stand out in the matrix of a run.

import assert from 'node:assert/strict';
import type { TestReviewed } from '../../../../src/shared/run/events';
import type { ReviewKind } from '../../../../src/shared/run/reviews';
import { RunMatrix } from '../../../../webview-ui/src/runPanel/runMatrix';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

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

  it('has prompts of a tag beside each other when asked, each with its own number, cells and test', () => {
    const prompts = [['geo'], ['math'], ['geo'], []].map((tags) => ({ label: 'a prompt', tags }));
    const state = sketchedRun({ rows: { 'simulated~a': '#x#x', 'simulated~b': '##xx' }, prompts });
    const matrix = new RunMatrix(new RunPlayer(state, 'series', nobody));
    const facts = (): unknown => {
      const source = matrix.source();
      const columns = [0, 1, 2, 3];
      return [
        columns.map((column) => source.numberOf(column)),
        columns.map((column) => source.failedOf(column)),
        columns.map((column) => matrix.testOf(0, column)?.position),
        matrix.matchingColumns(),
        source.groups.map(({ name }) => name),
      ];
    };
    matrix.show([0, 1], 'anyWrong', '', true);
    assert.equal(matrix.hasTags, true);
    assert.deepEqual(facts(), [
      [1, 3, 2, 4],
      [0, 1, 1, 2],
      [0, 2, 1, 3],
      [1, 2, 3],
      ['geo', 'math', 'no tag'],
    ]);
    // The list of prompts keeps the order of the file.
    assert.deepEqual(matrix.matches(), [1, 2, 3]);
    assert.deepEqual(matrix.cellOf(1, 1), { line: 1, column: 2 });
    matrix.show([0, 1], 'anyWrong', '');
    assert.deepEqual(facts(), [[1, 2, 3, 4], [0, 1, 1, 2], [0, 1, 2, 3], [1, 2, 3], []]);
  });

  it('is another only when other lines or columns are shown, and says when a verdict can dim a column', () => {
    const player = new RunPlayer(
      sketchedRun({ rows: { 'simulated~a': '#x#', 'simulated~b': '###' } }),
      'series',
      nobody,
    );
    const matrix = new RunMatrix(player);
    const first = matrix.source();
    player.seek(0);
    matrix.changed(0, 1);
    assert.equal(matrix.source(), first);
    assert.deepEqual([first.lookOf(0, 1), matrix.dimsByVerdicts], ['waiting', false]);
    matrix.show([1], 'anyWrong', '');
    assert.notEqual(matrix.source(), first);
    assert.deepEqual([matrix.source().lines, matrix.dimsByVerdicts], [1, true]);
  });

  it('finds prompts by what people say of the shown models, and opens the test that they said it of', () => {
    const state = sketchedRun({ rows: { 'simulated~a': '#x#!', 'simulated~b': '###-' } });
    const player = new RunPlayer(state, 'series', nobody);
    const matrix = new RunMatrix(player);
    const found = (kind: ReviewKind, rows = [0, 1]): number[] | null => {
      matrix.show(rows, kind, '');
      return matrix.matches();
    };
    const say = (model: string, index: number, said: Pick<TestReviewed, 'verdict' | 'comment'>): unknown => {
      const by = { schemaVersion: 1, t: 9, at: '2026-11-28T10:00:00+00:00', reviewer: 'Ada' } as const;
      player.applyEvents([{ ...by, type: 'testReviewed', model, index, ...said }]);
      const row = state.models.findIndex((one) => one.model === model);
      return matrix.changed(row, index - 1);
    };
    assert.deepEqual([found('unreviewed'), found('disagreed'), found('commented')], [[0, 1, 2, 3], [], []]);
    assert.deepEqual(say('simulated~a', 1, { verdict: 'correct' }), { line: 0, column: 0 });
    say('simulated~b', 1, { verdict: 'incorrect' });
    say('simulated~b', 3, { comment: 'A remark.' });
    assert.deepEqual([found('unreviewed'), found('disagreed'), found('commented')], [[1, 2, 3], [0], [2]]);
    assert.deepEqual(matrix.testOf(-1, 2), { row: 1, position: 2 });
    assert.deepEqual(found('disagreed', [0]), []);
    player.seek(0);
    assert.deepEqual(found('unreviewed'), []);
  });

  it('opens of a prompt with trials the one that is looked for', () => {
    const prompts = [1, 2, 3].map((number) => ({ variant: { prompt: 1, kind: 'trial' as const, number, of: 3 } }));
    const state = sketchedRun({
      rows: { 'simulated~a': 'x##' },
      prompts: prompts.map((one) => ({ ...one, label: 'p' })),
    });
    state.models[0]!.tests[2]!.reviews = [{ reviewer: 'Ada', at: '2026-11-28T10:00:00+00:00', verdict: 'incorrect' }];
    const matrix = new RunMatrix(new RunPlayer(state, 'series', nobody));
    matrix.show([0], 'all', '');
    assert.equal(matrix.testOf(0, 0)?.position, 0);
    matrix.show([0], 'disagreed', '');
    assert.equal(matrix.testOf(0, 0)?.position, 2);
  });
});
