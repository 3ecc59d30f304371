import assert from 'node:assert/strict';
import type { Overlay } from '../../../../src/shared/results/picture';
import { isCrowded, isWrong, markSize, wrongCount } from '../../../../src/shared/results/markCrowd';

const shape = { kind: 'point', x: 0.5, y: 0.5 } as const;
const truths = (count: number, isMissed: boolean): Overlay['truth'] => Array(count).fill({ shape, isMissed });
const findings = (count: number, state: Overlay['found'][number]['state']): Overlay['found'] =>
  Array(count).fill({ shape, state, truth: null });

describe('Marks in a crowd', () => {
  it('begins above fifteen places on either side', () => {
    const crowds = [
      [15, 15],
      [16, 0],
      [0, 16],
    ].map(([truth, found]) => isCrowded({ truth: truths(truth!, false), found: findings(found!, 'hit') }));
    assert.deepEqual(crowds, [false, true, true]);
  });

  it('makes marks smaller with their number, down to half their size', () => {
    assert.deepEqual([0, 1, 15].map(markSize), [1, 1, 1]);
    assert.ok(markSize(20) < 1 && markSize(30) < markSize(20));
    assert.equal(markSize(10_000), 0.5);
  });

  it('counts what met nothing and what was one too many as wrong', () => {
    const found = [...findings(3, 'hit'), ...findings(2, 'miss'), ...findings(1, 'extra'), ...findings(7, 'note')];
    const overlay = { truth: [...truths(3, false), ...truths(4, true)], found };
    assert.equal(wrongCount(overlay), 7);
    assert.deepEqual(overlay.truth.map(isWrong), [false, false, false, true, true, true, true]);
  });
});
