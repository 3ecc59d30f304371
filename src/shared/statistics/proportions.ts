// Shares and counts that chance may have made: intervals and exact tests for verdicts, and what several trials of a prompt say.
// Pure. Each function names where its formula comes from; docs/metrics.md says how they are read.

/** Both ends in the unit of the figure. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * The 95% Wilson score interval of a share, each end 0-1; null for no cases. It stays honest at 0%, 100% and few cases
 * (Wilson 1927; z = 1.96).
 */
export function wilsonInterval(successes: number, cases: number): Interval | null {
  if (cases === 0) return null;
  const z = 1.959964;
  const share = successes / cases;
  const scale = 1 + (z * z) / cases;
  const center = (share + (z * z) / (2 * cases)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/**
 * McNemar's exact test, two-sided: how likely at least so uneven a split of the discordant pairs is when each falls to either
 * side like a coin. `improved` and `worsened` are the pairs whose verdict changed; pairs that stayed say nothing. The p-value
 * is twice the smaller tail of Binomial(improved + worsened, 1/2), at most 1; without a discordant pair it is 1.
 */
export function mcNemarExact(improved: number, worsened: number): number {
  const pairs = improved + worsened;
  // Ways of choosing are summed and halved `pairs` times. 2^1,024 is too much for a floating-point number: half of it goes before.
  let ways = 1;
  let tail = 1;
  let halvings = pairs;
  for (let chosen = 1; chosen <= Math.min(improved, worsened); chosen++) {
    ways *= (pairs - chosen + 1) / chosen;
    tail += ways;
    if (tail < 2 ** 512) continue;
    ways *= 2 ** -512;
    tail *= 2 ** -512;
    halvings -= 512;
  }
  return Math.min(1, 2 * tail * 2 ** -halvings);
}

/**
 * pass@k: the chance that at least one of `k` trials is correct, estimated without bias from `correct` of `trials`:
 * 1 - C(trials - correct, k) / C(trials, k) as a product (Chen et al. 2021, "Evaluating Large Language Models Trained on
 * Code"). Null when there were fewer trials than `k`.
 */
export function passAtK(trials: number, correct: number, k: number): number | null {
  if (k < 1 || trials < k) return null;
  return 1 - shareOfChoices(trials - correct, trials, k);
}

/**
 * All-k (pass^k): the chance that all of `k` trials are correct, estimated without bias from `correct` of `trials`:
 * C(correct, k) / C(trials, k). Null when there were fewer trials than `k`.
 */
export function allOfK(trials: number, correct: number, k: number): number | null {
  if (k < 1 || trials < k) return null;
  return shareOfChoices(correct, trials, k);
}

/** C(some, k) / C(all, k), factor by factor, so that nothing overflows. */
function shareOfChoices(some: number, all: number, k: number): number {
  let share = 1;
  for (let taken = 0; taken < k && share > 0; taken++) share *= Math.max(0, some - taken) / (all - taken);
  return share;
}
