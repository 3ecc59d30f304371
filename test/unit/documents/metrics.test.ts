// docs/metrics.md says of every test type what it measures, in the words of the program, and of every figure of a model how it is computed.

import assert from 'node:assert/strict';
import { withTestTypes } from '../../../scripts/metricsDocs';
import { modelDetails } from '../../../src/shared/figures/modelDetails';
import { modelStats } from '../../../src/shared/figures/runStats';
import { readSource } from '../sources';

describe('docs/metrics.md', () => {
  it('has the measures and figures of every test type (npx tsx scripts/writeMetricsDocs.ts writes them)', () => {
    const page = readSource('docs/metrics.md');
    assert.equal(withTestTypes(page), page);
  });

  it('defines every figure of a model', () => {
    const page = readSource('docs/metrics.md');
    const figures = [
      ...Object.keys(modelStats([])),
      ...Object.keys(modelDetails([], [])).map((key) => `details.${key}`),
    ];
    assert.deepEqual(
      figures.filter((figure) => !page.includes(`\`${figure}\``)),
      [],
    );
  });

  it('is refused without the place for them', () => {
    assert.throws(() => withTestTypes('# The figures'), /no part "<!-- made: test types -->"/);
  });
});
