// Reads `prices`: what the file says its models cost.

import type { PriceOverride } from '../cost/priceOverride';
import { parseModel } from '../../shared/run/model';
import { priceKeys } from './benchmarkSchema';
import type { CheckedModel } from './checkModels';
import { isOfModels } from './isOfModels';
import { isMap } from '../../shared/text/isMap';
import { nearestName } from '../../shared/text/nearestName';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { renameKey } from './repairs';

/** Prices by the string of a row or of a model. What has the wrong shape is left to `checkShape`. */
export function checkPrices(
  prices: unknown,
  models: readonly CheckedModel[],
  problems: ProblemList,
): { [model: string]: PriceOverride } {
  if (!isMap(prices)) return {};
  const found = new Map<string, { price: PriceOverride; key: string }>();
  for (const [key, written] of Object.entries(prices)) {
    const path = ['prices', key];
    if (!isMap(written)) continue;
    const price = readPrice(written, path, problems);
    const { model } = parseModel(key);
    const earlier = found.get(model);
    if (!isOfModels(key, path, models, problems)) continue;
    if (earlier)
      problems.error(
        path,
        `\`${key}\` is the same model as \`${earlier.key}\`: keep one of them.`,
        problems.keySpanOf(path),
      );
    else found.set(model, { price, key });
  }
  return Object.fromEntries([...found].map(([model, { price }]) => [model, price]));
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
