// The panel's player and grid arithmetic, without a page: live events and a reopened run must look the same.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { emptyRun } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { modelStats } from '../../../../src/shared/figures/runStats';
import {
  layOutGrid,
  movedPosition,
  squareAt,
  squareOrigin,
  tileOf,
  tileRange,
} from '../../../../webview-ui/src/grid/gridLayout';
import { initialPanelState, parsePanelState } from '../../../../webview-ui/src/runPanel/panelState';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import type { PlayerObserver } from '../../../../webview-ui/src/runPanel/runPlayer';
import { aModel, aTimings } from '../../../builders';

const models = ['simulated~a', 'simulated~b'];

function started(prompts: number): RunEvent {
  return {
    type: 'runStarted',
    t: 0,
    schemaVersion: 1,
    runId: 'run',
    at: '2026-11-21T17:45:03.000+00:00',
    benchmarkName: 'Names',
    purpose: '',
    testType: 'raw_string_evaluator',
    models: models.map((model) => aModel(model)),
    prompts: Array.from({ length: prompts }, (_, place) => ({ index: place + 1, label: '' })),
  };
}

function finished(
  model: string,
  index: number,
  verdict: TestFinished['verdict'],
  start: number,
  total: number,
): RunEvent[] {
  return [
    { type: 'testStarted', t: start, model, index },
    {
      type: 'testFinished',
      t: start + total,
      model,
      index,
      verdict,
      attempts: 1,
      timings: aTimings({
        dispatchedAt: start,
        endedAt: start + total,
        queue: 0,
        total,
        ttft: total / 2,
        ttfa: total / 2,
        tpot: null,
        decodeTokensPerSecond: 50,
        endToEndTokensPerSecond: 25,
      }),
      tokens: { input: 1, output: 2, reasoning: null, cached: null, source: 'usage' },
      cost: { usd: 0, source: 'simulated' },
    },
  ];
}

/** Counts what it is told. */
class Witness implements PlayerObserver {
  squares: string[] = [];
  ended = 0;
  wentOn = 0;

  squareChanged(row: number, position: number): void {
    this.squares.push(`${row}:${position}`);
  }
  allChanged(): void {
    this.squares.push('all');
  }
  statsChanged(): void {
    // The figures are asked for, not told.
  }
  clockChanged(): void {
    // The clock is asked for, not told.
  }
  runEnded(): void {
    this.ended++;
  }
  runWentOn(): void {
    this.wentOn++;
  }
}

function picture(player: RunPlayer): string {
  const marks = { waiting: '.', submitted: ',', running: '~', skipped: '-', correct: '#', incorrect: 'x', error: '!' };
  return player.state.models
    .map((model, row) => model.tests.map((_, position) => marks[player.look(row, position)]).join(''))
    .join('\n');
}

const recorded: RunEvent[] = [
  started(3),
  ...finished('simulated~a', 1, 'correct', 10, 100),
  ...finished('simulated~b', 1, 'error', 10, 300),
  ...finished('simulated~a', 2, 'incorrect', 120, 100),
  ...finished('simulated~a', 3, 'correct', 230, 100),
].sort((a, b) => a.t - b.t);

describe('replay player', () => {
  it('shows a live run square by square and counts a test told twice once', () => {
    const witness = new Witness();
    const state = emptyRun();
    applyEvent(state, recorded[0]!);
    const player = new RunPlayer(state, 'series', witness);
    assert.equal(picture(player), '...\n...');
    player.applyEvents(finished('simulated~a', 2, 'incorrect', 5, 50).slice(0, 1));
    assert.equal(picture(player), '.~.\n...');
    const events = finished('simulated~a', 2, 'incorrect', 5, 50);
    player.applyEvents([...events, ...events]);
    assert.equal(picture(player), '.x.\n...');
    assert.equal(player.statsOf(0).incorrect, 1);
    assert.deepEqual(player.awardsOf(0), []);
    assert.ok(witness.squares.includes('0:1'));
  });

  it('gives up squares under way when the run is cancelled, and can be replayed from then on', () => {
    const witness = new Witness();
    const state = emptyRun();
    const player = new RunPlayer(state, 'series', witness);
    player.applyEvents([...recorded, { type: 'testStarted', t: 400, model: 'simulated~b', index: 2 }]);
    assert.equal(picture(player), '#x#\n!~.');
    player.applyEvents([{ type: 'runFinished', t: 500, status: 'cancelled' }]);
    assert.equal(picture(player), '#x#\n!..');
    assert.equal(witness.ended, 1);
    assert.equal(player.length, 300);
    player.seek(0);
    assert.equal(picture(player), '~..\n~..');
  });

  it('shows what was under way when the run died as not run, at the end and at any other moment', () => {
    const state = foldRun([...recorded, { type: 'testStarted', t: 400, model: 'simulated~b', index: 2 }]);
    state.status = 'interrupted';
    const player = new RunPlayer(state, 'series', new Witness());
    assert.equal(player.isAtEnd, true);
    assert.equal(picture(player), '#x#\n!..');
    player.seek(150);
    assert.equal(picture(player), '#~.\n~..');
    player.seek(player.length);
    assert.equal(picture(player), '#x#\n!..');
  });

  it('is live again when the run is resumed, and counts a test asked again once', () => {
    const witness = new Witness();
    const state = foldRun([...recorded, { type: 'runFinished', t: 500, status: 'cancelled' }]);
    const player = new RunPlayer(state, 'series', witness);
    player.seek(0);
    player.applyEvents([{ type: 'runResumed', t: 500, at: '2026-11-21T18:00:00.000+00:00' }]);
    assert.equal(player.isLive, true);
    assert.equal(witness.wentOn, 1);
    assert.equal(picture(player), '#x#\n!..');
    player.applyEvents([
      ...finished('simulated~b', 1, 'correct', 510, 100),
      ...finished('simulated~b', 2, 'correct', 610, 100),
    ]);
    assert.equal(picture(player), '#x#\n##.');
    assert.deepEqual([player.statsOf(1).correct, player.statsOf(1).error], [2, 0]);
    player.applyEvents([{ type: 'runFinished', t: 800, status: 'finished' }]);
    assert.equal(player.isLive, false);
    assert.equal(witness.ended, 1);
  });

  it('shows tests that a model API has in a batch as submitted until their results are in', () => {
    const state = emptyRun();
    applyEvent(state, recorded[0]!);
    const player = new RunPlayer(state, 'series', new Witness());
    const at = '2026-11-28T07:00:00.000+01:00';
    const planned: RunEvent = {
      type: 'batchPlanned',
      t: 1,
      at,
      batch: 1,
      model: 'simulated~a',
      tests: [1, 2],
      key: '00112233445566aa',
    };
    player.applyEvents([planned, { type: 'batchSent', t: 2, at, batch: 1 }]);
    assert.equal(picture(player).split('\n')[0], '...');
    player.applyEvents([{ type: 'batchSubmitted', t: 3, at, batch: 1, id: 'b' }]);
    assert.equal(picture(player).split('\n')[0], ',,.');
    player.applyEvents(finished('simulated~a', 1, 'correct', 10, 100));
    assert.equal(picture(player).split('\n')[0], '#,.');
  });

  it('shows what re-scoring changed', () => {
    const state = foldRun([...recorded, { type: 'runFinished', t: 600, status: 'finished' }]);
    const player = new RunPlayer(state, 'series', new Witness());
    player.applyEvents([
      {
        type: 'testRescored',
        t: 600,
        at: '2026-11-22T09:00:00.000+00:00',
        model: 'simulated~a',
        index: 2,
        verdict: 'correct',
        previousVerdict: 'incorrect',
      },
    ]);
    assert.equal(picture(player), '###\n!..');
    assert.equal(player.statsOf(0).accuracy, 1);
    assert.ok(player.awardsOf(0).includes('perfect'));
  });

  it('has at any clock, whatever the way there, the figures of the squares that are lit', () => {
    const state = foldRun([...recorded, { type: 'runFinished', t: 600, status: 'finished' }]);
    const clocks = fc.array(fc.integer({ min: -10, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(clocks, fc.constantFrom('series' as const, 'asItHappened' as const), (some, mode) => {
        const player = new RunPlayer(state, mode, new Witness());
        for (const clock of some) {
          player.seek(clock);
          state.models.forEach((model, row) => {
            const isLit = (position: number): boolean =>
              !['waiting', 'submitted', 'running'].includes(player.look(row, position));
            assert.deepEqual(
              player.statsOf(row),
              modelStats(model.tests, (test) => isLit(test.index - 1)),
            );
          });
        }
        player.flash();
        assert.equal(picture(player), '#x#\n!..');
        assert.equal(player.isAtEnd, true);
      }),
    );
  });

  it('keeps its place when the replay mode changes', () => {
    const state = foldRun([...recorded, { type: 'runFinished', t: 600, status: 'finished' }]);
    const player = new RunPlayer(state, 'series', new Witness());
    assert.equal(player.isAtEnd, true);
    player.setMode('asItHappened');
    assert.equal(player.isAtEnd, true);
    player.seek(player.length / 2);
    player.setMode('series');
    assert.equal(player.clock, player.length / 2);
  });

  describe('grid arithmetic', () => {
    const layouts = fc
      .record({
        count: fc.integer({ min: 1, max: 3000 }),
        width: fc.integer({ min: 1, max: 2000 }),
        size: fc.integer({ min: 20, max: 150 }),
      })
      .map(({ count, width, size }) => layOutGrid(count, width, size));

    it('finds every square where it is drawn, in exactly one tile', () => {
      fc.assert(
        fc.property(layouts, fc.nat(), (layout, seed) => {
          const position = seed % layout.count;
          const { x, y } = squareOrigin(layout, position);
          assert.equal(squareAt(layout, x + layout.size / 2, y + layout.size / 2), position);
          assert.ok(y + layout.size <= layout.height);
          const { first, end } = tileRange(layout, tileOf(layout, position));
          assert.ok(first <= position && position < end);
          assert.ok(tileOf(layout, position) < layout.tiles);
        }),
      );
    });

    it('moves the focus by keys and never out of the grid', () => {
      const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
      fc.assert(
        fc.property(layouts, fc.array(keys), fc.boolean(), (layout, pressed, isWhole) => {
          let position = 0;
          for (const key of pressed) position = movedPosition(layout, position, key, isWhole) ?? position;
          assert.ok(position >= 0 && position < layout.count);
        }),
      );
      const layout = layOutGrid(8, 150, 44);
      assert.equal(layout.columns, 3);
      assert.equal(movedPosition(layout, 5, 'ArrowDown', false), 7);
      assert.equal(movedPosition(layout, 6, 'ArrowDown', false), 6);
      assert.equal(movedPosition(layout, 4, 'ArrowUp', false), 1);
      assert.equal(movedPosition(layout, 4, 'End', false), 5);
      assert.equal(movedPosition(layout, 4, 'End', true), 7);
      assert.equal(movedPosition(layout, 4, 'a', false), undefined);
    });
  });

  it('takes back from the saved state only what fits', () => {
    const state = {
      runId: 'r',
      clock: 12,
      speed: 5,
      isLooping: true,
      openTest: { model: 'm', index: 2 },
      layout: 'matrix',
      hasAllFigures: true,
      isByTag: true,
      choice: { hidden: ['a'], pinned: ['b'], byHand: [], sort: { id: 'errors', isHighFirst: false } },
    };
    assert.deepEqual(parsePanelState(JSON.parse(JSON.stringify(state))), state);
    fc.assert(fc.property(fc.anything(), (saved) => assert.equal(typeof parsePanelState(saved).speed, 'number')));
    for (const saved of [undefined, null, 7, { runId: 1, clock: 'x', speed: -1, openTest: {} }])
      assert.deepEqual(parsePanelState(saved), initialPanelState);
  });
});
