// What loading a benchmark with a large data file costs beside a bare parse of the same file: 100,000 rows as CSV and as JSON lines, loaded
// for the first time and once more with another base prompt, as while typing. Prints times and ratios; absolute times say more of the machine.
// Use: npx tsx --expose-gc scripts/measure/dataFiles.ts [rows]

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { filesBeside } from '../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../src/core/benchmark/loadBenchmark';

const rows = Number(process.argv[2] ?? 100_000);
/** As an editor looks while somebody types. */
const mostRows = 1000;

const folder = await mkdtemp(join(tmpdir(), 'isb-data-'));
const files = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
let prompt = 0;

try {
  const lines = Array.from({ length: rows }, (_, row) => ({
    question: `What comes after ${row}, "and" why? ${'A sentence more. '.repeat(5)}`,
    answer: String(row + 1),
    category: `category ${row % 7}`,
    id: `q-${row}`,
  }));
  const cells = lines.map((line) =>
    Object.values(line)
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(','),
  );
  await writeFile(join(folder, 'cases.csv'), `question,answer,category,id\n${cells.join('\n')}\n`);
  await writeFile(join(folder, 'cases.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  // Each once before the clock runs.
  load('warm.csv');
  await measure('cases.csv', (text) => parse(text) as unknown[]);
  await measure('cases.jsonl', (text) => text.split('\n').map((line) => JSON.parse(line) as unknown));
} finally {
  await rm(folder, { recursive: true });
}

async function measure(name: string, bareParse: (text: string) => unknown[]): Promise<void> {
  const text = await readFile(join(folder, name), 'utf8');
  const bare = best(() => bareParse(text));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const first = timed(() => load(name));
  globalThis.gc?.();
  const held = process.memoryUsage().heapUsed - before;
  const again = best(() => load(name));
  const typing = best(() => load(name, mostRows));
  console.log(`${name}, ${rows.toLocaleString('en-US')} rows, ${(text.length / 1e6).toFixed(1)} MB`);
  console.log(`  bare parse                     ${bare.toFixed(0)} ms`);
  console.log(
    `  load                           ${first.toFixed(0)} ms = ${(first / bare).toFixed(2)} x, holds ${(held / 1e6).toFixed(0)} MB`,
  );
  console.log(`  load with another base prompt  ${again.toFixed(0)} ms = ${(again / bare).toFixed(2)} x`);
  console.log(`  the same, as while typing      ${typing.toFixed(0)} ms = ${(typing / bare).toFixed(2)} x`);
}

/** A new text each time, so that nothing is remembered of it as a whole. */
function load(name: string, most?: number): void {
  const text = `benchmark_name: Large\npurpose: To measure\nbase_prompt: "${prompt++} {{question}}"\ntest_type: raw_string_evaluator\nmodels: [a]\nprompts: { file: ${name}, expectation: answer, tags: category }\n`;
  const { benchmark } = loadBenchmark(text, {
    knownProviders: [],
    files,
    ...(most === undefined ? {} : { mostRows: most }),
  });
  if (name !== 'warm.csv' && !benchmark) throw new Error(`${name} can not be loaded.`);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function best(work: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => timed(work)));
}
