import assert from 'node:assert/strict';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { type Sketch, only, valuesOf } from './sketchedStats';

describe('the circular check', () => {
  const rotations = (prompt: number, of: number): Partial<PromptInfo>[] =>
    Array.from({ length: of }, (_, at) => ({ variant: { prompt, kind: 'rotation', number: at + 1, of } }));
  const verdicts = (text: string): Sketch[] =>
    [...text].map((mark) => ({
      verdict: mark === '#' ? 'correct' : mark === 'x' ? 'incorrect' : mark === '!' ? 'error' : 'not_run',
    }));

  it('counts a prompt as correct under all rotations only, and not at all when one is missing', () => {
    const stats = only('choice', verdicts('####' + '#x##' + '###!' + '##..' + '#'), [
      ...rotations(1, 4),
      ...rotations(2, 4),
      ...rotations(3, 4),
      ...rotations(4, 4),
      {},
    ]);
    assert.deepEqual(stats.circular, { groups: 2, correct: 1 });
    assert.deepEqual(valuesOf(stats), { accuracy: 0.928571429, circular: 0.5 });
  });

  it('does not count a prompt of whose rotations the run has only some', () => {
    assert.deepEqual(only('choice', verdicts('##'), rotations(1, 4).slice(0, 2)).circular, { groups: 0, correct: 0 });
  });

  it('is not there without rotations; trials of the same prompt are none', () => {
    const stats = only('choice', verdicts('##'), [
      { variant: { prompt: 1, kind: 'trial', number: 1, of: 2 } },
      { variant: { prompt: 1, kind: 'trial', number: 2, of: 2 } },
    ]);
    assert.equal(stats.circular, undefined);
    assert.deepEqual(valuesOf(stats), { accuracy: 1 });
  });
});
