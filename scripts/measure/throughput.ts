// How much a whole run costs beside its bare requests: the same calls to a local server of instant answers, once by a bare fetch loop,
// once by the terminal program with its complete run folder. Prints the ratio; absolute times say more of the machine than of us.
// Use: npx tsx scripts/measure/throughput.ts [prompts] [at once]

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOpenAiServer } from '../../test/servers/openAiServer';

const count = Number(process.argv[2] ?? 5000);
const atOnce = Number(process.argv[3] ?? 50);

if (process.env['SERVE'] === '1') {
  const server = await startOpenAiServer({ answer: (prompt) => prompt.replace('Say ', '') });
  process.send?.(server.url);
} else {
  await measure();
}

async function measure(): Promise<void> {
  const serving = spawn(process.execPath, [...process.execArgv, process.argv[1]!], {
    env: { ...process.env, SERVE: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'isb-throughput-'));
  try {
    const url = await new Promise<string>((resolve) => serving.once('message', (message) => resolve(String(message))));
    const file = join(folder, 'instant.yaml');
    await writeFile(file, benchmark());
    const bare = await timed(() => bareLoop(`${url}/v1`));
    const { ms: whole, result: peak } = await timed(() => runProgram(file, `${url}/v1`, folder));
    console.log(`${count} tests, ${atOnce} at once`);
    console.log(`bare fetch loop   ${bare.ms.toFixed(0)} ms`);
    console.log(
      `run               ${whole.toFixed(0)} ms = ${(whole / bare.ms).toFixed(2)} x, peak ${(peak / 1024).toFixed(0)} MiB`,
    );
  } finally {
    serving.kill();
    await rm(folder, { recursive: true });
  }
}

function benchmark(): string {
  const prompts = Array.from({ length: count }, (_, index) => ({
    dynamic_variables: { word: `word ${index}` },
    expectation: `word ${index}`,
  }));
  return JSON.stringify({
    benchmark_name: 'Instant',
    purpose: '',
    base_prompt: 'Say {{word}}',
    evaluator: 'raw_string_evaluator',
    models: ['openai~instant'],
    prompts,
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

async function bareLoop(baseUrl: string): Promise<void> {
  let next = 0;
  const place = async (): Promise<void> => {
    while (next < count) {
      const body = JSON.stringify({
        model: 'instant',
        stream: true,
        stream_options: { include_usage: true },
        messages: [{ role: 'user', content: `Say word ${next++}` }],
      });
      const response = await fetch(`${baseUrl}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, place));
}

/** Resolves with the program's peak resident memory, KiB (0 where the system does not tell). */
async function runProgram(file: string, baseUrl: string, folder: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      'dist/node/cli.mjs',
      'run',
      file,
      '--out',
      join(folder, 'runs'),
      '--concurrency',
      String(atOnce),
      '--no-images',
      '--json',
    ],
    {
      env: { ...process.env, OPENAI_API_KEY: 'none', OPENAI_BASE_URL: baseUrl, ISO_SPEED_BENCH_DEBUG: '1' },
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  let peak = 0;
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => (peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peak)),
      () => undefined,
    );
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the program ended with ${code}`);
  return peak;
}
