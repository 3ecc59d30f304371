// Writes the tables of test types in docs/metrics.md from the types themselves.
// Run it after a change of their measures or figures: npx tsx scripts/writeMetricsDocs.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { withTestTypes } from './metricsDocs';

const target = new URL('../docs/metrics.md', import.meta.url);
writeFileSync(target, withTestTypes(readFileSync(target, 'utf8')));
