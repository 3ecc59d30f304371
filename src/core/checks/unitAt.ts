// Units of measure as people write them behind a number, in one spelling each, so that `5 kilometers per hour` is known as 5 km/h and not as 5 km.

const prefixes: readonly (readonly [symbol: string, name: string])[] = [
  ['', ''],
  ['k', 'kilo'],
  ['M', 'mega'],
  ['G', 'giga'],
  ['T', 'tera'],
  ['h', 'hecto'],
  ['d', 'deci'],
  ['c', 'centi'],
  ['m', 'milli'],
  ['µ', 'micro'],
  ['n', 'nano'],
  ['p', 'pico'],
];

/** The symbol, then the names without their plural. */
const metric: readonly string[] = [
  'm meter metre',
  'g gram gramme',
  's second sec',
  'L l liter litre',
  'A ampere amp',
  'V volt',
  'W watt',
  'J joule',
  'N newton',
  'Pa pascal',
  'Hz hertz',
  'Ω ohm',
  'B byte',
  'bit',
  'mol mole',
  'eV electronvolt',
  'cal calorie',
  'Wh',
  't tonne',
  'b',
];
const others: readonly string[] = [
  'min minute',
  'h hour hr',
  'day',
  'week',
  'month',
  'year yr',
  'in inch inche',
  'ft foot feet',
  'yd yard',
  'mi mile',
  'lb pound',
  'oz ounce',
  'gal gallon',
  'acre',
  'ha hectare',
  '° degree deg',
  '°C celsius',
  '°F fahrenheit',
  'K kelvin',
  '% percent',
  '$ dollar USD',
  '€ euro EUR',
  '£ GBP',
  '¥ yen JPY',
  'cent',
];
const whole: { readonly [written: string]: string } = { mph: 'mi/h', kph: 'km/h', kmh: 'km/h', lbs: 'lb', '℃': '°C' };

const symbols = new Map<string, string>(Object.entries(whole));
const names = new Map<string, string>();
for (const [rows, forms] of [
  [metric, prefixes],
  [others, prefixes.slice(0, 1)],
] as const)
  for (const row of rows)
    for (const [prefix, prefixName] of forms) {
      const [symbol, ...written] = row.split(' ');
      symbols.set(prefix + symbol!, prefix + symbol!);
      for (const name of written) {
        // A short one such as `l` is a symbol, too.
        if (name.length < 2 || name === name.toUpperCase()) symbols.set(prefix + name, prefix + symbol!);
        else for (const plural of ['', 's']) names.set(prefixName + name + plural, prefix + symbol!);
      }
      if (symbol!.length > 2)
        for (const plural of ['', 's']) names.set(prefixName + symbol! + plural, prefix + symbol!);
    }
// A word that stands behind many a number is no inch there.
symbols.delete('in');

const powers: { readonly [written: string]: string } = { square: '²', sq: '²', cubic: '³', cu: '³' };
const term = String.raw`(?:(square|sq|cubic|cu)\.?\s+)?([\p{L}Ωµμ]+|°\s?[CF]?|[%$€£¥℃])(?:\s?\^\{?([23])\}?|([²³])|([23])(?!\d))?`;
const first = new RegExp(String.raw`\s?[-‐]?${term}`, 'iuy');
const next = new RegExp(String.raw`\s?(\/|[·⋅*]|per\s|a\s)\s?${term}`, 'iuy');

/** The unit that begins at `from`; undefined where none that is known does. `5 a day` is 5/day. */
export function unitAt(text: string, from: number): string | undefined {
  first.lastIndex = from;
  const beginning = first.exec(text);
  let unit = beginning ? spellingOf(beginning.slice(1)) : undefined;
  if (unit === undefined) return undefined;
  for (let at = first.lastIndex; ; at = next.lastIndex) {
    next.lastIndex = at;
    const [, sign, ...parts] = next.exec(text) ?? [];
    const more = sign === undefined ? undefined : spellingOf(parts);
    if (more === undefined) return unit;
    unit += (sign === '·' || sign === '⋅' || sign === '*' ? '·' : '/') + more;
  }
}

function spellingOf([power, written, ...raised]: readonly (string | undefined)[]): string | undefined {
  const plain = written!.replace('μ', 'µ').replace(/\s/, '');
  const known = symbols.get(plain) ?? names.get(plain.toLowerCase());
  if (known === undefined) return undefined;
  const by = power === undefined ? raised.find((one) => one !== undefined) : powers[power.toLowerCase()];
  return known + (by === '2' ? '²' : by === '3' ? '³' : (by ?? ''));
}
