// One run of the built terminal program against a measured server, with its complete run folder, or one of the bare loop, and what came of it.

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredChild, type Measured } from './measuredChild';
import type { RunningServer } from './runningServer';

export interface MeasuredRun extends Measured {
  folderBytes: number;
  files: number;
}

export const measuredModel = 'openai~measured';

/** The models of a benchmark. */
export function measuredModels(count: number): string[] {
  return Array.from({ length: count }, (_, place) => (place === 0 ? measuredModel : `${measuredModel}-${place + 1}`));
}

/** How answers are judged. */
export interface Judging {
  evaluator: string;
  expectation(word: string): string | number;
}

/** The answer is the word. */
export const asText: Judging = { evaluator: 'raw_string_evaluator', expectation: (word) => word };

/**
 * A benchmark whose right answers are what the server says, written as JSON, which is YAML too. Gives its path. `letters`: about how long prompts and
 * answers are, where they are to be long.
 */
export async function writeBenchmark(
  folder: string,
  tests: number,
  { evaluator, expectation }: Judging = asText,
  { models = 1, letters = 0 } = {},
): Promise<string> {
  const file = join(folder, `${evaluator}-${models}-${tests}-${letters}.yaml`);
  const words = Array.from({ length: tests }, (_, index) => wordy(index, letters));
  const benchmark = {
    benchmark_name: 'Measured',
    purpose: '',
    base_prompt: 'Say {{word}}',
    evaluator,
    models: measuredModels(models),
    prompts: words.map((word) => ({ dynamic_variables: { word }, expectation: expectation(word) })),
  };
  await writeFile(file, JSON.stringify(benchmark));
  return file;
}

/** `word 7`, with other words after it up to a length: none is like another, as answers are not. */
function wordy(index: number, letters: number): string {
  let [text, seed] = [`word ${index}`, index + 1];
  while (text.length < letters) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += ` ${(seed % 50_000).toString(36)}`;
  }
  return text;
}

/** Runs it; `look` sees the run folder before it is removed. Throws when the program fails or an answer was not correct. */
export async function measuredRun(
  file: string,
  atOnce: number,
  server: RunningServer,
  {
    look,
    flags = ['--no-images'],
    nodeFlags = [],
  }: { look?: (runDirectory: string) => Promise<void>; flags?: string[]; nodeFlags?: string[] } = {},
): Promise<MeasuredRun> {
  const out = await mkdtemp(`${file}-runs-`);
  try {
    const args = [
      ...nodeFlags,
      'dist/node/cli.mjs',
      'run',
      file,
      '--yes',
      '--out',
      out,
      '--mode',
      'throughput',
      '--concurrency',
      String(atOnce),
      ...flags,
    ];
    const measured = await measuredChild(
      [...args, '--fail-under', '100'],
      { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${server.url}/v1`, ISO_SPEED_BENCH_DEBUG: '1' },
      [server.process],
    );
    const [name] = (await readdir(out)).filter((one) => !one.startsWith('.'));
    const runDirectory = join(out, name!);
    const sizes = await fileSizes(runDirectory);
    await look?.(runDirectory);
    return { ...measured, folderBytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
  } finally {
    await rm(out, { recursive: true });
  }
}

/** The same prompts by the bare loop; what it saw is empty unless it is `isTimed`. Throws when an answer was not right. */
export async function measuredBareLoop(
  file: string,
  tests: number,
  atOnce: number,
  server: RunningServer,
  isTimed = false,
): Promise<Measured & { times: SeenTimes[] }> {
  const args = ['scripts/measure/bareLoop.mjs', file, `${server.url}/v1`, String(atOnce)];
  const measured = await measuredChild([...args, ...(isTimed ? ['--times'] : [])], {}, [server.process]);
  const { correct, times } = JSON.parse(measured.stdout) as { correct: number; times: SeenTimes[] };
  if (correct !== tests) throw new Error(`${correct} of ${tests} answers of the bare loop are right`);
  return { ...measured, times };
}

/** What a client saw of one request, ms since its dispatch. */
export interface SeenTimes {
  requestId: string;
  tokensAt: number[];
  total: number;
}

async function fileSizes(folder: string): Promise<number[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
}
