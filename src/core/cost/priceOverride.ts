// What a user says a model costs, in place of the price list: by token, or by the hour of hardware of one's own. Pure.

import { ofModel, parseModel, type ModelId } from '../../shared/run/model';

/** USD. Either prices a million tokens, of which what is missing is unknown, or an hour. */
export interface PriceOverride {
  inputPerMillion?: number;
  outputPerMillion?: number;
  /** Input read from the prompt cache costs as much as other input when this is missing. */
  cachedInputPerMillion?: number;
  /** The price of the machine that answers, USD an hour: a test costs its share of the time it took. Wins over prices of tokens. */
  perHour?: number;
}

/** Overrides by model string, as people write them. */
export interface PriceOverrides {
  readonly [model: string]: PriceOverride;
}

/** What an override is reckoned with: tokens of which null is not known, ms of which null was not measured. */
interface MeteredTest {
  input: number | null;
  output: number | null;
  cached: number;
  totalMs: number | null;
}

/** The override of a row of its own, else that of its model, whatever the effort or the parameters. */
export function findOverride(overrides: PriceOverrides, model: ModelId): PriceOverride | undefined {
  const written = Object.entries(overrides).map(([name, override]) => [parseModel(name).model, override] as const);
  return ofModel(Object.fromEntries(written), model);
}

/**
 * USD of one test: `perHour` x hours of `totalMs`, or tokens x prices a million. Null when a figure or a price that it needs is missing, or
 * when the counts contradict each other.
 */
export function overriddenCost(
  { inputPerMillion, outputPerMillion, cachedInputPerMillion, perHour }: PriceOverride,
  { input, output, cached, totalMs }: MeteredTest,
): number | null {
  if (perHour !== undefined) return totalMs === null ? null : asCost((perHour * totalMs) / 3_600_000);
  if (input === null || output === null || cached > input || cached < 0) return null;
  const parts = [
    { tokens: input - cached, price: inputPerMillion },
    { tokens: cached, price: cachedInputPerMillion ?? inputPerMillion },
    { tokens: output, price: outputPerMillion },
  ];
  let usd = 0;
  for (const { tokens, price } of parts) {
    if (tokens === 0) continue;
    if (price === undefined) return null;
    usd += (tokens * price) / 1e6;
  }
  return asCost(usd);
}

function asCost(usd: number): number | null {
  return Number.isFinite(usd) && usd >= 0 ? usd : null;
}
