// How often which times occur, counted in bins that all models share. Pure arithmetic; drawing is `isb-plots`.

export interface Histogram {
  /** One more than there are bins, ascending. The first and the last bin are empty, so that an outline begins and ends at 0. */
  edges: number[];
  /** True when bins grow by a factor, because the times span too much for bins of one width. */
  isLog: boolean;
  /** How many values fell into each bin, for each list of values in their order. */
  counts: number[][];
}

/** About so many bins: enough to see two humps, few enough for each to hold several tests. */
const mostBins = 28;

/** From this ratio of the largest to the smallest value on bins grow: bins of one width would put a fast model into a single one. */
const widestLinear = 20;

/** No clock of ours is finer, ms. */
const shortest = 0.001;

/** Null when there is no value at all. Values are 0 or above (ms). */
export function histogramOf(lists: readonly (readonly number[])[]): Histogram | null {
  let [min, max] = [Infinity, -Infinity];
  for (const list of lists) {
    for (const value of list) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  if (min > max) return null;
  const isLog = min >= shortest && max / min >= widestLinear;
  const edges = isLog ? logEdges(min, max) : linearEdges(min, max);
  return { edges, isLog, counts: lists.map((list) => countIn(edges, list)) };
}

function linearEdges(min: number, max: number): number[] {
  // Times that hardly differ are no reason for bins that nobody could name.
  const step = niceStep(Math.max((max - min) / mostBins, max * 0.01, shortest));
  const first = Math.floor(min / step);
  // The largest value must lie below an edge, also after rounding errors.
  const last = Math.floor(max / step + 1e-9) + 1;
  return Array.from({ length: last - first + 3 }, (_, at) => (first - 1 + at) * step).map((edge) =>
    Number(edge.toPrecision(12)),
  );
}

function logEdges(min: number, max: number): number[] {
  const factor = (max / min) ** (1 / (mostBins - 4));
  return Array.from({ length: mostBins }, (_, at) => min * factor ** (at - 1.5));
}

/** 1, 2 or 5 times a power of ten, at least `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((one) => one * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Round values between two edges of a logarithmic axis: 1, 2 and 5 times powers of ten. An axis that begins at 0 or below has none. */
export function logTicks(low: number, high: number): number[] {
  if (low <= 0) return [];
  const ticks: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(low)); power <= high; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power >= low && factor * power <= high) ticks.push(factor * power);
  }
  return ticks;
}

function countIn(edges: readonly number[], values: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of values) counts[binOf(edges, value)]!++;
  return counts;
}

/** The bin that holds a value: its lower edge belongs to it. */
function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
