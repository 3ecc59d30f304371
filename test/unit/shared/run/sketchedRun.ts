// Runs drawn as letters for the tests of figures: `#` correct, `x` incorrect, `!` error, `.` not run, `-` skipped for a reason.

import type { PromptInfo, RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { tagsOf } from '../../../../src/shared/figures/tagStats';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import { noOverrides, summarize, type RunManifest } from '../../../../src/shared/runs/runManifest';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { aModel, aTimings } from '../../../builders';

export interface Sketch {
  id?: string;
  at?: string;
  name?: string;
  /** A letter per prompt, by model. */
  rows: { [model: string]: string };
  /** Default: `p1`, `p2`, ... with a hash each. */
  prompts?: Omit<PromptInfo, 'index'>[];
  /** The figures of a test; null leaves one out. */
  figures?: (
    model: string,
    index: number,
  ) => {
    total?: number | null;
    ttft?: number | null;
    usd?: number | null;
    output?: number | null;
    cached?: number;
    lateness?: number;
    measures?: TestFinished['measures'];
  };
}

const verdicts: { readonly [letter: string]: TestFinished['verdict'] } = {
  '#': 'correct',
  x: 'incorrect',
  '!': 'error',
};

/** The events of such a run, as its folder has them. */
export function sketchedEvents({
  id = 'run',
  at = '2026-11-21T17:45:03+01:00',
  name = 'Sums',
  rows,
  prompts,
  figures = () => ({}),
}: Sketch): RunEvent[] {
  const count = Math.max(...Object.values(rows).map((row) => row.length));
  const infos: PromptInfo[] = Array.from({ length: count }, (_, position) => ({
    index: position + 1,
    ...(prompts?.[position] ?? { label: `p${position + 1}`, hash: `${position + 1}`.padStart(16, '0') }),
  }));
  const models = Object.keys(rows).map((text) => aModel(text));
  const tests = Object.entries(rows).flatMap(([model, row]) =>
    [...row].flatMap((letter, position): RunEvent[] => {
      const index = position + 1;
      if (letter === '-')
        return [
          { type: 'testSkipped', t: 0, model, index, reason: { kind: 'noVision', message: 'It takes no pictures.' } },
        ];
      const verdict = verdicts[letter];
      if (!verdict) return [];
      const { total = 400, ttft = 50, usd = 0.001, output = 5, cached, lateness = 0, measures } = figures(model, index);
      return [
        {
          type: 'testFinished',
          t: 1000,
          model,
          index,
          verdict,
          ...(measures ? { measures } : {}),
          attempts: 1,
          timings: aTimings({
            endedAt: 500,
            queue: 0,
            lateness,
            total,
            ttft,
            ttfa: ttft,
            tpot: 12.5,
            decodeTokensPerSecond: 80,
            endToEndTokensPerSecond: 70,
          }),
          tokens: { input: 10, output, reasoning: null, cached: cached ?? null, source: 'usage' },
          cost: { usd, source: usd === null ? 'unknown' : 'prices' },
          ...(verdict === 'error' ? { error: { kind: 'timeout', message: 'No answer within 120 s.' } as const } : {}),
        },
      ];
    }),
  );
  return [
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 1,
      runId: id,
      at,
      benchmarkName: name,
      purpose: '',
      testType: 'raw_string_evaluator',
      models,
      prompts: infos,
    },
    ...tests,
    { type: 'runFinished', t: 31_000, status: 'finished' },
  ];
}

export function sketchedRun(sketch: Sketch): RunState {
  return foldRun(sketchedEvents(sketch));
}

/** The manifest that a finished run of this state has, on one and the same machine unless `changes` says otherwise. */
export function manifestOf(state: RunState, changes: Partial<RunManifest> = {}): RunManifest {
  return {
    schemaVersion: 1,
    id: state.runId,
    benchmarkName: state.benchmarkName,
    purpose: state.purpose,
    comment: state.comment,
    testTypes: [state.testType],
    tags: tagsOf(state.prompts),
    startedAt: state.at,
    importedAt: null,
    finishedAt: state.at,
    ...unrecordedConditions,
    ...summarize(state),
    prices: [],
    files: [],
    overrides: noOverrides,
    concurrency: { openai: 8 },
    attemptTimeoutMs: 120_000,
    maxAttempts: 4,
    answerLimits: null,
    thinkingTags: [],
    python: null,
    sampling: {},
    startedBy: { from: 'cli', user: null },
    git: null,
    sizeBytes: 1000,
    problems: [],
    rescores: [],
    machine: { os: 'Linux 6', architecture: 'x64', processor: 'Some CPU', cores: 8, memoryGb: 32 },
    versions: { 'iso-speed-bench': '0.1.0', node: '22.1.0' },
    ...changes,
  };
}
