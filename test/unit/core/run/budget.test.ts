import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Budget } from '../../../../src/core/run/budget';

const costs = (usd: number | null) => ({ usd, source: usd === null ? 'unknown' : 'prices' }) as const;

describe('the budget of a run', () => {
  it('stops before another test would exceed it, reckoned at the mean of its model', () => {
    const budget = new Budget(1);
    for (let test = 0; test < 3; test++) {
      assert.equal(budget.reserve('a'), null);
      budget.settle('a', costs(0.3));
    }
    assert.deepEqual(budget.reserve('a'), {
      kind: 'budget',
      message: "The run's budget of $1.00 is used up: $0.90 spent, and another test could exceed it.",
    });
    assert.equal(budget.reserve('cheap'), null, 'a model of which nothing is known yet');
  });

  it('is not exceeded by what floating point adds to a sum', () => {
    const budget = new Budget(0.3);
    for (let test = 0; test < 3; test++) {
      assert.equal(budget.reserve('a'), null, '0.1 + 0.1 + 0.1 is 0.30000000000000004');
      budget.settle('a', costs(0.1));
    }
    assert.equal(budget.reserve('a')?.kind, 'budget');
  });

  it('tells a small sum in full', () => {
    const budget = new Budget(0.00005);
    budget.pay(0.000042);
    budget.reserve('a');
    budget.settle('a', costs(0.00001));
    assert.match(budget.reserve('a')!.message, /of \$0\.000050 is used up: \$0\.000052 spent/);
  });

  it('is spent by what is charged beside the answers, which makes no test dearer', () => {
    const budget = new Budget(1);
    budget.reserve('a');
    budget.pay(0.5);
    budget.settle('a', costs(0.2));
    assert.equal(budget.reserve('a'), null, '0.7 spent, one more at 0.2');
    budget.pay(0.2);
    assert.equal(budget.reserve('a')?.kind, 'budget');
  });

  it('counts what is under way', () => {
    const budget = new Budget(1);
    budget.reserve('a');
    budget.settle('a', costs(0.25));
    assert.equal(budget.reserve('a'), null);
    assert.equal(budget.reserve('a'), null);
    assert.equal(budget.reserve('a'), null, '0.25 spent, two under way, one more: exactly 1');
    assert.equal(budget.reserve('a')?.kind, 'budget');
    budget.settle('a', null);
    assert.equal(budget.reserve('a'), null, 'one was not asked after all');
  });

  it('goes on from what a resumed run has cost before', () => {
    assert.equal(new Budget(1, 1.2).reserve('a')?.kind, 'budget');
    const resumed = new Budget(1);
    resumed.recall('a', costs(0.6));
    resumed.recall('a', costs(null));
    assert.equal(resumed.reserve('a')?.kind, 'budget', 'another like the first would exceed it');
    assert.equal(resumed.reserve('b'), null);
  });

  it('without a limit never stops, and unknown costs count as nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }))), (list) => {
        const [endless, small] = [new Budget(null), new Budget(0.01)];
        for (const usd of list) {
          assert.equal(endless.reserve('a'), null);
          endless.settle('a', costs(usd));
          assert.equal(small.reserve('free'), null);
          small.settle('free', costs(null));
        }
      }),
    );
  });
});
