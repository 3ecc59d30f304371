// Requests to a local model and our own work take turns: never one beside the other.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { QuietTime } from '../../../../src/core/run/quietTime';

describe('quiet time', () => {
  it('never has work beside a request, and ends all of both, whatever comes when', async () => {
    const step = fc.record({ kind: fc.constantFrom('request', 'work'), turns: fc.nat(4), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.scheduler(), async (steps, scheduler) => {
        const quiet = new QuietTime();
        const open = { request: 0, work: 0 };
        const ended: string[] = [];
        const running = steps.map(({ kind, turns, fails }) =>
          quiet[kind as 'request' | 'work'](async () => {
            open[kind as 'request' | 'work']++;
            for (let turn = 0; turn < turns; turn++) {
              await scheduler.schedule(Promise.resolve());
              assert.ok(open.request === 0 || open.work === 0);
            }
            open[kind as 'request' | 'work']--;
            ended.push(kind);
            if (fails) throw new Error('failed');
          }).catch((error: Error) => assert.equal(error.message, 'failed')),
        );
        await scheduler.waitFor(Promise.all(running));
        assert.equal(ended.length, steps.length);
      }),
    );
  });

  it('lets work go before requests that wait', async () => {
    const quiet = new QuietTime();
    const order: string[] = [];
    const note = (what: string) => () => {
      order.push(what);
      return Promise.resolve();
    };
    await Promise.all([
      quiet.request(note('first')),
      quiet.work(note('work')),
      quiet.request(note('second')),
      quiet.work(note('more work')),
    ]);
    assert.deepEqual(order, ['first', 'work', 'more work', 'second']);
  });
});
