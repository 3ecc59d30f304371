import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunEvent } from '../../../../src/shared/run/events';
import { EventNumbers } from '../../../../webview-ui/src/runPanel/eventNumbers';

const events = (first: number, count: number): RunEvent[] =>
  Array.from({ length: count }, (_, position) => ({
    type: 'testStarted',
    t: first + position,
    model: 'm',
    index: first + position,
  }));

describe('the numbers of events', () => {
  it('let through what follows the snapshot, and only that', () => {
    const numbers = new EventNumbers();
    assert.deepEqual(numbers.take(0, events(0, 2)), [], 'before any snapshot');
    numbers.startAt(5);
    assert.deepEqual(numbers.take(3, events(3, 2)), [], 'the snapshot has them');
    assert.deepEqual(numbers.take(4, events(4, 3)), events(5, 2), 'it has the first of them');
    assert.deepEqual(numbers.take(7, events(7, 1)), events(7, 1));
  });

  it('tell of a gap once, and take nothing until the next snapshot', () => {
    const numbers = new EventNumbers();
    numbers.startAt(5);
    assert.equal(numbers.take(6, events(6, 1)), 'gap');
    assert.deepEqual(numbers.take(9, events(9, 1)), []);
    assert.deepEqual(numbers.take(5, events(5, 1)), [], 'also not what would have fitted');
    numbers.startAt(10);
    assert.deepEqual(numbers.take(10, events(10, 1)), events(10, 1));
    numbers.startAt(null);
    assert.deepEqual(numbers.take(11, events(11, 1)), []);
  });

  it('apply every event exactly once, whatever is lost or sent twice', () => {
    const batch = fc.record({ first: fc.nat(40), count: fc.nat(8), isSnapshot: fc.boolean() });
    fc.assert(
      fc.property(fc.array(batch), (batches) => {
        const numbers = new EventNumbers();
        let known: number | null = null;
        for (const { first, count, isSnapshot } of batches) {
          if (isSnapshot) numbers.startAt((known = first));
          else {
            const taken = numbers.take(first, events(first, count));
            if (taken === 'gap') known = null;
            else for (const event of taken) assert.equal(event.t, known === null ? NaN : known++);
          }
        }
      }),
    );
  });
});
