// Under which conditions a run was made, as `run.json` keeps them: what decides on which runs may be compared. Types and defaults.

import type { ImageSize } from './benchmark';
import type { RunMode } from './runMode';
import type { IsoVerdict } from './isoContract';

/** What disturbed the clock or the requests, measured while the run went on. */
export interface RunNoise {
  /** How late the timers of the asking thread came, ms. */
  eventLoopLagMs: { p50: number; p95: number; max: number };
  /** The most requests in flight at once, over all hosts. */
  maxInFlight: number;
  /** Attempts that failed and were made again. */
  retries: number;
}

/** The conditions of a run that decide what may be compared with it. */
export interface RunConditions {
  /** Null in an imported run, where it was not recorded. */
  mode: RunMode | null;
  /** How often each prompt was asked; 1 without trials. */
  trials: number;
  /** The limit that stops dispatching, USD; null for none. */
  budgetUsd: number | null;
  /** Null where it was not measured. */
  noise: RunNoise | null;
  /** Null where it was not checked. */
  iso: IsoVerdict | null;
  /** How pictures were sized before they were sent; null for a run without pictures. */
  imageSize: ImageSize | null;
  /** The parameters that an API refused, by model. The model was asked without them. */
  refusedParameters: { [model: string]: string[] };
}

/** What holds for a run that recorded nothing of its conditions: before there were modes, every run was one for throughput. */
export const unrecordedConditions: Readonly<RunConditions> = {
  mode: 'throughput',
  trials: 1,
  budgetUsd: null,
  noise: null,
  iso: null,
  imageSize: null,
  refusedParameters: {},
};

/** The conditions alone, of a manifest that has more. */
export function conditionsOf({
  mode,
  trials,
  budgetUsd,
  noise,
  iso,
  imageSize,
  refusedParameters,
}: RunConditions): RunConditions {
  return { mode, trials, budgetUsd, noise, iso, imageSize, refusedParameters };
}
