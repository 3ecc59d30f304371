// The gate on a clock of the test's own: what may go out at once and in a minute, and how that adapts.

import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { RequestGate, type GateLane, type GateLimits } from '../../../../src/core/run/requestGate';

const never = new AbortController().signal;
setMaxListeners(0, never);

/** A gate whose clock stands until it is moved. */
class Bench {
  now = 0;
  entered = 0;
  readonly gate: RequestGate;
  readonly lane: GateLane;

  constructor(limits: GateLimits) {
    this.gate = new RequestGate(limits, () => this.now);
    this.lane = this.gate.lane('a');
  }

  /** Lets some wait for the gate. */
  async queue(count: number): Promise<void> {
    for (let one = 0; one < count; one++) void this.lane.enter(never).then((may) => (this.entered += may ? 1 : 0));
    await settled();
  }

  /** One answer after so many ms. */
  async answer(afterMs: number, tokens = 0): Promise<void> {
    this.now += afterMs;
    this.lane.leave(true, tokens);
    await settled();
  }

  close(): void {
    this.gate.close();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the request gate', () => {
  it('lets so many through at once, and the next when one has ended', async () => {
    const bench = new Bench({ start: 2, most: 2 });
    await bench.queue(5);
    assert.equal(bench.entered, 2);
    await bench.answer(10);
    assert.equal(bench.entered, 3);
    assert.equal(bench.gate.inFlight, 2);
    bench.close();
  });

  it('lets nobody wait when it is closed or the signal aborts', async () => {
    const gate = new RequestGate({ start: 1, most: 1 });
    const lane = gate.lane('a');
    assert.equal(await lane.enter(never), true);
    const abort = new AbortController();
    const [cancelled, waiting] = [lane.enter(abort.signal), lane.enter(never)];
    abort.abort();
    assert.equal(await cancelled, false);
    gate.close();
    assert.equal(await waiting, false);
    assert.equal(await lane.enter(never), false);
  });

  it('grows while more at once brings more answers a second, and goes back when it does not', async () => {
    const bench = new Bench({ start: 2, most: 16 });
    await bench.queue(500);
    // A service that answers one request every 100 ms for each of up to 5 at once, and no faster beyond.
    let most = 0;
    for (let answer = 0; answer < 400; answer++) {
      await bench.answer(100 / Math.min(5, bench.lane.limit));
      most = Math.max(most, bench.lane.limit);
    }
    assert.equal(bench.lane.limit, 5);
    assert.equal(most, 6, 'it tried one more, once');
    bench.close();
  });

  it('never exceeds the most it may, and stays where the user fixed it', async () => {
    for (const [start, most] of [
      [4, 4],
      [1, 3],
    ] as const) {
      const bench = new Bench({ start, most });
      await bench.queue(300);
      for (let answer = 0; answer < 200; answer++) {
        await bench.answer(10 / bench.lane.limit);
        assert.ok(bench.lane.limit <= most);
      }
      assert.equal(bench.lane.limit, most);
      bench.close();
    }
  });

  it('halves when the API refuses for too many requests, waits as long as it asks, and does not grow back beyond', async () => {
    const bench = new Bench({ start: 8, most: 16 });
    await bench.queue(100);
    assert.equal(bench.entered, 8);
    bench.lane.backOff(2000);
    assert.equal(bench.lane.limit, 4);
    for (let answer = 0; answer < 8; answer++) await bench.answer(10);
    assert.equal(bench.entered, 8, 'none before the time is over');
    bench.now += 2000;
    bench.lane.pause(0);
    await settled();
    assert.equal(bench.entered, 12);
    for (let answer = 0; answer < 60; answer++) await bench.answer(10);
    assert.ok(bench.lane.limit <= 4);
    bench.lane.backOff(0);
    bench.lane.backOff(0);
    bench.lane.backOff(0);
    assert.equal(bench.lane.limit, 1, 'one always remains');
    bench.close();
  });

  it('keeps a pause that was asked for, though a shorter one is asked for later', async () => {
    const bench = new Bench({ start: 4, most: 4 });
    bench.lane.pause(1000);
    bench.now = 100;
    bench.lane.pause(10);
    bench.lane.backOff(20);
    bench.now = 999;
    await bench.queue(1);
    assert.equal(bench.entered, 0);
    bench.now = 1000;
    await bench.queue(1);
    assert.equal(bench.entered, 2);
    bench.close();
  });

  it('keeps the requests of any minute within the limit', async () => {
    const bench = new Bench({ start: 10, most: 10, requestsPerMinute: 3 });
    await bench.queue(10);
    assert.equal(bench.entered, 3);
    await bench.answer(30_000);
    assert.equal(bench.entered, 3);
    await bench.answer(29_999);
    assert.equal(bench.entered, 3);
    await bench.answer(1);
    assert.equal(bench.entered, 6);
    bench.close();
  });

  it('keeps the tokens of any minute within the limit, and lets a single request through that is larger', async () => {
    const bench = new Bench({ start: 4, most: 4, tokensPerMinute: 1000 });
    await bench.queue(10);
    assert.equal(bench.entered, 4, 'nothing is known of the first ones');
    for (let answer = 0; answer < 4; answer++) await bench.answer(1000, 400);
    const before = bench.entered;
    assert.ok(before < 8, `${before} entered`);
    assert.equal(before, 4, 'four answers of 400 leave no room for a fifth');
    bench.now += 60_000;
    bench.lane.pause(0);
    await settled();
    assert.ok(bench.entered > before, 'a minute later there is room again');
    bench.close();
  });

  it('does not hold up the end of a queue for a limit that no request is left for', async () => {
    const bench = new Bench({ start: 4, most: 4, requestsPerMinute: 1 });
    const outcomes = [1, 2, 3].map(() => bench.lane.enter(never));
    await settled();
    bench.close();
    assert.deepEqual(await Promise.all(outcomes), [true, false, false]);
  });

  it('holds up one lane for what the API refused it, and lets the others take its places until it is back', async () => {
    const bench = new Bench({ start: 4, most: 6 });
    const other = bench.gate.lane('b');
    const order: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      void bench.lane.enter(never).then((may) => may && order.push('a'));
      void other.enter(never).then((may) => may && order.push('b'));
    }
    await settled();
    assert.equal(order.length, 4, 'at once');
    assert.ok(order.includes('b'), 'lanes take turns');
    const ofA = order.filter((lane) => lane === 'a').length;
    bench.lane.sendAgain(60_000);
    await settled();
    assert.equal(order.length, 5, 'the place of a request that waits to be sent again');
    assert.equal(bench.lane.limit, 2);
    assert.equal(other.limit, 4);
    for (let answer = 0; answer < 5; answer++) {
      bench.now += 10;
      other.leave(true, 0);
      await settled();
    }
    assert.equal(order.filter((lane) => lane === 'a').length, ofA, 'none of the lane that waits');
    assert.ok(order.filter((lane) => lane === 'b').length >= 7);
    assert.ok(bench.gate.inFlight <= 6, 'never more than the most');
    bench.close();
  });

  it('shares what the user allows among all lanes', async () => {
    const bench = new Bench({ start: 2, most: 2, requestsPerMinute: 3 });
    const other = bench.gate.lane('b');
    await bench.queue(5);
    void other.enter(never).then((may) => (bench.entered += may ? 1 : 0));
    bench.lane.sendAgain(1000);
    await settled();
    assert.equal(bench.entered, 2, 'a fixed number at once holds for what waits to be sent again, too');
    await bench.answer(10);
    assert.equal(bench.entered, 3);
    await bench.answer(10);
    assert.equal(bench.entered, 3, 'three in a minute, whichever lane');
    bench.close();
  });
});
