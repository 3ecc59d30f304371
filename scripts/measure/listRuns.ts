// What a list of many runs costs beside its bare bytes: 500 run folders as runs of 1,000 tests leave them, once listed, once only read.
// Prints time and memory of both and the ratio; absolute times say more of the machine than of us.
// Use: npx tsx --expose-gc scripts/measure/listRuns.ts [runs]

import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { listRuns } from '../../src/core/runFolder/listRuns';
import { runBenchmark } from '../../src/core/run/runBenchmark';
import type { RunManifest } from '../../src/shared/runs/runManifest';

const count = Number(process.argv[2] ?? 500);
const repeats = 5;
const models = Array.from({ length: 10 }, (_, position) => `openai~model-${position}`);

/** The last result stays here while the heap is measured. */
let held: unknown;

const folder = await mkdtemp(join(tmpdir(), 'isb-list-'));
try {
  await makeRuns();
  // Each once before the clock runs: the first has to load code and fill the system's cache.
  await readBare();
  await listRuns(folder);
  const bare = await measured(readBare);
  const listed = await measured(() => listRuns(folder));
  console.log(`${count} runs x 1,000 tests`);
  console.log(`readdir and readFile  ${shown(bare)}`);
  console.log(`listRuns              ${shown(listed)} = ${(listed.ms / bare.ms).toFixed(2)} x`);
} finally {
  await rm(folder, { recursive: true });
}

async function makeRuns(): Promise<void> {
  const manifest = JSON.stringify(await exampleManifest(), null, 2);
  for (let position = 0; position < count; position++) {
    const id = `run-${String(position).padStart(4, '0')}`;
    const runDirectory = join(folder, id);
    await mkdir(join(runDirectory, 'tests'), { recursive: true });
    await writeFile(join(runDirectory, 'run.json'), manifest);
    await writeFile(join(runDirectory, 'events.jsonl'), 'never read\n');
  }
}

/** A real run's, with the figures of one that is a thousand times as long. */
async function exampleManifest(): Promise<RunManifest> {
  const runs = join(folder, '.example');
  const benchmark = {
    benchmark_name: 'Example',
    purpose: 'To be listed.',
    base_prompt: '{{word}}',
    evaluator: 'raw_string_evaluator',
    models: ['simulated~swift'],
    prompts: [{ dynamic_variables: { word: 'a' }, expectation: 'a' }],
  };
  const { runDirectory } = await runBenchmark(
    {
      benchmarkPath: join(folder, 'example.yaml'),
      benchmarkText: JSON.stringify(benchmark),
      runsDirectory: runs,
      filesRoot: null,
      access: { environment: {}, services: [] },
      pace: { mode: 'throughput', concurrency: {}, rateLimits: {} },
      patience: { attemptTimeoutMs: 10_000, maxAttempts: 1, answerLimits: {} },
      money: { budgetUsd: null, prices: {}, priceFile: null },
      reading: { coordinates: {}, thinkingTags: [] },
      python: { runner: 'sandbox', timeLimitMs: 1000, memoryLimitMb: 128 },
      program: { startedFrom: 'cli', versions: { 'iso-speed-bench': '0' }, distDirectory: resolve('dist') },
      resultImages: false,
    },
    { onStarted: () => undefined, onEvents: () => undefined },
    new AbortController().signal,
  );
  const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as RunManifest;
  await rm(runs, { recursive: true });
  const [model] = manifest.models;
  return {
    ...manifest,
    promptCount: 100,
    models: models.map((name) => ({
      ...model!,
      model: name,
      total: 100,
      correct: 87,
      incorrect: 13,
      inputTokens: 123_456,
      outputTokens: 65_432,
    })),
  };
}

async function readBare(): Promise<string[]> {
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(join(folder, name, 'run.json'), 'utf8')));
}

interface Measured {
  /** Median of the repeats. */
  ms: number;
  /** What the result holds at most, MiB; NaN without `--expose-gc`. */
  mib: number;
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  let mib = NaN;
  for (let repeat = 0; repeat < repeats; repeat++) {
    held = undefined;
    await settled();
    const heap = process.memoryUsage().heapUsed;
    const start = performance.now();
    held = await work();
    times.push(performance.now() - start);
    await settled();
    if (globalThis.gc && held)
      mib = Math.max(Number.isNaN(mib) ? 0 : mib, (process.memoryUsage().heapUsed - heap) / 2 ** 20);
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(repeats / 2)]!, mib };
}

/** Promises keep their results for the turn they are in. */
async function settled(): Promise<void> {
  await nextTurn();
  globalThis.gc?.();
}

function shown({ ms, mib }: Measured): string {
  return `${ms.toFixed(0)} ms${Number.isNaN(mib) ? '' : `, ${mib.toFixed(1)} MiB held`}`;
}
