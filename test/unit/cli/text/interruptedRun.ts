// A run that was interrupted, with an error, a verdict that re-scoring changed and a model with a Chinese name.

import { tagsOf } from '../../../../src/shared/figures/tagStats';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import type { ModelInfo } from '../../../../src/shared/run/model';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { noOverrides, summarize, type RunManifest } from '../../../../src/shared/runs/runManifest';
import { aModel, aTimings } from '../../../builders';

export const plain = colorsOf({ write: () => true }, {});

const model = (name: string, more: Partial<ModelInfo> = {}): ModelInfo => aModel(`openai~${name}`, more);

export const first = model('gpt-4o');

export const chinese = model('通义千问-最大版');

const timings: TestFinished['timings'] = aTimings();

function finished(
  of: ModelInfo,
  index: number,
  verdict: TestFinished['verdict'],
  usd: number | null = 0.0021,
): TestFinished {
  return {
    type: 'testFinished',
    t: index * 1000,
    model: of.model,
    index,
    verdict,
    attempts: 1,
    timings,
    tokens: { input: 212, output: 31, reasoning: 8, cached: 100, source: 'usage' },
    cost: { usd, source: usd === null ? 'unknown' : 'prices' },
    ...(verdict === 'error'
      ? { error: { kind: 'rateLimited', message: 'HTTP 429 after 4 attempts', status: 429 } }
      : {}),
  };
}

const events: RunEvent[] = [
  {
    type: 'runStarted',
    t: 0,
    schemaVersion: 1,
    runId: '2026-11-21_17-45-03_sums',
    at: '2026-11-21T17:45:03+01:00',
    benchmarkName: 'Sums',
    purpose: 'Can it add?',
    testType: 'raw_string_evaluator',
    models: [first, chinese],
    prompts: [
      { index: 1, label: 'add 5 and 5' },
      { index: 2, label: 'add 六 and 七, then say it in the words of a very long sentence' },
      { index: 3, label: 'add 1' },
    ],
  },
  finished(first, 1, 'correct'),
  finished(first, 2, 'incorrect', null),
  finished(first, 3, 'error', null),
  finished(chinese, 1, 'correct'),
  {
    type: 'testRescored',
    t: 4000,
    at: '2026-11-22T10:00:00+01:00',
    model: first.model,
    index: 2,
    verdict: 'correct',
    previousVerdict: 'incorrect',
  },
];

export function state(): RunState {
  const folded = foldRun(events);
  folded.status = 'interrupted';
  return folded;
}

export function manifest(changes: Partial<RunManifest> = {}): RunManifest {
  const run = state();
  return {
    schemaVersion: 1,
    id: run.runId,
    benchmarkName: run.benchmarkName,
    purpose: run.purpose,
    comment: run.comment,
    testTypes: [run.testType],
    tags: tagsOf(run.prompts),
    startedAt: run.at,
    importedAt: null,
    finishedAt: null,
    ...unrecordedConditions,
    ...summarize(run, {
      [chinese.model]: { digest: 'sha256:0123456789abcdef', quantization: 'Q4_K_M', contextLength: 8192 },
    }),
    prices: [{ model: first.model, input: 2.5, output: 10, cachedInput: null, source: 'genai-prices 1' }],
    files: [],
    overrides: noOverrides,
    concurrency: { openai: 8 },
    attemptTimeoutMs: 120_000,
    maxAttempts: 4,
    answerLimits: null,
    thinkingTags: [],
    python: null,
    sampling: { [first.model]: { temperature: 0 }, [chinese.model]: { temperature: 0 } },
    startedBy: { from: 'cli', user: 'kim' },
    git: { revision: 'abc1234', isDirty: true },
    sizeBytes: 2_440_000,
    problems: [],
    rescores: [{ at: '2026-11-22T10:00:00+01:00', versions: {}, judged: 3, changed: 1 }],
    machine: { os: 'Linux 6', architecture: 'x64', processor: 'Some CPU', cores: 8, memoryGb: 32 },
    versions: { node: '22.1.0' },
    ...changes,
  };
}
