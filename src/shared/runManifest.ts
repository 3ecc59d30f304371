// `run.json`: the small file that lists read instead of the events. Written when a run starts and again when it ends.

import type { PythonIsolation } from './events';
import type { ModelInfo } from './model';
import { modelStats, type ModelStats } from './runStats';
import type { RunState, RunStatus } from './runState';

export interface ModelSummary extends ModelInfo, ModelStats {}

/** The unit prices a cost was computed with, USD per million tokens; null where the source has none. */
export interface UnitPrices {
  model: string;
  input: number | null;
  output: number | null;
  cachedInput: number | null;
  /** `genai-prices 0.1.8`. */
  source: string;
}

export interface RunManifest {
  schemaVersion: number;
  id: string;
  benchmarkName: string;
  purpose: string;
  testTypes: string[];
  /** A run that died keeps `running`; who opens it sees from the events that it never finished. */
  status: RunStatus;
  /** ISO 8601 with offset. */
  startedAt: string;
  finishedAt: string | null;
  elapsedMs: number;
  promptCount: number;
  models: ModelSummary[];
  totals: { tests: number; correct: number; incorrect: number; error: number; notRun: number; inputTokens: number; outputTokens: number; costUsd: number | null; priced: number };
  prices: UnitPrices[];
  /** Requests in flight at once, by queue. */
  concurrency: { [queue: string]: number };
  attemptTimeoutMs: number;
  maxAttempts: number;
  python: PythonIsolation | null;
  startedFrom: 'vscode' | 'cli';
  machine: { os: string; architecture: string; processor: string; cores: number; memoryGb: number };
  versions: { [name: string]: string };
}

/** The parts of a manifest that follow from the run's state. */
export function summarise(state: RunState): Pick<RunManifest, 'status' | 'elapsedMs' | 'promptCount' | 'models' | 'totals'> {
  const models = state.models.map(({ tests, ...info }) => ({ ...info, ...modelStats(tests) }));
  const total = (pick: (model: ModelSummary) => number): number => models.reduce((sum, model) => sum + pick(model), 0);
  const priced = models.filter((model) => model.costUsd !== null);
  return {
    status: state.status,
    elapsedMs: state.elapsed,
    promptCount: state.prompts.length,
    models,
    totals: {
      tests: total((model) => model.total),
      correct: total((model) => model.correct),
      incorrect: total((model) => model.incorrect),
      error: total((model) => model.error),
      notRun: total((model) => model.notRun),
      inputTokens: total((model) => model.inputTokens),
      outputTokens: total((model) => model.outputTokens),
      costUsd: priced.length === 0 ? null : priced.reduce((sum, model) => sum + (model.costUsd ?? 0), 0),
      priced: total((model) => model.priced),
    },
  };
}
