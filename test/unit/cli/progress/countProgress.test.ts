// Counting where lines can't be redrawn: how many lines there are, by a clock of the test's own.

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { CountProgress } from '../../../../src/cli/progress/countProgress';

/** The lines that counting to `total` leaves, at so many ms each. */
function linesOf(total: number, msEach: number): string[] {
  let now = 5_000;
  const stream = new PassThrough();
  const progress = new CountProgress(stream as unknown as NodeJS.WriteStream, 'result images drawn', null, () => now);
  for (let done = 1; done <= total; done++) {
    progress.show(done, total);
    now += msEach;
  }
  progress.finish();
  return String(stream.read() ?? '')
    .split('\n')
    .filter((line) => line !== '');
}

describe('counting where lines stay', () => {
  it('says nothing of what is over at once', () => {
    assert.deepEqual(linesOf(3, 10), []);
    assert.deepEqual(linesOf(90, 10), []);
  });

  it('says every tenth of what takes long, and no more', () => {
    assert.deepEqual(
      linesOf(100, 500),
      Array.from({ length: 10 }, (_, tenth) => `${10 * (tenth + 1)}/100 result images drawn`),
    );
    assert.deepEqual(linesOf(3, 4_000), ['2/3 result images drawn', '3/3 result images drawn']);
  });

  it('leaves a second between two lines', () => {
    assert.deepEqual(
      linesOf(10, 400),
      ['4/10', '7/10', '10/10'].map((count) => `${count} result images drawn`),
    );
  });
});
