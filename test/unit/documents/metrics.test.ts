// docs/metrics.md says of every test type what it measures, in the words of the program.

import assert from 'node:assert/strict';
import { withTestTypes } from '../../../scripts/metricsDocs';
import { readSource } from '../sources';

describe('docs/metrics.md', () => {
  it('has the measures and figures of every test type (npx tsx scripts/writeMetricsDocs.ts writes them)', () => {
    const page = readSource('docs/metrics.md');
    assert.equal(withTestTypes(page), page);
  });

  it('is refused without the place for them', () => {
    assert.throws(() => withTestTypes('# The figures'), /no part "<!-- made: test types -->"/);
  });
});
