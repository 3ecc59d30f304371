// Writes the schemas that editors check benchmarks and project files with, media/*.schema.json, and what package.json tells of the tools for agents,
// all from those of zod.
// Run it after a change of one: npx tsx scripts/writeSchema.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { languageModelTools } from '../src/core/agents/languageModelTools';
import { benchmarkJsonSchema } from '../src/core/benchmark/benchmarkJsonSchema';
import { projectJsonSchema } from '../src/core/project/projectJsonSchema';

for (const [name, schema] of [
  ['benchmark', benchmarkJsonSchema()],
  ['project', projectJsonSchema()],
] as const) {
  const target = new URL(`../media/${name}.schema.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}

const target = new URL('../package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(target, 'utf8')) as { contributes: { [name: string]: unknown } };
manifest.contributes['languageModelTools'] = languageModelTools();
writeFileSync(target, `${JSON.stringify(manifest, null, 2)}\n`);
