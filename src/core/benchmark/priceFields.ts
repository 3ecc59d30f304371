/** What stands in the fields of `prices`, of a benchmark and of a project file, for people who wrote something else. */
export const priceFields = {
  prices: 'a map from models to prices',
  'prices.*': 'a map with `input_per_million` and `output_per_million`, or with `per_hour`',
  'prices.*.input_per_million': 'an amount in US dollars, such as 2.5',
  'prices.*.output_per_million': 'an amount in US dollars, such as 10',
  'prices.*.cached_input_per_million': 'an amount in US dollars, such as 1.25',
  'prices.*.per_hour': 'an amount in US dollars, such as 1.9',
} as const;
