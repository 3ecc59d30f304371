// What holds of a run, of all that is said in several places: what the program has of itself, then the project file, then what the user said of
// this run or in VS Code's settings, which wins. (What a benchmark says of itself comes between the last two; the plan knows it.) Pure.

import { emptySettings, type ProjectSettings } from '../project/projectSettings';
import type { ServiceRow } from '../providers/services';
import { defaultAttemptTimeoutMs, defaultMaxAttempts, type RunSettings } from './runRequest';

/** What the user said, in flags or settings. `budgetUsd`: `none` for no limit, whatever a file says. */
export interface SaidByUser extends Partial<Omit<ProjectSettings, 'budgetUsd' | 'runsFolder'>> {
  budgetUsd?: number | 'none';
}

interface SettingsInForce extends Pick<RunSettings, 'pace' | 'patience' | 'reading' | 'resultImages'> {
  services: ServiceRow[];
  money: Omit<RunSettings['money'], 'priceFile'>;
}

/** Of maps each key is decided by itself, and thinking tags add up. */
export function settingsInForce(project: ProjectSettings, user: SaidByUser): SettingsInForce {
  const idleTimeoutMs = user.idleTimeoutMs ?? project.idleTimeoutMs;
  return {
    services: servicesInForce(project.services, user.services ?? []),
    pace: {
      mode: user.mode ?? null,
      ...(project.mode === undefined ? {} : { usualMode: project.mode }),
      // What the user says of all goes before what the file says of one.
      concurrency: { ...(user.concurrency?.['*'] === undefined ? project.concurrency : {}), ...user.concurrency },
      rateLimits: { ...project.rateLimits, ...user.rateLimits },
    },
    patience: {
      attemptTimeoutMs: user.attemptTimeoutMs ?? project.attemptTimeoutMs ?? defaultAttemptTimeoutMs,
      ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
      maxAttempts: user.maxAttempts ?? project.maxAttempts ?? defaultMaxAttempts,
      answerLimits: { ...project.answerLimits, ...user.answerLimits },
    },
    money: {
      budgetUsd: user.budgetUsd ?? null,
      ...(project.budgetUsd === undefined ? {} : { usualBudgetUsd: project.budgetUsd }),
      prices: user.prices ?? {},
      projectPrices: project.prices,
    },
    reading: {
      coordinates: { ...project.coordinates, ...user.coordinates },
      thinkingTags: [...new Set([...project.thinkingTags, ...(user.thinkingTags ?? [])])],
    },
    resultImages: user.resultImages ?? project.resultImages ?? true,
  };
}

/** The user's row of an id stands for that of the file. */
export function servicesInForce(project: readonly ServiceRow[], user: readonly ServiceRow[]): ServiceRow[] {
  return [...project.filter(({ id }) => !user.some((row) => row.id === id)), ...user];
}

/**
 * What a project file has to say of a run that goes on: how its models are reached. All else is as the run began, or as the user says now.
 */
export function forRunsThatGoOn({ services, concurrency, rateLimits }: ProjectSettings): ProjectSettings {
  return { ...emptySettings, services, concurrency, rateLimits };
}
