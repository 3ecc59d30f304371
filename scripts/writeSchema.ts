// Writes the schemas that editors check benchmarks and project files with, media/*.schema.json, from those of zod.
// Run it after a change of one: npx tsx scripts/writeSchema.ts

import { writeFileSync } from 'node:fs';
import { benchmarkJsonSchema } from '../src/core/benchmark/benchmarkJsonSchema';
import { projectJsonSchema } from '../src/core/project/projectJsonSchema';

for (const [name, schema] of [
  ['benchmark', benchmarkJsonSchema()],
  ['project', projectJsonSchema()],
] as const) {
  const target = new URL(`../media/${name}.schema.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}
