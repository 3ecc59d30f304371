// What processes that make a run together may do comes to what the run may do, and no more.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { budgetOfShard, limitsOfShard } from '../../../../src/core/run/limitsOfShard';
import type { ShardChoice } from '../../../../src/shared/run/shard';

const jobs = (of: number): ShardChoice[] => Array.from({ length: of }, (_, at) => ({ index: at + 1, of, isJob: true }));
const sum = (numbers: number[]): number => numbers.reduce((whole, one) => whole + one, 0);

describe('the limits of one of several processes', () => {
  it('come to those of the run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (of, more, start, perMinute) => {
          const whole = { start, most: Math.max(start, of) + more, requestsPerMinute: perMinute, tokensPerMinute: 7 };
          const parts = jobs(of).map((job) => limitsOfShard({ limits: whole }, job));
          assert.equal(sum(parts.map(({ most }) => most)), whole.most);
          assert.equal(sum(parts.map(({ requestsPerMinute }) => requestsPerMinute!)), perMinute);
          assert.equal(sum(parts.map(({ tokensPerMinute }) => tokensPerMinute!)), 7);
          assert.ok(sum(parts.map((part) => part.start)) <= Math.max(start, of));
          for (const part of parts) assert.ok(part.start >= 1 && part.start <= part.most);
        },
      ),
    );
  });

  it('are the whole for shards on machines of their own, for one process, and for what is in the process itself', () => {
    const limits = { start: 4, most: 16 };
    assert.deepEqual(limitsOfShard({ limits }, undefined), limits);
    assert.deepEqual(limitsOfShard({ limits }, { index: 1, of: 4 }), limits);
    assert.deepEqual(limitsOfShard({ limits, isEmbedded: true }, { index: 1, of: 4, isJob: true }), limits);
  });

  it('divide the budget', () => {
    assert.equal(budgetOfShard(1, { index: 1, of: 4, isJob: true }), 0.25);
    assert.equal(budgetOfShard(1, { index: 1, of: 4 }), 1);
    assert.equal(budgetOfShard(null, { index: 1, of: 4, isJob: true }), null);
  });
});
