// The laws of merging, held against made-up shards: what comes out depends on what was there, not on who was merged with whom, and when.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeParts, testOf, type PartEvents } from '../../../../src/core/jobs/mergeParts';
import { totalOtherCost } from '../../../../src/shared/run/otherCost';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { folders, merged, partsOfFolder, type SyntheticFolder } from './syntheticShards';

function mergedOf(own: readonly SyntheticFolder[]): PartEvents[] {
  return mergeParts(own.flatMap(partsOfFolder)).parts;
}

/** Without the folders that the words are in: those of a merged run are in its own. */
function eventsOf(parts: readonly PartEvents[]): unknown {
  return parts.map(({ started, events }) => ({ started, events: events.map(({ event }) => event) }));
}

function stateOf(parts: readonly PartEvents[]): RunState {
  const { started, events } = merged(parts, 'merged');
  return foldRun([started, ...events]);
}

describe('merging parts', () => {
  it('gives the same whatever the order of the folders is', () => {
    fc.assert(
      fc.property(
        folders.chain((own) => fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length }))),
        ([own, shuffled]) => assert.deepEqual(eventsOf(mergedOf(shuffled)), eventsOf(mergedOf(own))),
      ),
    );
  });

  it('gives the same whoever was merged before', () => {
    fc.assert(
      fc.property(folders, fc.nat(), (own, at) => {
        const cut = at % (own.length + 1);
        const before = own.slice(0, cut);
        const left = before.length === 0 ? [] : [merged(mergedOf(before), 'before')];
        assert.deepEqual(eventsOf(mergedOf([...left, ...own.slice(cut)])), eventsOf(mergedOf(own)));
      }),
    );
  });

  it('gives the same when a folder or a merged run is merged again with itself and its parts', () => {
    fc.assert(
      fc.property(folders, (own) => {
        const once = mergedOf(own);
        assert.deepEqual(eventsOf(mergedOf([...own, merged(once, 'before'), ...own])), eventsOf(once));
      }),
    );
  });

  it('loses no test and has none twice', () => {
    fc.assert(
      fc.property(folders, (own) => {
        const parts = mergedOf(own);
        const has = new Set(
          stateOf(parts).models.flatMap(({ model, tests }) =>
            tests.filter(({ phase }) => phase === 'finished').map(({ index }) => `${model}#${index}`),
          ),
        );
        const had = new Set(
          own.flatMap(({ events }) => events.flatMap((event) => (event.type === 'testFinished' ? testOf(event)! : []))),
        );
        assert.deepEqual([...has].sort(), [...had].sort());
        for (const test of has) {
          const owners = parts.filter(({ events }) =>
            events.some(({ event }) => event.type === 'testFinished' && testOf(event) === test),
          );
          assert.equal(owners.length, 1, test);
        }
      }),
    );
  });

  it('prefers an answer that was judged', () => {
    fc.assert(
      fc.property(folders, (own) => {
        const originals = own.filter(({ name }) => !name.startsWith('copy'));
        const states = originals.map(({ started, events }) => foldRun([{ ...started, shard: undefined }, ...events]));
        const merging = stateOf(mergedOf(originals));
        merging.models.forEach(({ tests }, row) =>
          tests.forEach(({ verdict }, position) => {
            const verdicts = states.map(({ models }) => models[row]!.tests[position]!.verdict);
            if (verdicts.some((one) => one === 'correct' || one === 'incorrect'))
              assert.ok(verdict === 'correct' || verdict === 'incorrect', verdicts.join());
          }),
        );
      }),
    );
  });

  it('keeps account of all that was paid', () => {
    fc.assert(
      fc.property(folders, (own) => {
        const distinct = new Map<string, number>();
        for (const { started, events } of own)
          for (const event of events)
            if (event.type === 'testFinished')
              distinct.set(`${started.runId} ${JSON.stringify(event)}`, event.cost.usd ?? 0);
        const paid = [...distinct.values()].reduce((sum, usd) => sum + usd, 0);
        const { models } = stateOf(mergedOf(own));
        const counted = models
          .flatMap(({ tests }) => tests.map(({ cost }) => cost?.usd ?? 0))
          .reduce((sum, usd) => sum + usd, 0);
        assert.equal(counted + totalOtherCost(models).failedAttempts.usd, paid);
      }),
    );
  });

  it('begins with nothing', () => {
    assert.deepEqual(mergeParts([]), { parts: [], doubles: 0 });
    assert.equal(stateOf([]).status, emptyRun().status);
  });
});
