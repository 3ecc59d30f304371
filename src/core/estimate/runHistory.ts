// What earlier runs of a benchmark took and cost, from each run's `run.json`: what an estimate is calibrated with.

import type { RunManifest } from '../../shared/runs/runManifest';
import { listRuns } from '../runFolder/listRuns';

/** Means of a test of one model, over earlier runs of the same benchmark. */
export interface ModelHistory {
  runs: number;
  /** Tokens; `input` only from runs with as many prompts. Null where none was counted. */
  input: number | null;
  output: number | null;
  /** The mean `total`, ms. */
  totalMs: number | null;
}

/** What earlier runs say, by canonical model string. */
export type RunHistory = ReadonlyMap<string, ModelHistory>;

/** The latest runs that are looked at. */
const mostRuns = 10;

/** An estimate must not fail for want of a past: a folder that can't be read has none. */
export async function readHistory(
  runsDirectory: string,
  benchmarkName: string,
  promptCount: number,
): Promise<RunHistory> {
  const runs = await listRuns(runsDirectory).catch(() => []);
  return historyOf(
    runs.flatMap((run) => ('manifest' in run ? [run.manifest] : [])),
    benchmarkName,
    promptCount,
  );
}

/** `manifests`: newest first. */
export function historyOf(manifests: readonly RunManifest[], benchmarkName: string, promptCount: number): RunHistory {
  const earlier = manifests
    .filter((run) => run.benchmarkName === benchmarkName && run.startedBy.from !== 'import' && run.status !== 'running')
    .slice(0, mostRuns);
  const names = new Set(earlier.flatMap((run) => run.models.map((model) => model.model)));
  return new Map([...names].map((name) => [name, historyOfModel(earlier, name, promptCount)]));
}

function historyOfModel(runs: readonly RunManifest[], name: string, promptCount: number): ModelHistory {
  const input = new WeightedMean();
  const output = new WeightedMean();
  const total = new WeightedMean();
  let count = 0;
  for (const run of runs) {
    const model = run.models.find((one) => one.model === name);
    if (!model || model.finished === 0) continue;
    count++;
    if (run.promptCount === promptCount) input.add(model.inputTokens, model.counted);
    output.add(model.outputTokens, model.counted);
    const judged = model.correct + model.incorrect;
    if (model.averageTotal !== null) total.add(model.averageTotal * judged, judged);
  }
  return { runs: count, input: input.value, output: output.value, totalMs: total.value };
}

class WeightedMean {
  private sum = 0;
  private count = 0;

  add(sum: number | null, count: number): void {
    if (sum === null) return;
    this.sum += sum;
    this.count += count;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}
