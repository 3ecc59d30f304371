// How late the clock of an attempt was: what keeps the thread from its sockets is seen by every attempt under way, and by no other.

import assert from 'node:assert/strict';
import { LateWatch } from '../../../../src/core/ask/lateWatch';

/** Keeps the thread for so long, as work that is not divided does. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Lets a look come that is due: timers come in the order in which they are. */
const dueLook = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the watch over the clock', () => {
  it('sees a block that has ended, and one that goes on until the end', async () => {
    const watch = new LateWatch();
    const during = watch.begin();
    block(60);
    await dueLook();
    assert.ok(during() >= 45, 'a look every 10 ms was 50 ms late');

    const atTheEnd = watch.begin();
    block(60);
    assert.ok(atTheEnd() >= 45);
  });

  it('tells each attempt what came since its own beginning', async () => {
    const watch = new LateWatch();
    const first = watch.begin();
    block(60);
    await dueLook();
    const second = watch.begin();
    const [late, fresh] = [first(), second()];
    assert.ok(late >= 45);
    assert.ok(fresh < late);
  });
});
