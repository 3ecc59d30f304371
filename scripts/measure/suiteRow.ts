// What a row of the benchmark suite is: it measures the program and, where there is one, its reference, round by round, and gives figures.

import { spreadOf, type Spread } from './spread';

export interface SuiteOptions {
  /** Tests of a run; a row may take fewer. */
  tests: number;
  atOnce: number;
  rounds: number;
  /** The largest run of the growth row. */
  largest: number;
}

export interface Figure {
  what: string;
  unit: 'ms' | 'MiB' | 'kB' | 'files' | '%' | 'frames/s' | 'squares' | '';
  /** One value a round. */
  run: number[];
  /** In the same rounds; absent where there is no reference. */
  reference?: number[];
}

export interface RowResult {
  name: string;
  title: string;
  /** What the reference is; absent where there is none. */
  reference?: string;
  figures: Figure[];
  /** The share of the machine that other programs took, one value a measured process, 0-1. */
  othersShares: number[];
}

/** Measures in `folder`, which is removed after it. */
export type SuiteRow = (options: SuiteOptions, folder: string) => Promise<RowResult[]>;

/** A figure of what both have; none where the system does not tell it. */
export function figureOf<T>(
  what: string,
  unit: Figure['unit'],
  of: { run: readonly T[]; reference?: readonly T[] },
  read: (measured: T) => number | null,
): Figure[] {
  const [run, reference] = [of.run, of.reference ?? []].map((measured) => measured.flatMap((one) => read(one) ?? []));
  if (run!.length < of.run.length) return [];
  return [{ what, unit, run: run!, ...(reference!.length === run!.length ? { reference: reference! } : {}) }];
}

/** How the rounds of a figure relate: each round's value to its own reference, which was measured next to it. */
export function ratioOf({ run, reference }: Figure): Spread | null {
  if (!reference) return null;
  return spreadOf(run.map((value, round) => value / reference[round]!));
}

/** Above this share of the machine other programs make the figures doubtful. */
const quietShare = 0.05;

/** How noisy the machine was, in a sentence. */
export function noiseOf(othersShares: readonly number[]): string {
  if (othersShares.length === 0) return 'How noisy the machine was is not known here.';
  const { median, max } = spreadOf(othersShares);
  const shares = `other programs took ${percent(median)} of the machine (at most ${percent(max)})`;
  return max <= quietShare
    ? `The machine was quiet: ${shares}.`
    : `THE MACHINE WAS NOISY: ${shares}. Ratios and CPU times can be compared with care, wall times can't.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
