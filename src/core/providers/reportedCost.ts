// What a service itself says a call cost. It comes before all prices, for it knows of discounts, tools and fees.

import { isMap } from '../../shared/text/isMap';
import { countOf } from './countOf';

type Fields = { readonly [name: string]: unknown };

/** xAI counts what a call cost in these. */
const ticksPerUsd = 1e10;

/** USD: OpenRouter's `cost`, xAI's ticks, Perplexity's sum of its parts, DeepInfra's `estimated_cost`. */
export function reportedCost(usage: Fields): number | null {
  if (isMap(usage.cost)) return countOf(usage.cost.total_cost);
  const ticks = countOf(usage.cost_in_usd_ticks);
  return costOfOpenRouter(usage) ?? (ticks === null ? countOf(usage.estimated_cost) : ticks / ticksPerUsd);
}

/**
 * USD that OpenRouter says the call cost. With a key of one's own at the service behind it (`is_byok`), `cost` is OpenRouter's own fee alone, and what
 * that key is charged stands apart; without that the whole is not known.
 */
function costOfOpenRouter(usage: Fields): number | null {
  const cost = countOf(usage.cost);
  const upstream = isMap(usage.cost_details) ? countOf(usage.cost_details.upstream_inference_cost) : null;
  if (cost === null) return null;
  // Some gateways say 0 and leave the flag out.
  if (usage.is_byok !== true) return cost === 0 ? (upstream ?? 0) : cost;
  return upstream === null ? null : cost + upstream;
}
