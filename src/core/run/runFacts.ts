// What is asked once at a run's start and kept for who reads it later: who, from which commit, at which prices, which weights.
// None of it may stop or delay a run.

import { userInfo } from 'node:os';
import type { ModelDescription, RunManifest, UnitPrices } from '../../shared/runs/runManifest';
import type { PriceBook } from '../cost/priceBook';
import { findModelApi } from '../providers/modelApis';
import { connectionFor } from '../providers/connections';
import { scrubberOf, scrubIn } from '../providers/scrubber';
import { benchmarkRevision } from './benchmarkRevision';
import { localPatienceMs } from './localPatienceMs';
import type { RunPlan } from './planRun';

export interface RunFacts {
  git: RunManifest['git'];
  prices: UnitPrices[];
  /** What a server told of a model, by model; only where it told something. */
  servers: { [model: string]: ModelDescription };
  /** Sentences for the problems of the run. */
  problems: string[];
}

/** Never throws. `benchmark` is absent for a run that goes on: its commit was recorded when it began. */
export async function gatherFacts(
  plan: RunPlan,
  prices: PriceBook,
  benchmark?: { path: string; text: string },
): Promise<RunFacts> {
  const [git, servers] = await Promise.all([
    benchmark ? benchmarkRevision(benchmark.path, benchmark.text, localPatienceMs) : null,
    describeServers(plan),
  ]);
  scrubIn(servers, scrubberOf(plan.secrets));
  return {
    git,
    prices: plan.models.flatMap((model) => prices.unitPrices(model) ?? []),
    servers,
    problems: prices.problem === undefined ? [] : [prices.problem],
  };
}

/** The account's name, or null where the system has none for this user. */
export function userName(): string | null {
  try {
    return userInfo().username || null;
  } catch {
    // A container may run as a user id without an account.
    return null;
  }
}

async function describeServers({ models, apis, environment }: RunPlan): Promise<RunFacts['servers']> {
  const signal = AbortSignal.timeout(localPatienceMs);
  const described = await Promise.all(
    models.map(async (model): Promise<[string, ModelDescription] | null> => {
      const api = findModelApi(apis, model.provider);
      try {
        const description = (await api.describeModel?.(connectionFor(api, environment), model.name, signal)) ?? null;
        return description && [model.model, description];
      } catch {
        // The server is down, slow or older than this question; whether it answers prompts is seen when it is asked.
        return null;
      }
    }),
  );
  return Object.fromEntries(described.filter((one) => one !== null));
}
