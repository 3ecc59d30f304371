import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Budget } from '../../../../src/core/run/budget';
import { waitByHeaders } from '../../../../src/core/providers/waitByHeaders';

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
      message: "The run's budget of $1 is used up: $0.9000 spent, and another test could exceed it.",
    });
    assert.equal(budget.reserve('cheap'), null, 'a model of which nothing is known yet');
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

describe('rate limit headers', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it('give the wait when nothing is left', () => {
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '20ms' }, now),
      20,
    );
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m1.5s' }, now),
      61_500,
    );
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '2' }, now),
      2000,
    );
    assert.equal(
      waitByHeaders(
        { 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-11-21T12:00:07Z' },
        now,
      ),
      7000,
    );
  });

  it('give none while something is left, and none for what makes no sense', () => {
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '6m0s' }, now),
      0,
    );
    assert.equal(waitByHeaders({ 'x-ratelimit-remaining-requests': '0' }, now), 0);
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': 'soon' }, now),
      0,
    );
    assert.equal(
      waitByHeaders(
        { 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-11-21T11:00:00Z' },
        now,
      ),
      0,
    );
  });

  it('never give more than two minutes: a quota of the day is said by the API itself', () => {
    assert.equal(
      waitByHeaders({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '23h10m0s' }, now),
      120_000,
    );
  });
});
