// What is said of a run as a whole.

import assert from 'node:assert/strict';
import type { TestReviewed } from '../../../../src/shared/run/events';
import { runFacts, type RunFacts } from '../../../../webview-ui/src/runPanel/runFacts';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { sketchedEvents, sketchedRun } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

describe('the facts of a run', () => {
  it('count its errors and say when all that was asked ended in one', () => {
    const some = runFacts(sketchedRun({ rows: { 'simulated~a': '#x!', 'simulated~b': '!!#' } }));
    assert.deepEqual([some.errors, some.isAllErrors, some.wasBudgetSpent], [3, false, false]);
    assert.equal(runFacts(sketchedRun({ rows: { 'simulated~a': '!!-' } })).isAllErrors, true);
    assert.equal(runFacts(sketchedRun({ rows: { 'simulated~a': '---' } })).isAllErrors, false);
  });

  it('are counted anew when the run goes on, and not when its replay moves', () => {
    const state = sketchedRun({ rows: { 'simulated~a': '!x!' } });
    const player = new RunPlayer(state, 'series', nobody);
    const { facts } = player;
    player.seek(0);
    assert.equal(player.facts, facts);
    player.applyEvents(sketchedEvents({ rows: { 'simulated~a': '#' } }).filter(({ type }) => type === 'testFinished'));
    assert.deepEqual([facts.errors, player.facts.errors], [2, 1]);
  });

  it('have who signed the run off, as soon as somebody does', () => {
    const player = new RunPlayer(sketchedRun({ rows: { 'simulated~a': '#x' } }), 'series', nobody);
    assert.deepEqual(player.facts.signOffs, []);
    player.applyEvents([
      { type: 'runSignedOff', schemaVersion: 1, t: 9, at: '2026-11-28T10:00:00+00:00', reviewer: 'Ada' },
    ]);
    assert.deepEqual(player.facts.signOffs, [{ reviewer: 'Ada', at: '2026-11-28T10:00:00+00:00', unreviewed: 2 }]);
  });

  it('say what can be asked again: errors, but none of a run that was imported', () => {
    const run = sketchedRun({ rows: { 'simulated~a': '#!!' } });
    const told = ({ retriable, hasBegun, hasBenchmark }: RunFacts): unknown[] => [retriable, hasBegun, hasBenchmark];
    assert.deepEqual(told(runFacts(run)), [2, true, true]);
    assert.deepEqual(told(runFacts({ ...run, mode: null })), [0, true, true]);
    assert.deepEqual(told(runFacts({ ...run, mode: null, testType: '' })), [0, true, false]);
    assert.deepEqual(told(runFacts({ ...run, models: [] })), [0, false, true]);
  });

  it('have the marks of what people say, and a review that comes later is among them', () => {
    const player = new RunPlayer(sketchedRun({ rows: { 'simulated~a': '#x' } }), 'series', nobody);
    const review = (index: number, said: Pick<TestReviewed, 'verdict' | 'comment'>): string[] => {
      const by = { schemaVersion: 1, t: 9, at: '2026-11-28T10:00:00+00:00', reviewer: 'Ada' } as const;
      player.applyEvents([{ ...by, type: 'testReviewed', model: 'simulated~a', index, ...said }]);
      return [...player.facts.marks];
    };
    assert.deepEqual(player.facts.marks, []);
    assert.deepEqual(review(1, { comment: 'A remark.' }), ['commented']);
    assert.deepEqual(review(2, { verdict: 'correct' }), ['disagreed', 'commented']);
    assert.deepEqual(review(2, {}), ['commented']);
  });
});
