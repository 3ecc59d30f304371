import assert from 'node:assert/strict';
import { EventBatch } from '../../../../src/extension/pages/eventBatch';
import type { NumberedEvents } from '../../../../src/extension/running/runSession';
import type { RunEvent } from '../../../../src/shared/run/events';

const event = (index: number): RunEvent => ({ type: 'testStarted', t: index, model: 'm', index });
const numbered = (first: number, count: number): NumberedEvents => ({
  first,
  events: Array.from({ length: count }, (_, position) => event(first + position)),
});

describe('a batch of events', () => {
  it('has the number of its first event, however many were gathered', () => {
    const sent: NumberedEvents[] = [];
    const batch = new EventBatch((events) => sent.push(events));
    batch.add(numbered(3, 1));
    batch.add(numbered(4, 2));
    batch.add(numbered(6, 1));
    batch.flush();
    batch.add(numbered(7, 1));
    batch.flush();
    batch.flush();
    assert.deepEqual(sent, [numbered(3, 4), numbered(7, 1)]);
  });

  it('begins anew after it was dropped for a snapshot', () => {
    const sent: NumberedEvents[] = [];
    const batch = new EventBatch((events) => sent.push(events));
    batch.add(numbered(3, 2));
    batch.drop();
    batch.add(numbered(9, 1));
    batch.flush();
    assert.deepEqual(sent, [numbered(9, 1)]);
  });

  it('leaves the events as they came, for others get the same ones', () => {
    const batch = new EventBatch(() => undefined);
    const came = numbered(0, 1);
    batch.add(came);
    batch.add(numbered(1, 1));
    batch.drop();
    assert.deepEqual(came, numbered(0, 1));
  });

  it('is sent by itself, once', async () => {
    const sent = await new Promise<NumberedEvents>((resolve) => {
      const batch = new EventBatch(resolve);
      batch.add(numbered(0, 1));
      batch.add(numbered(1, 1));
    });
    assert.deepEqual(sent, numbered(0, 2));
  });
});
