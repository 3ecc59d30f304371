import assert from 'node:assert/strict';
import { whenText } from '../../../../src/extension/runs/whenText';

const now = new Date(2026, 10, 21, 18, 0);

describe('when a run was', () => {
  const cases: [at: string, text: string][] = [
    ['2026-11-21T00:00:01+09:00', 'today 00:00'],
    ['2026-11-20T23:59:59Z', 'yesterday 23:59'],
    ['2026-11-01T08:05:00-07:00', '1 Nov 08:05'],
    ['2025-12-31T08:05:00Z', '31 Dec 2025 08:05'],
    ['2026-11-22T08:05:00Z', '22 Nov 08:05'],
    ['', ''],
  ];
  for (const [at, text] of cases)
    it(`${at || 'unknown'} is ${text || 'left as it is'}`, () => assert.equal(whenText(at, now), text));
});
