// What a project file says, in the program's own words, and what of it counts where the folder is not trusted.

import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { RunMode } from '../../shared/run/runMode';
import type { PriceOverride } from '../cost/priceOverride';
import type { ServiceRow } from '../providers/services';

/** What may be said of all runs in one place; each is absent or empty where nothing is. */
export interface ProjectSettings {
  services: ServiceRow[];
  concurrency: { [api: string]: number };
  rateLimits: { [api: string]: { requestsPerMinute?: number; tokensPerMinute?: number } };
  prices: { [model: string]: PriceOverride };
  /** Coordinate profile ids by canonical model string. */
  coordinates: { [model: string]: string };
  thinkingTags: string[];
  answerLimits: Partial<AnswerLimits>;
  /** Of one attempt, ms; 0 for none. */
  attemptTimeoutMs?: number;
  /** How long a server may be silent, ms; 0 for any time. */
  idleTimeoutMs?: number;
  maxAttempts?: number;
  /** As written: below the folder of the file. */
  runsFolder?: string;
  mode?: RunMode;
  budgetUsd?: number;
  resultImages?: boolean;
}

export const emptySettings: ProjectSettings = {
  services: [],
  concurrency: {},
  rateLimits: {},
  prices: {},
  coordinates: {},
  thinkingTags: [],
  answerLimits: {},
};

/** What takes no money, no keys and no place on the disk, and sends nothing elsewhere: all that counts of a file that nobody trusts. */
export function untrustedPart(settings: ProjectSettings): ProjectSettings {
  const { coordinates, thinkingTags, attemptTimeoutMs, idleTimeoutMs, mode, resultImages } = settings;
  return {
    ...emptySettings,
    coordinates,
    thinkingTags,
    ...(attemptTimeoutMs === undefined ? {} : { attemptTimeoutMs }),
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
    ...(mode === undefined ? {} : { mode }),
    ...(resultImages === undefined ? {} : { resultImages }),
  };
}

/** What a file that nobody trusts says in vain, as it is written there. */
export function ignoredKeys(settings: ProjectSettings): string[] {
  const { services, concurrency, rateLimits, prices, answerLimits, maxAttempts, runsFolder, budgetUsd } = settings;
  const said: { [key: string]: unknown } = {
    services,
    concurrency,
    rate_limits: rateLimits,
    prices,
    attempts: maxAttempts,
    answer_limits: answerLimits,
    runs_folder: runsFolder,
    budget_usd: budgetUsd,
  };
  return Object.entries(said)
    .filter(
      ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0),
    )
    .map(([key]) => key);
}
