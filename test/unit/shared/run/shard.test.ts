import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shardOfTest } from '../../../../src/shared/run/shard';

const models = ['openai~a', 'openai~b', 'ollama~c', 'ollama~d', 'gemini~e'];

describe('which shard asks a test', () => {
  it('is one of them for every test, the same each time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom('speed' as const, 'throughput' as const),
        (model, index, of, mode) => {
          const plan = { mode, models: [model] };
          const shard = shardOfTest({ model, index }, plan, of);
          assert.ok(Number.isInteger(shard) && shard >= 1 && shard <= of);
          assert.equal(shardOfTest({ model, index }, plan, of), shard);
        },
      ),
    );
  });

  it('stays what it was: older folders hold what it said', () => {
    const plan = { mode: 'throughput' as const, models };
    const dealt = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => shardOfTest({ model: 'openai~a', index }, plan, 16));
    assert.deepEqual(dealt, [8, 2, 5, 12, 1, 10, 5, 11]);
  });

  it('deals the tests of a large plan out evenly, also where prompts come in turns', () => {
    const plan = { mode: 'throughput' as const, models };
    for (const of of [2, 3, 16]) {
      const counts = new Array<number>(of).fill(0);
      for (const model of models)
        for (let index = 1; index <= 16_000; index += 4) counts[shardOfTest({ model, index }, plan, of) - 1]! += 1;
      const even = (models.length * 4000) / of;
      for (const count of counts) assert.ok(Math.abs(count - even) < even * 0.15, `${count} of about ${even}`);
    }
  });

  it('deals out whole models in speed mode, in turn', () => {
    const plan = { mode: 'speed' as const, models };
    for (const index of [1, 7, 4000])
      assert.deepEqual(
        models.map((model) => shardOfTest({ model, index }, plan, 3)),
        [1, 2, 3, 1, 2],
      );
  });
});
