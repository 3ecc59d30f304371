import assert from 'node:assert/strict';
import { withinTime } from '../../../../src/core/checks/withinTime';

/** Takes time on the wall and none of the processor, as a machine does that is busy with others. */
const waits = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('work with a limit of time', () => {
  it('gives what it comes to', () => {
    assert.equal(
      withinTime(() => 7),
      7,
    );
  });

  it('is ended when it has had its time', () => {
    const endless = (): void => {
      for (;;);
    };
    assert.equal(withinTime(endless, 100), 'late');
  });

  it('is begun again where the machine gave it none', () => {
    let begun = 0;
    const result = withinTime(() => {
      if (++begun === 1) waits(60_000);
      return begun;
    }, 100);
    assert.equal(result, 2);
  });

  it('has longer by the clock where the machine is slower', () => {
    let begun = 0;
    const result = withinTime(() => {
      begun++;
      waits(250);
      return 'done';
    }, 100);
    assert.deepEqual([result, begun], ['done', 2]);
  });

  it('is given up where the machine never gives it any', () => {
    let begun = 0;
    const result = withinTime(() => {
      begun++;
      waits(60_000);
    }, 50);
    assert.deepEqual([result, begun], ['late', 3]);
  });
});
