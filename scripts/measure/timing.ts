// How exact the engine's times are: a run against a server that logs when it really sent, while result images are drawn and Python is
// evaluated, beside a bare fetch loop against the same server. Prints the errors and the ratio.
// Use: npm run bench:timing [-- tests at 4 in flight] (default 200)

import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineMessage, EngineTask } from '../../src/core/run/engineMessages';
import type { RunOutcome, RunRequest } from '../../src/core/run/runRequest';
import { testDirectory } from '../../src/core/runFolder/runFolderPaths';
import type { RecordedAttempt, TestTranscript } from '../../src/shared/results/testResult';
import { serveTimedAnswers, type Pace, type ServedTimes, type ServerMessage } from './timingServer';

const pace: Pace = { firstTokenMs: 200, tokens: 64, gapMs: 10 };
const model = 'vllm~timed';

if (process.env['SERVE'] === '1') serveTimedAnswers(pace);
else await measure(Number(process.argv[2] ?? 200));

/** What a client saw of one request, ms since its dispatch. */
interface SeenTimes {
  requestId: string;
  tokensAt: number[];
  total: number;
}

interface Errors {
  ttft: number[];
  total: number[];
  chunks: number[];
  /** Shares. */
  tpot: number[];
}

async function measure(count: number): Promise<void> {
  const server = fork(process.argv[1]!, { env: { ...process.env, SERVE: '1' }, execArgv: process.execArgv });
  const folder = await mkdtemp(join(tmpdir(), 'isb-timing-'));
  try {
    const { url } = (await message(server)) as { url: string };
    console.log(
      `server: first token after ${pace.firstTokenMs} ms, then ${pace.tokens} tokens ${pace.gapMs} ms apart; errors against its own log, ms`,
    );
    console.log(
      '                                     n   TTFT p50  p95   max    total p50  p95   max   chunk p95   TPOT p50  p95',
    );
    await compared('run, 4 in flight', server, () => run(url, folder, count, 4, true));
    const bare = await compared('bare fetch, 50 in flight', server, () => bareLoop(url, 2 * count, 50));
    const alone = await compared('run, 50 in flight, alone', server, () => run(url, folder, 2 * count, 50, false));
    const crowded = await compared('run, 50 in flight', server, () => run(url, folder, 2 * count, 50, true));
    for (const [name, errors] of [
      ['alone', alone],
      ['while drawing and evaluating', crowded],
    ] as const) {
      const ratio = (of: 'ttft' | 'total', p: number): string =>
        `${(rank(errors[of], p) / rank(bare[of], p)).toFixed(2)} x`;
      console.log(
        `run beside bare, 50 in flight, ${name}: TTFT p50 ${ratio('ttft', 0.5)}, p95 ${ratio('ttft', 0.95)}; total p50 ${ratio('total', 0.5)}, p95 ${ratio('total', 0.95)}`,
      );
    }
    console.log(
      'runs draw a result image of every test and evaluate its Python in the sandbox meanwhile, but for the one that is alone, as the bare loop is',
    );
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

function message(server: ChildProcess): Promise<ServerMessage> {
  return new Promise((resolve) => server.once('message', (said) => resolve(said as ServerMessage)));
}

async function compared(name: string, server: ChildProcess, work: () => Promise<SeenTimes[]>): Promise<Errors> {
  const seen = await work();
  const answer = message(server);
  server.send('log');
  const { log } = (await answer) as { log: { [requestId: string]: ServedTimes } };
  const errors: Errors = { ttft: [], total: [], chunks: [], tpot: [] };
  for (const { requestId, tokensAt, total } of seen) addErrors(errors, log[requestId]!, tokensAt, total);
  const figures = [errors.ttft, errors.total].flatMap((list) =>
    [rank(list, 0.5), rank(list, 0.95), Math.max(...list)].map((error) => error.toFixed(2).padStart(6)),
  );
  const tpot = [0.5, 0.95].map((p) => `${(rank(errors.tpot, p) * 100).toFixed(2)}%`.padStart(7));
  console.log(
    `${name.padEnd(34)}${String(seen.length).padStart(5)}   ${figures.slice(0, 3).join(' ')}    ${figures.slice(3).join(' ')}   ${rank(errors.chunks, 0.95).toFixed(2).padStart(7)}   ${tpot.join(' ')}`,
  );
  return errors;
}

/** Client times count from dispatch, the server's from what it received: the way of the request is part of the error. */
function addErrors(errors: Errors, served: ServedTimes, tokensAt: readonly number[], total: number): void {
  if (tokensAt.length !== served.sentAt.length)
    throw new Error(`${tokensAt.length} chunks were seen of ${served.sentAt.length}`);
  const trueAt = served.sentAt.map((sent) => sent - served.receivedAt);
  errors.ttft.push(Math.abs(tokensAt[0]! - trueAt[0]!));
  errors.total.push(Math.abs(total - (served.endedAt - served.receivedAt)));
  trueAt.forEach((moment, position) => errors.chunks.push(Math.abs(tokensAt[position]! - moment)));
  const perToken = (at: readonly number[]): number => (at.at(-1)! - at[0]!) / (at.length - 1);
  errors.tpot.push(Math.abs(perToken(tokensAt) / perToken(trueAt) - 1));
}

/** The nearest-rank percentile. */
function rank(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
}

/** The engine in its worker thread, as the extension starts it. Busy: with a result image and a Python program for every test. */
async function run(url: string, folder: string, count: number, atOnce: number, isBusy: boolean): Promise<SeenTimes[]> {
  const prompts = Array.from({ length: count }, (_, index) => ({
    dynamic_variables: { number: index },
    expectation: 42,
  }));
  const evaluator = isBusy ? 'execute_python_code_with_num_output' : 'raw_string_evaluator';
  const benchmarkText = JSON.stringify({
    benchmark_name: `Timing ${atOnce}`,
    purpose: 'timing',
    base_prompt: 'Task {{number}}',
    evaluator,
    models: [model],
    prompts,
  });
  const request: RunRequest = {
    benchmarkPath: join(folder, 'timing.yaml'),
    benchmarkText,
    runsDirectory: folder,
    imagesRoot: null,
    environment: { VLLM_BASE_URL: `${url}/v1` },
    services: [],
    mode: 'throughput',
    concurrency: { vllm: atOnce },
    rateLimits: {},
    budgetUsd: null,
    prices: {},
    priceFile: null,
    attemptTimeoutMs: 60_000,
    maxAttempts: 1,
    python: { runner: 'sandbox', timeLimitMs: 10_000, memoryLimitMb: 256 },
    startedFrom: 'cli',
    versions: {},
    distDirectory: join(process.cwd(), 'dist'),
    resultImages: isBusy,
    coordinates: {},
    thinkingTags: [],
  };
  const { runDirectory, state } = await engine({ kind: 'run', request });
  // The answer is a program that prints 42: as text it is another.
  const wanted = isBusy ? 'correct' : 'incorrect';
  const judged = state.models[0]!.tests.filter((test) => test.verdict === wanted).length;
  if (judged !== count) throw new Error(`${judged} of ${count} tests are ${wanted}`);
  return Promise.all(
    Array.from({ length: count }, async (_, position) => {
      const transcript = JSON.parse(
        await readFile(join(testDirectory(runDirectory, model, position + 1), 'transcript.json'), 'utf8'),
      ) as TestTranscript;
      return seenBy(transcript.attempts[0]!);
    }),
  );
}

function seenBy({ times, chunks, response }: RecordedAttempt): SeenTimes {
  return {
    requestId: response!.headers['x-request-id']!,
    tokensAt: chunks.map((one) => one.t),
    total: times.endedAt - times.dispatchedAt,
  };
}

function engine(task: EngineTask): Promise<RunOutcome> {
  const worker = new Worker(join(process.cwd(), 'dist', 'node', 'engine.mjs'), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', (said: EngineMessage) => {
      if (said.type === 'ended') resolve(said.outcome);
      if (said.type === 'failed') reject(new Error(said.message));
    });
    worker.on('error', reject);
  });
}

/** The least that any client does: fetch, read, look for the end of each chunk. */
async function bareLoop(url: string, count: number, atOnce: number): Promise<SeenTimes[]> {
  const seen: SeenTimes[] = [];
  let next = 0;
  const place = async (): Promise<void> => {
    while (next < count) {
      const body = JSON.stringify({
        model: 'timed',
        stream: true,
        messages: [{ role: 'user', content: `Task ${next++}` }],
      });
      const dispatchedAt = performance.now();
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const tokensAt: number[] = [];
      const decoder = new TextDecoder();
      for await (const bytes of response.body!) {
        const t = performance.now() - dispatchedAt;
        const text = decoder.decode(bytes as Uint8Array, { stream: true });
        for (
          let left = text.split('"content":"').length - 1 - (text.split('"content":""').length - 1);
          left > 0;
          left--
        )
          tokensAt.push(t);
      }
      seen.push({
        requestId: response.headers.get('x-request-id')!,
        tokensAt,
        total: performance.now() - dispatchedAt,
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, place));
  return seen;
}
