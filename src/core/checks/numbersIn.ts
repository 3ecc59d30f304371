// The numbers that stand in a text, in the ways people and models write them: signs, separators, exponents, fractions, percent, millions.

import { JsonNumber } from '../answerText/jsonNumber';

/** Which sign stands before the fraction of a number; it decides where both readings are possible, as of `1,234`. */
export type DecimalSign = 'point' | 'comma';

export interface FoundNumber {
  /** As it stands in the text, with its unit of percent or millions. */
  written: string;
  /** What it may mean: `50%` is 50 and 0.5, `3 million` is 3 and 3,000,000. */
  readings: JsonNumber[];
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
}

/** Of one length each, so that offsets stay. */
const plainForms: readonly [RegExp, string | ((found: string) => string)][] = [
  [/[−﹣－]/g, '-'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[０-９．，％]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
];

const vulgar: { readonly [character: string]: readonly [number, number] } = {
  '½': [1, 2],
  '⅓': [1, 3],
  '⅔': [2, 3],
  '¼': [1, 4],
  '¾': [3, 4],
  '⅕': [1, 5],
  '⅖': [2, 5],
  '⅗': [3, 5],
  '⅘': [4, 5],
  '⅙': [1, 6],
  '⅚': [5, 6],
  '⅛': [1, 8],
  '⅜': [3, 8],
  '⅝': [5, 8],
  '⅞': [7, 8],
};
const scales: { readonly [word: string]: number } = { thousand: 3, million: 6, billion: 9, trillion: 12 };
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `3-5` is a range and `- 5` an item of a list. */
const sign = String.raw`(?<sign>(?<![\p{L}\p{N}_)\]])[-+])?`;
const currency = String.raw`(?:[$€£¥₹]\s?|\\\$\s?)?`;
const digits = String.raw`(?<digits>\d{1,3}(?:(?<group>[,.'’ _])\d{3})(?:\k<group>\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)`;
const power = String.raw`(?:e(?<e>[-+]?\d+)(?![\p{L}\d])|\s?(?:×|\*|·|x|\\times|\\cdot)\s?10(?:\s?(?:\^|\*\*)\s?\{?\s?(?<ten>[-+]?\d+)\s?\}?|(?<raised>⁻?[${superscripts}]+)))?`;
const fraction = String.raw`(?:\s?[\/⁄]\s?(?<below>\d+)(?![\d\/.,]*[\/\d]))?`;
const mixed = String.raw`(?:\s(?<mixedAbove>\d+)[\/⁄](?<mixedBelow>\d+)(?![\d\/])|\s?(?<vulgar>[${Object.keys(vulgar).join('')}]))?`;
const behind = String.raw`(?:\s?(?<percent>%|\\%|percent\b|per cent\b)|\s(?<scale>${Object.keys(scales).join('|')})\b)?`;
/** Not inside a word of letters with case (`H2O`, `img_7`), no part of a version or a date, no ordinal. */
const before = String.raw`(?<![\p{Lu}\p{Ll}_]-?)(?<![\p{N}][.,:\/]?)`;
const after = String.raw`(?!\d|(?:st|nd|rd|th)\b|[.:\/]\d)`;

const pattern = new RegExp(
  `${before}${sign}${currency}(?:\\\\d?frac\\{\\s?(?<above>\\d+)\\s?\\}\\{\\s?(?<latexBelow>\\d+)\\s?\\}|(?<alone>[${Object.keys(vulgar).join('')}])|(?<tenth>10)(?:\\^\\{?(?<tenPower>-?\\d+)\\}?|(?<tenRaised>⁻?[${superscripts}]+))|${digits}${power}(?:${mixed})${fraction}${after})${behind}`,
  'giu',
);

/** In the order of the text. */
export function numbersIn(text: string, decimal: DecimalSign): FoundNumber[] {
  let plain = text;
  for (const [written, replaced] of plainForms)
    plain = typeof replaced === 'string' ? plain.replace(written, replaced) : plain.replace(written, replaced);
  return [...plain.matchAll(pattern)].flatMap((match) => {
    const value = valueOf(match.groups!, decimal);
    if (value === undefined) return [];
    const { index: start } = match;
    const end = start + match[0].length;
    return [{ written: text.slice(start, end).trim(), readings: readingsOf(value, match.groups!), start, end }];
  });
}

type Groups = { readonly [name: string]: string | undefined };

function readingsOf(value: JsonNumber, { percent, scale }: Groups): JsonNumber[] {
  if (percent !== undefined) return [value, shifted(value, -2)];
  return scale === undefined ? [value] : [value, shifted(value, scales[scale.toLowerCase()]!)];
}

function valueOf(groups: Groups, decimal: DecimalSign): JsonNumber | undefined {
  const minus = groups['sign']?.startsWith('-') ? '-' : '';
  const { above, latexBelow, alone, tenth, digits: written } = groups;
  if (above !== undefined) return ratio(minus, Number(above), Number(latexBelow));
  if (alone !== undefined) return ratio(minus, ...vulgar[alone]!);
  if (tenth !== undefined)
    return new JsonNumber(`${minus}1e${groups['tenPower'] ?? fromSuperscript(groups['tenRaised']!)}`);
  const plain = plainDigits(written!, decimal);
  if (plain === undefined) return undefined;
  const { below, mixedAbove, mixedBelow } = groups;
  const whole = Number(plain);
  if (below !== undefined) return ratio(minus, whole, Number(below));
  if (mixedBelow !== undefined)
    return ratio(minus, whole * Number(mixedBelow) + Number(mixedAbove), Number(mixedBelow));
  if (groups['vulgar'] !== undefined) {
    const [one, other] = vulgar[groups['vulgar']]!;
    return ratio(minus, whole * other + one, other);
  }
  const raised = groups['raised'];
  const exponent = groups['e'] ?? groups['ten'] ?? (raised === undefined ? undefined : fromSuperscript(raised));
  return new JsonNumber(`${minus}${plain}${exponent === undefined ? '' : `e${exponent}`}`);
}

function ratio(minus: string, above: number, below: number): JsonNumber | undefined {
  return below === 0 ? undefined : new JsonNumber(`${minus}${String(above / below)}`);
}

/** By a power of ten, without losing digits. */
function shifted({ written }: JsonNumber, by: number): JsonNumber {
  const [, mantissa, exponent = '0'] = /^([^eE]*)(?:[eE](.*))?$/.exec(written)!;
  return new JsonNumber(`${mantissa}e${Number(exponent) + by}`);
}

function fromSuperscript(text: string): string {
  return [...text].map((one) => (one === '⁻' ? '-' : String(superscripts.indexOf(one)))).join('');
}

/** `1,234.5`, `1.234,5`, `1 234` and `1'234` without what groups their digits, with a point before the fraction. */
function plainDigits(written: string, decimal: DecimalSign): string | undefined {
  const text = written.replace(/[ '’_]/g, '');
  const signs = text.match(/[.,]/g) ?? [];
  const [point, comma] = [text.lastIndexOf('.'), text.lastIndexOf(',')];
  if (signs.length === 0) return withoutZeros(text);
  // The last of two kinds of signs is that of the fraction; one kind that stands several times only groups.
  const fractionAt =
    point >= 0 && comma >= 0 ? Math.max(point, comma) : signs.length > 1 ? -1 : fractionSign(text, decimal);
  const whole = (fractionAt < 0 ? text : text.slice(0, fractionAt)).replace(/[.,]/g, '');
  const rest = fractionAt < 0 ? '' : text.slice(fractionAt + 1);
  return withoutZeros(`${whole === '' ? '0' : whole}${rest === '' ? '' : `.${rest}`}`);
}

/** Where the only sign of a number stands before its fraction; -1 where it groups three digits. */
function fractionSign(text: string, decimal: DecimalSign): number {
  const at = text.search(/[.,]/);
  const isOwn = text[at] === (decimal === 'point' ? '.' : ',');
  const mayGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return isOwn || !mayGroup ? at : -1;
}

/** As JSON writes them, `007` as `7`. */
function withoutZeros(text: string): string {
  return text.replace(/^0+(?=\d)/, '');
}
