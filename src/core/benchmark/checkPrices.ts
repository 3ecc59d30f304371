// Reads `prices`: what the file says its models cost.

import type { PriceOverride } from '../cost/priceOverride';
import { priceKeys } from './benchmarkSchema';
import type { CheckedModel } from './checkModels';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { renameKey } from './repairs';
import { valuesByModel } from './valuesByModel';

/** Prices by the string of a row or of a model. What has the wrong shape is left to `checkShape`. */
export function checkPrices(
  prices: unknown,
  models: readonly CheckedModel[],
  problems: ProblemList,
): { [model: string]: PriceOverride } {
  if (!isMap(prices)) return {};
  return valuesByModel(['prices'], prices, models, problems, (written, path) =>
    isMap(written) ? readPrice(written, path, problems) : undefined,
  );
}

/** The price of one model, of which what is wrong is told. */
export function readPrice(
  written: { [key: string]: unknown },
  path: ProblemPath,
  problems: ProblemList,
): PriceOverride {
  checkKeys(written, path, problems);
  return priceOf(written);
}

function checkKeys(written: { [key: string]: unknown }, path: ProblemPath, problems: ProblemList): void {
  for (const key of Object.keys(written)) {
    if (priceKeys.includes(key)) continue;
    const meant = nearestName(key, priceKeys);
    const place = [...path, key];
    // Not a warning: a price that is left out makes every cost wrong.
    problems.error(
      place,
      `${formatPath(place)} is not a known key; ${meant ? `did you mean \`${meant}\`?` : `the keys known here are ${priceKeys.join(', ')}.`}`,
      problems.keySpanOf(place),
      renameKey([place], meant, problems),
    );
  }
  const has = (key: string): boolean => written[key] !== undefined;
  const ofTokens = ['input_per_million', 'output_per_million', 'cached_input_per_million'].filter(has);
  if (has('per_hour')) {
    if (ofTokens.length > 0)
      problems.error(
        [...path, 'per_hour'],
        `${formatPath(path)} has both per_hour and ${ofTokens.join(', ')}: a model costs either by the hour or by its tokens. Remove one of them.`,
      );
    return;
  }
  const missing = ['input_per_million', 'output_per_million'].filter((key) => !has(key));
  if (missing.length > 0)
    problems.error(
      path,
      `${formatPath(path)} needs ${missing.join(' and ')}, or per_hour in place of prices of tokens: without them no cost is known.`,
    );
}

function priceOf(written: { [key: string]: unknown }): PriceOverride {
  const amount = <Name extends keyof PriceOverride>(name: Name, key: string): { [name in Name]?: number } =>
    (typeof written[key] === 'number' ? { [name]: written[key] } : {}) as { [name in Name]?: number };
  return {
    ...amount('inputPerMillion', 'input_per_million'),
    ...amount('outputPerMillion', 'output_per_million'),
    ...amount('cachedInputPerMillion', 'cached_input_per_million'),
    ...amount('perHour', 'per_hour'),
  };
}
