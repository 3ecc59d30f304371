// The replay of a run that nobody took times of: its tests in their order at an even pace, and no clock that pretends to know more.

import assert from 'node:assert/strict';
import { buildTimeline } from '../../../../src/shared/run/replay';
import type { RunState } from '../../../../src/shared/run/runState';
import { replayPlaceText, untimedText } from '../../../../webview-ui/src/runPanel/replayWords';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { batchedRun } from '../../shared/run/batchedRun';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

const playerOf = (state: RunState): RunPlayer => new RunPlayer(state, 'asItHappened', nobody);
const picture = (player: RunPlayer): string =>
  player.state.models
    .map(({ tests }, row) => tests.map((_, position) => player.look(row, position)[0]).join(''))
    .join(' ');

describe('the replay of a run in batches', () => {
  const collected = batchedRun({ rows: { 'openai~a': '#x!#', 'groq~b': '##' }, status: 'finished' });

  it('shows the tests of all rows in their order at one pace', () => {
    const player = playerOf(collected);
    const seen = [0, 1, 2, 3, 4].map((tests) => {
      player.seek(tests * player.pace!);
      return `${replayPlaceText(player)}: ${picture(player)}`;
    });
    assert.deepEqual(seen, [
      '0 / 4 tests: rwww rwww',
      '1 / 4 tests: crww crww',
      '2 / 4 tests: cirw ccww',
      '3 / 4 tests: cier ccww',
      '4 / 4 tests: ciec ccww',
    ]);
  });

  it('says that there are no times, in place of a clock', () => {
    assert.equal(untimedText(collected, playerOf(collected)), 'asked in batches: no times');
    assert.equal(playerOf(collected).hasRealTimes, false);
  });

  it('says why there is nothing to replay as long as nothing is collected', () => {
    const player = playerOf(batchedRun({ rows: { 'openai~a': ',,,' }, status: 'waiting' }));
    assert.equal(replayPlaceText(player), '0 / 0 tests');
    assert.equal(untimedText(player.state, player), 'nothing to replay: no answer is collected yet');
  });

  it('shows what is collected of a run that waits for the rest', () => {
    const player = playerOf(batchedRun({ rows: { 'openai~a': '#,x,' }, status: 'waiting' }));
    assert.equal(replayPlaceText(player), '2 / 2 tests');
    assert.equal(picture(player), 'csis');
  });

  it('says of a single test what it is', () => {
    const player = playerOf(batchedRun({ rows: { 'openai~a': '#' }, status: 'finished' }));
    assert.equal(replayPlaceText(player), '1 / 1 test');
  });
});

describe('the replay of other runs', () => {
  it('has a clock wherever any test has a time', () => {
    const player = playerOf(
      sketchedRun({ rows: { 'a~b': '##' }, figures: (_, index) => (index === 1 ? { total: null } : {}) }),
    );
    assert.equal(player.pace, null);
    assert.equal(replayPlaceText(player), '00:00.8 / 00:00.8');
    assert.equal(untimedText(player.state, player), null);
  });

  it('says of a report without times that none were recorded, and of a run without an answer that none has ended', () => {
    const report = { ...sketchedRun({ rows: { 'a~b': '##' }, figures: () => ({ total: null }) }), mode: null };
    assert.equal(untimedText(report, playerOf(report)), 'no times recorded');
    const nothing = { ...sketchedRun({ rows: { 'a~b': '..' } }), status: 'cancelled' as const };
    assert.equal(untimedText(nothing, buildTimeline(nothing, 'series')), 'nothing to replay: no test has ended');
  });
});
