// When our own clock makes the times of a test doubtful.

import assert from 'node:assert/strict';
import { isClockLate } from '../../../../src/shared/run/isClockLate';
import { latenessText } from '../../../../src/shared/words/latenessText';
import { aTimings } from '../../../builders';

describe('a late clock', () => {
  const cases: [string, Parameters<typeof isClockLate>[0], boolean][] = [
    ['is one that was late by more than a tenth of the TTFT', { lateness: 30, ttft: 200, total: 5000 }, true],
    ['is small beside a long TTFT', { lateness: 30, ttft: 400, total: 5000 }, false],
    ['is no wonder below 5 ms, however short the TTFT', { lateness: 4.9, ttft: 6, total: 8 }, false],
    ['is held against the whole where no TTFT was measured', { lateness: 30, ttft: null, total: 200 }, true],
    ['is not known of older runs', { ttft: 1, total: 2 }, false],
    ['says nothing where nothing was measured', { lateness: 30, ttft: null, total: null }, false],
  ];
  for (const [name, timings, expected] of cases) it(name, () => assert.equal(isClockLate(timings), expected));

  it('is told in words only where it counts', () => {
    assert.equal(latenessText(null), null);
    assert.equal(latenessText(aTimings({ lateness: 2, ttft: 100 })), null);
    assert.equal(latenessText(aTimings({ lateness: 34.2, ttft: 100 })), 'our clock was late by up to 34 ms');
  });
});
