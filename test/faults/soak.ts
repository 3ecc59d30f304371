// A long run against servers that fail for one request of ten, in all ways that are known: prints what the process holds as the run goes on, memory,
// timers, sockets, children, threads and listeners, and fails when it grows to more than twice what it was after the first minute; of a run that has
// ended by then nothing is said.
// Needs a build, no network and no key.
// Use: npx tsx test/faults/soak.ts [prompts of each of the six models]

import type { RunListener } from '../../src/core/run/runRequest';
import { echo, words } from '../unit/core/run/engineFixture';
import { ServedRuns } from '../unit/core/run/servedRuns';
import type { Behavior, ModelCall } from '../servers/behavior';
import { networkFaults } from './networkFaults';

const prompts = Number(process.argv[2] ?? 5000);
const models = ['openai~a', 'openai~b', 'anthropic~a', 'anthropic~b', 'ollama~a', 'ollama~b'];
const faults = [...networkFaults.values()];

/** The tenth, twentieth ... prompt of each model meets one fault after the other. */
const reply = ({ prompt }: ModelCall): Behavior => {
  const number = Number(echo(prompt));
  return number % 10 === 0 ? faults[(number / 10) % faults.length]! : { text: echo(prompt) };
};

interface Held {
  /** Since the start, ms. */
  at: number;
  memoryMb: number;
  resources: number;
  listeners: number;
}

function held(): Held {
  const emitters = [process, process.stdout, process.stderr];
  const listeners = emitters.flatMap((one) => one.eventNames().map((name) => one.listenerCount(name)));
  return {
    at: performance.now(),
    memoryMb: Math.round(process.memoryUsage().rss / 1e6),
    // Files that are being read or written are none that stay.
    resources: process.getActiveResourcesInfo().filter((kind) => !/^(FSReq|Immediate|CloseReq)/.test(kind)).length,
    listeners: listeners.reduce((sum, count) => sum + count, 0),
  };
}

const wordsOf = ({ memoryMb, resources, listeners }: Held): string =>
  `${memoryMb} MB, ${resources} timers, sockets, children and threads, ${listeners} listeners`;

const runs = await ServedRuns.make();
try {
  const servers = [await runs.openAi({ reply }), await runs.anthropic({ reply }), await runs.ollama({ reply })];
  const total = models.length * prompts;
  const rows: Held[] = [];
  let done = 0;
  const count = (): void => {
    if (++done % Math.ceil(total / 10) !== 0) return;
    // What the servers of this process keep is none of the program's.
    for (const server of servers) server.requests.length = 0;
    rows.push(held());
    console.log(`${done} of ${total} tests: ${wordsOf(rows.at(-1)!)}`);
  };
  const heard: RunListener = {
    onStarted: () => undefined,
    onEvents: (events) => events.filter(({ type }) => type === 'testFinished').forEach(count),
  };
  const before = held();
  const run = await runs.run(
    { models, prompts: words(...Array.from({ length: prompts }, (_, at) => String(at + 1))) },
    {
      concurrency: { openai: 8, anthropic: 8, ollama: 8 },
      maxAttempts: 1,
      idleTimeoutMs: 1500,
      attemptTimeoutMs: 20_000,
    },
    heard,
  );
  const after = held();
  const { correct, incorrect, error } = (await run.manifest()).totals;
  console.log(
    `${correct} correct, ${incorrect} incorrect, ${error} error; before the run: ${wordsOf(before)}; after it: ${wordsOf(after)}`,
  );
  const first = rows.find(({ at }) => at >= 60_000);
  const grown = rows.filter(({ memoryMb }) => first && memoryMb > 2 * first.memoryMb);
  if (grown.length > 0) {
    console.error(
      `The memory has grown from ${first?.memoryMb} MB to ${Math.max(...grown.map(({ memoryMb }) => memoryMb))} MB.`,
    );
    process.exitCode = 1;
  }
} finally {
  await runs.remove();
}
