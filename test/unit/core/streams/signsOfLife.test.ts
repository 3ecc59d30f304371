// Signs of life behind a complete answer are no part of it.

import assert from 'node:assert/strict';
import type { Arrivals } from '../../../../src/core/streams/arrivals';
import { usualAnswerLimits } from '../../../../src/shared/run/answerLimits';
import { readMessages } from '../../../../src/core/streams/readMessages';
import { FedBody } from './fedBody';

/** A clock that counts the pieces. */
function counting(): () => number {
  let pieces = 0;
  return () => ++pieces;
}

/** When the answer ended, on the clock of the pieces. */
async function endOf(body: Arrivals): Promise<number | undefined> {
  let endedAt: number | undefined;
  const wire = {
    now: () => 0,
    onDispatched: () => undefined,
    onArrival: () => undefined,
    onEnd: (at: number) => void (endedAt = at),
  };
  await readMessages(body, { wire, limits: usualAnswerLimits }, () => 'enough');
  return endedAt;
}

describe('signs of life behind a complete answer', () => {
  it('do not move its end', async () => {
    const pieces = ['data: {"a":1}\n\n', ': ping\n\n', 'data:\n\n', '\n'];
    const { body } = new FedBody(pieces, { now: counting() });
    assert.equal(await endOf(body), 1);
  });

  it('do not keep it open', async () => {
    const now = counting();
    const fed = new FedBody(['data: {"a":1}\n\n'], { now, then: 'nothing' });
    const pinging = setInterval(() => fed.body.take(new TextEncoder().encode(': ping\n\n'), now()), 100);
    assert.equal(await endOf(fed.body), 1);
    clearInterval(pinging);
  });
});
