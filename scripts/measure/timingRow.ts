// How exact the times of a run are: against a server that logs when it really sent, beside a bare undici loop that asks the same server.

import { openRun } from '../../src/core/runFolder/openRun';
import { endedTest, readTest } from '../../src/core/runFolder/readTest';
import type { RecordedAttempt } from '../../src/shared/results/testResult';
import { interleaved } from './interleaved';
import {
  asText,
  measuredBareLoop,
  measuredModel,
  measuredRun,
  writeBenchmark,
  type Judging,
  type SeenTimes,
} from './measuredRun';
import type { Measured } from './measuredChild';
import { withServer, type RunningServer } from './runningServer';
import { rank } from './spread';
import { figureOf, type RowResult, type SuiteOptions, type SuiteRow } from './suiteRow';
import { timedAnswer, type ServedLog } from './timedServer';

/** Requests of a measurement for each that is in flight. */
const turns = 25;

/** What goes on beside the asking. */
interface Duties {
  name: string;
  words: string;
  judging: Judging;
  flags: string[];
}

const asTimedText: Judging = { ...asText, expectation: () => timedAnswer };

const nothingElse: Duties = { name: 'timing', words: 'pictures off', judging: asTimedText, flags: ['--no-images'] };

const drawingAndPython: Duties = {
  name: 'busy',
  words: 'while result images are drawn and Python is run',
  judging: { evaluator: 'execute_python_code_with_num_output', expectation: () => 42 },
  flags: [],
};

export const timingRow: SuiteRow = (options, folder) => timedRows(nothingElse, options, folder);

export const busyRow: SuiteRow = (options, folder) => timedRows(drawingAndPython, options, folder);

async function timedRows(duties: Duties, { rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const atOnce of [4, 50]) results.push(await timed(duties, atOnce, rounds, folder));
  return results;
}

async function timed(
  { name, words, judging, flags }: Duties,
  atOnce: number,
  rounds: number,
  folder: string,
): Promise<RowResult> {
  const tests = atOnce * turns;
  const file = await writeBenchmark(folder, tests, judging);
  const bareFile = await writeBenchmark(folder, tests, asTimedText);
  const both = await withServer('timed', (server) =>
    interleaved(rounds, {
      run: async () => {
        let seen: SeenTimes[] = [];
        const measured = await measuredRun(file, atOnce, server, {
          flags,
          look: async (runDirectory) => {
            seen = await seenByRun(runDirectory, tests);
          },
        });
        return withErrors(measured, seen, server);
      },
      reference: async () => {
        const measured = await measuredBareLoop(bareFile, tests, atOnce, server, true);
        return withErrors(measured, measured.times, server);
      },
    }),
  );
  const errors = (['ttft', 'total', 'chunks'] as const).flatMap((of) =>
    [0.5, 0.95].flatMap((share) =>
      figureOf(`error of ${of}, p${share * 100}`, 'ms', both, (one: { errors: Errors }) => rank(one.errors[of], share)),
    ),
  );
  return {
    name: `${name}-${atOnce}`,
    title: `error of times against the server's log, ${tests} tests, ${atOnce} in flight, ${words}`,
    reference: 'a bare undici loop that asks the same',
    figures: [...errors, ...figureOf('CPU', 'ms', both, (one: Measured) => one.cpuMs)],
    othersShares: [...both.run, ...both.reference].flatMap(({ othersShare }) => othersShare ?? []),
  };
}

interface Errors {
  ttft: number[];
  total: number[];
  chunks: number[];
}

async function withErrors<M extends Measured>(
  measured: M,
  seen: readonly SeenTimes[],
  server: RunningServer,
): Promise<M & { errors: Errors }> {
  return { ...measured, errors: errorsOf(seen, await server.log()) };
}

/** Client times count from dispatch, the server's from what it received: the way of the request is part of the error. */
function errorsOf(seen: readonly SeenTimes[], log: ServedLog): Errors {
  const errors: Errors = { ttft: [], total: [], chunks: [] };
  for (const { requestId, tokensAt, total } of seen) {
    const { receivedAt, sentAt, endedAt } = log[requestId]!;
    if (tokensAt.length !== sentAt.length) throw new Error(`${tokensAt.length} chunks were seen of ${sentAt.length}`);
    const wrong = tokensAt.map((at, position) => Math.abs(at - (sentAt[position]! - receivedAt)));
    errors.ttft.push(wrong[0]!);
    errors.total.push(Math.abs(total - (endedAt - receivedAt)));
    errors.chunks.push(...wrong);
  }
  return errors;
}

async function seenByRun(runDirectory: string, tests: number): Promise<SeenTimes[]> {
  const { state } = await openRun(runDirectory);
  const seen: SeenTimes[] = [];
  for (let index = 1; index <= tests; index++) {
    const { transcript } = await readTest(runDirectory, state, endedTest(state, measuredModel, index));
    seen.push(seenBy(transcript!.attempts[0]!));
  }
  return seen;
}

function seenBy({ times, chunks, response }: RecordedAttempt): SeenTimes {
  return {
    requestId: response!.headers['x-request-id']!,
    tokensAt: chunks.map((one) => one.t),
    total: times.endedAt - times.dispatchedAt,
  };
}
