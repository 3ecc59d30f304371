// Runs in batches drawn as letters: `#` correct, `x` incorrect, `!` error, `,` submitted and to be collected, `.` waiting.

import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import type { RunState, RunStatus } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { aModel, noTimings } from '../../../builders';

const at = '2026-11-28T07:00:00.000+01:00';
const verdicts: { readonly [letter: string]: TestFinished['verdict'] } = {
  '#': 'correct',
  x: 'incorrect',
  '!': 'error',
};

interface BatchSketch {
  /** A letter per prompt, by model. */
  rows: { [model: string]: string };
  status: Exclude<RunStatus, 'running' | 'interrupted'>;
  /** What the model API said last of each row's open batch; absent where it was not asked. */
  answered?: number;
  /** USD of a test. */
  usd?: number;
}

/** A row is one batch, collected once none of its tests is submitted any more. */
export function batchedRun({ rows, status, answered, usd = 0.0005 }: BatchSketch): RunState {
  const models = Object.keys(rows);
  const count = Math.max(...Object.values(rows).map((row) => row.length));
  const events = Object.entries(rows).flatMap(([model, row], place): RunEvent[] => {
    const letters = [...row];
    const batch = place + 1;
    const tests = letters.flatMap((letter, position) => (letter === '.' ? [] : [position + 1]));
    if (tests.length === 0) return [];
    return [
      { type: 'batchPlanned', t: 1, at, batch, model, tests, key: `00112233445566a${batch}` },
      { type: 'batchSent', t: 2, at, batch },
      { type: 'batchSubmitted', t: 3, at, batch, id: `batch_${batch}` },
      ...(answered === undefined
        ? []
        : [{ type: 'batchProgress' as const, t: 4, at, batch, phase: 'running' as const, answered, failed: 0 }]),
      ...letters.flatMap((letter, position): RunEvent[] => {
        const verdict = verdicts[letter];
        return verdict === undefined ? [] : [finished(model, position + 1, verdict, usd)];
      }),
      ...(row.includes(',') ? [] : [{ type: 'batchCollected' as const, t: 6, at, batch, end: 'completed' as const }]),
    ];
  });
  return foldRun([
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 2,
      runId: 'batched',
      at,
      benchmarkName: 'Sums',
      purpose: '',
      testType: 'raw_string_evaluator',
      mode: 'batch',
      models: models.map((model) => aModel(model)),
      prompts: Array.from({ length: count }, (_, position) => ({
        index: position + 1,
        label: `p${position + 1}`,
        hash: `${position + 1}`.padStart(16, '0'),
      })),
    },
    ...events,
    { type: 'runFinished', t: 7, status },
  ]);
}

/** As `batchCollection.ts` writes it: nothing of it was timed but the evaluation. */
function finished(model: string, index: number, verdict: TestFinished['verdict'], usd: number): RunEvent {
  return {
    type: 'testFinished',
    t: 5,
    model,
    index,
    verdict,
    attempts: 1,
    timings: noTimings({ dispatchedAt: 5, endedAt: 5, evaluation: 1 }),
    tokens: { input: 10, output: 5, reasoning: null, cached: null, source: 'usage' },
    cost: { usd, source: 'prices' },
    ...(verdict === 'error' ? { error: { kind: 'batchExpired', message: 'It expired.' } as const } : {}),
  };
}
