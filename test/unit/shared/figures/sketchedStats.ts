// Runs sketched by their verdicts, and the figures of a test type of them.

import assert from 'node:assert/strict';
import type { PromptInfo, RunEvent } from '../../../../src/shared/run/events';
import type { TestClasses, TestMeasures, TestTimings, TokenUsage } from '../../../../src/shared/run/testMeasurement';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { testTypeStats, type TestTypeStats } from '../../../../src/shared/figures/testTypeStats';
import type { Verdict } from '../../../../src/shared/run/verdict';
import { aModel, noTimings } from '../../../builders';

const timings: TestTimings = noTimings({ endedAt: 1, queue: 0, retry: 0, total: 1 });

const tokens: TokenUsage = { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' };

export interface Sketch {
  verdict: Verdict;
  measures?: TestMeasures;
  classes?: TestClasses;
}

export function runOf(testType: string, models: Sketch[][], prompts: Partial<PromptInfo>[] = []): RunState {
  const count = Math.max(...models.map((tests) => tests.length));
  const infos = models.map((_, at) => aModel(`a~m${at}`));
  const ended = models.flatMap((tests, at) =>
    tests.flatMap(({ verdict, ...judgement }, place): RunEvent[] =>
      verdict === 'not_run'
        ? []
        : [
            {
              type: 'testFinished',
              t: 1,
              model: infos[at]!.model,
              index: place + 1,
              verdict,
              attempts: 1,
              timings,
              tokens,
              cost: { usd: 0, source: 'local' },
              ...judgement,
            },
          ],
    ),
  );
  return foldRun([
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 1,
      runId: 'r',
      at: '2026-11-21T17:45:03.000+01:00',
      benchmarkName: 'b',
      purpose: '',
      testType,
      models: infos,
      prompts: Array.from({ length: count }, (_, at) => ({ index: at + 1, label: '', ...prompts[at] })),
    },
    ...ended,
  ]);
}

export function only(testType: string, tests: Sketch[], prompts: Partial<PromptInfo>[] = []): TestTypeStats {
  const stats = testTypeStats(runOf(testType, [tests], prompts));
  assert.equal(stats.length, 1);
  return stats[0]!;
}

/** `{hitRate: 0.5, ...}`, rounded to nine digits. */
export function valuesOf({ figures }: TestTypeStats): { [id: string]: number | null } {
  return Object.fromEntries(
    figures.map(({ id, value }) => [id, value === null ? null : Math.round(value * 1e9) / 1e9]),
  );
}
