// Writes media/benchmark.schema.json, which YAML editors check benchmarks with, from the zod schema.
// Run it after a change of the schema: npx tsx scripts/writeSchema.ts

import { writeFileSync } from 'node:fs';
import { benchmarkJsonSchema } from '../src/core/benchmark/benchmarkJsonSchema';

const target = new URL('../media/benchmark.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(benchmarkJsonSchema(), null, 2)}\n`);
