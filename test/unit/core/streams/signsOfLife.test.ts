// Signs of life behind a complete answer are no part of it.

import assert from 'node:assert/strict';
import { answerLimits } from '../../../../src/core/streams/limits';
import { readMessages } from '../../../../src/core/streams/readMessages';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** When the answer ended, on a clock that counts the pieces. */
async function endOf(body: ReadableStream<Uint8Array>): Promise<number | undefined> {
  let pieces = 0;
  let endedAt: number | undefined;
  const wire = {
    now: () => ++pieces,
    onDispatched: () => undefined,
    onArrival: () => undefined,
    onEnd: (at: number) => void (endedAt = at),
  };
  await readMessages(body, { wire, limits: answerLimits }, () => 'enough');
  return endedAt;
}

describe('signs of life behind a complete answer', () => {
  it('do not move its end', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const text of ['data: {"a":1}\n\n', ': ping\n\n', 'data:\n\n', '\n']) controller.enqueue(bytes(text));
        controller.close();
      },
    });
    assert.equal(await endOf(body), 1);
  });

  it('do not keep it open', async () => {
    let timer: NodeJS.Timeout | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes('data: {"a":1}\n\n'));
        timer = setInterval(() => controller.enqueue(bytes(': ping\n\n')), 100);
      },
      cancel: () => clearInterval(timer),
    });
    assert.equal(await endOf(body), 1);
  }).timeout(10_000);
});
