// What people said of a test, on its square and in its hover.

import assert from 'node:assert/strict';
import { foldRun } from '../../../../src/shared/run/foldRun';
import type { TestReview } from '../../../../src/shared/run/testReview';
import { reviewLines } from '../../../../webview-ui/src/runPanel/reviewLines';
import { rowGrid } from '../../../../webview-ui/src/runPanel/rowGrid';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { sketchedEvents } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

const said = (reviewer: string, more: Partial<TestReview>): TestReview => ({
  reviewer,
  at: '2026-11-28T10:00:00+00:00',
  ...more,
});

describe('what people said of a test', () => {
  it('is in its hover with name, reason and time, on one line each, the latest last', () => {
    const lines = reviewLines({
      verdict: 'correct',
      reviews: [
        said('Ada', { verdict: 'incorrect', reason: 'The unit\u202e is missing.' }),
        said('Bo', { comment: 'See the table.' }),
      ],
    });
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /^Ada: incorrect, not correct: The unit.* is missing\. · .*2026/);
    assert.ok(!lines[0]!.includes('\u202e'));
    assert.match(lines[1]!, /^Bo: comment: See the table\. · /);
  });

  it('is cut where it is more than a hover has room for', () => {
    const reviews = ['Ada', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => said(name, { comment: '😀'.repeat(1000) }));
    const lines = reviewLines({ verdict: 'error', reviews });
    assert.equal(lines[0], '2 more reviews on the test page');
    assert.deepEqual(
      lines.slice(1).map((line) => line.slice(0, 2)),
      ['Cy', 'Di', 'Ed'],
    );
    for (const line of lines.slice(1)) {
      assert.ok([...line].length < 300, line);
      assert.ok(line.includes('😀…'));
    }
    assert.equal(reviewLines({ verdict: 'error', reviews: reviews.slice(1) })[0], '1 more review on the test page');
    assert.deepEqual(reviewLines({ verdict: 'correct' }), []);
  });

  it('marks its square, and its name for a screen reader, once the square is lit', () => {
    const at = { schemaVersion: 1, type: 'testReviewed', t: 9, model: 'simulated~a', index: 1 } as const;
    const events = sketchedEvents({ rows: { 'simulated~a': '#x' } });
    const state = foldRun([...events, { ...at, ...said('Ada', { verdict: 'incorrect', reason: 'No.' }) }]);
    const player = new RunPlayer(state, 'series', nobody);
    const grid = rowGrid(player, 0, null);
    assert.ok(grid);
    assert.deepEqual([grid.reviewOf(0), grid.reviewOf(1)], ['disagreed', null]);
    assert.match(grid.labelOf(0), /; disagreed$/);
    assert.ok(grid.hoverOf(0).some((line) => line.startsWith('Ada: incorrect, not correct: No.')));
    player.seek(0);
    assert.equal(grid.reviewOf(0), null);
    assert.doesNotMatch(grid.labelOf(0), /disagreed/);
  });
});
