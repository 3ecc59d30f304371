import assert from 'node:assert/strict';
import { Interrupts } from '../../../../src/cli/terminal/interrupts';

describe('Ctrl+C', () => {
  function press(times: number[], listens: boolean): string[] {
    const seen: string[] = [];
    let clock = 0;
    const interrupts = new Interrupts(
      () => clock,
      () => seen.push(`stop at ${clock}`),
    );
    if (listens) interrupts.listen(() => seen.push(`cancel at ${clock}`));
    for (const time of times) {
      clock = time;
      interrupts.receive();
    }
    return seen;
  }

  it('cancels first and stops at the second press', () =>
    assert.deepEqual(press([0, 2000], true), ['cancel at 0', 'stop at 2000']));
  it('takes a signal that arrives twice as one press', () =>
    assert.deepEqual(press([0, 20, 2000], true), ['cancel at 0', 'stop at 2000']));
  it('stops at once when no run is under way', () => assert.deepEqual(press([0], false), ['stop at 0']));
  it('no longer cancels what has ended', () => {
    const seen: string[] = [];
    const interrupts = new Interrupts(
      () => 0,
      () => seen.push('stop'),
    );
    interrupts.listen(() => seen.push('cancel'))();
    interrupts.receive();
    assert.deepEqual(seen, ['stop']);
  });
});
