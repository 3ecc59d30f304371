import assert from 'node:assert/strict';
import { waitByHeaders } from '../../../../src/core/providers/waitByHeaders';

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
