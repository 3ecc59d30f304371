// From what was chosen in the Testing view to runs: each asks some models the same prompts. Pure.

/** What of a benchmark is chosen by one entry: all of it, a model, or some prompts of a model. */
export interface ChosenPart {
  /** Absent for all models. */
  model?: string;
  /** Places among the benchmark's prompts, from 1; absent for all prompts. */
  places?: readonly number[];
}

/** What one run asks; absent for all. */
export interface ChosenRun {
  models?: string[];
  places?: number[];
}

/** As few runs as can ask exactly what was chosen, and nothing twice. */
export function runsFor(parts: readonly ChosenPart[]): ChosenRun[] {
  if (parts.some(({ model }) => model === undefined)) return [{}];
  const byModel = new Map<string, Set<number> | 'all'>();
  for (const { model, places } of parts) {
    if (model === undefined) continue;
    const known = byModel.get(model) ?? new Set<number>();
    if (!places || known === 'all') byModel.set(model, 'all');
    else byModel.set(model, new Set([...known, ...places]));
  }
  const runs = new Map<string, ChosenRun & { models: string[] }>();
  for (const [model, chosen] of byModel) {
    const places = chosen === 'all' ? undefined : [...chosen].sort((one, other) => one - other);
    const key = places?.join(' ') ?? 'all';
    const run = runs.get(key) ?? { models: [], ...(places ? { places } : {}) };
    run.models.push(model);
    runs.set(key, run);
  }
  return [...runs.values()];
}
