import assert from 'node:assert/strict';
import { regressions } from '../../../../src/shared/comparing/regressions';
import { compare, row } from './comparedRuns';

describe('a regression', () => {
  const worse = (base: string, other: string, rule: 'significant' | 'any'): boolean =>
    regressions(compare(row(base), row(other)), rule).length > 0;

  it('is a split of verdicts that chance hardly makes, in the bad direction', () => {
    assert.equal(worse('######', 'xxxxxx', 'significant'), true);
    assert.equal(worse('#####', 'xxxxx', 'significant'), false, 'five of five have p = 0.0625');
    assert.equal(worse('xxxxxx', '######', 'significant'), false);
  });

  it('is by the stricter rule any correct prompt that is no longer answered correctly', () => {
    assert.equal(worse('#x', 'x#', 'any'), true);
    assert.equal(worse('##', '#!', 'any'), true);
    assert.equal(worse('x!#', '!x#', 'any'), false);
    assert.equal(worse('##', '#.', 'any'), false, 'what was not asked says nothing');
  });
});
