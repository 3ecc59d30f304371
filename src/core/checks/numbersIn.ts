// The numbers that stand in a text, in the ways people and models write them: signs, separators, exponents, fractions, percent, millions.

import { JsonNumber } from '../answerText/jsonNumber';
import { plainDigit } from '../answerText/plainDigit';

/** Which sign stands before the fraction of a number; it decides where both readings are possible, as of `1,234`. */
export type DecimalSign = 'point' | 'comma';

export interface FoundNumber {
  /** As it stands in the text, with its unit of percent or millions. */
  written: string;
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
  /** The parts of the pattern: what it means is reckoned for the one number of an answer that counts. */
  groups: Groups;
}

type Groups = { readonly [name: string]: string | undefined };

/** Of one length each, so that offsets stay. */
const plainForms: readonly [RegExp, (found: string) => string][] = [
  [/[−﹣－‐‑‒]|–(?=[\d.,$€£¥])/g, () => '-'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, () => ' '],
  [/[．，％]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
  [/[٫٬]/g, (one) => (one === '٫' ? '.' : ',')],
  [/[^\P{Nd}\d\u{10000}-\u{10ffff}]/gu, plainDigit],
  // Dates are no numbers.
  [/(?<![\d-])\d{4}-\d{1,2}-\d{1,2}(?![\d-])/g, (date) => '_'.repeat(date.length)],
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
const wordParts: { readonly [word: string]: number } = { half: 2, third: 3, quarter: 4 };
/** A *Billion* or *billón* is one of two numbers, and not here. */
const scaleWords: readonly (readonly [power: number, words: string])[] = [
  [2, 'hundred'],
  [3, 'thousand|Tausend|Tsd'],
  [5, 'lakhs?'],
  [6, 'millions?|Millionen|Mio|mln|millones|milioni|milhões|миллион(?:ов|а)?|млн'],
  [7, 'crores?'],
  [9, 'billions?|Milliarden?|Mrd|milliards?|miliard[io]|миллиард(?:ов|а)?|млрд'],
  [12, 'trillions?'],
];
/** Of Chinese, Japanese and Korean, right behind a number. */
const eastern: { readonly [sign: string]: number } = {
  ...{ 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8, 兆: 12 },
  ...{ 천: 3, 만: 4, 억: 8, 조: 12 },
};
/** Right behind a number. A small *m* is a meter and a small *b* a bit. */
const shortScales: { readonly [letter: string]: number } = { k: 3, K: 3, M: 6, bn: 9, B: 9 };
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `3-5` is a range, `- 5` an item of a list and `8 minus 5` a sum. */
const sign = String.raw`(?<sign>(?<![\p{L}\p{N}_)\]])[-+]|(?<!\p{N}\s?)(?:minus|negative)\s)?`;
const currency = String.raw`(?:[$€£¥₹]\s?|\\\$\s?)?`;
/** In threes, or as in India: `12,34,567`. TeX has `1{,}234` and `1\\,234`. */
const digits = String.raw`(?<digits>\d{1,3}(?:(?<group>[,.'’ _]|\{,\}|\\[,;: !])\d{3})(?:\k<group>\d{3})*(?!\d)(?:(?:[.,]|\{,\})\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d+)?|\d+(?:(?:[.,]|\{,\})\d+)?|[.,]\d+)`;
/** Around an exponent: `10^{-5}`, `10^(-5)`; the bracket of `(10^5)` is none. */
const opening = String.raw`(?:[{(]\s?(?=[-+]?\d+\s?[})]))?`;
const closing = String.raw`(?:(?<=[{(]\s?[-+]?\d+)\s?[})])?`;
const power = String.raw`(?:e(?<e>[-+]?\d+)(?![\p{L}\d])|\s?(?:×|\*|·|x|\\times|\\cdot)\s?10(?:\s?(?:\^|\*\*)\s?${opening}(?<ten>[-+]?\d+)${closing}|(?<raised>⁻?[${superscripts}]+)))?`;
/** `2^10`, `10**6`, `10³`; in `**42**7` the stars are those of bold. */
const raisedTo = String.raw`(?:(?:\s?\^\s?|(?<!\*\*[^*\s]{0,40})\*\*)${opening}(?<power>-?\d{1,4})(?!\d)${closing}|(?<powerRaised>⁻?[${superscripts}]{1,4}))`;
const fraction = String.raw`(?:\s?[\/⁄]\s?(?<below>\d+)(?![\d\/.,]*[\/\d]))?`;
const mixed = String.raw`(?:\s(?<mixedAbove>\d+)[\/⁄](?<mixedBelow>\d+)(?![\d\/])|\s?\\[dtc]?frac\{(?<texAbove>\d+)\}\{(?<texBelow>\d+)\}|\sand\s(?:a|one)\s(?<wordPart>half|third|quarter)\b|\s?(?<vulgar>[${Object.keys(vulgar).join('')}]))?`;
const behind = String.raw`(?:\s?(?<percent>%|\\%|percent\b|per cent\b)|\s?(?<permille>‰)|\s(?<scale>${scaleWords.map(([, words]) => words).join('|')})(?!\p{L})|\s?(?<eastern>[${Object.keys(eastern).join('')}])|\s(?<dozen>dozen)\b|(?<short>k|M|bn|B)(?![\p{L}\p{N}]))?`;
/** Not inside a word of letters with case (`H2O`, `img_7`), no part of a version or a time, no exponent of a unit (`m/s^2`), no ordinal. */
const before = String.raw`(?<![\p{Lu}\p{Ll}_]-?)(?<![\p{N}][.,:\/]?)(?<!\^\{?-?)`;
const after = String.raw`(?!\d|(?:st|nd|rd|th)\b|[.:\/]\d)`;

const pattern = new RegExp(
  `${before}${sign}${currency}(?:\\\\[dtc]?frac(?:\\{\\s?(?<above>\\d+)\\s?\\}\\{\\s?(?<texUnder>\\d+)\\s?\\}|(?<shortAbove>\\d)(?<shortBelow>\\d))|(?<alone>[${Object.keys(vulgar).join('')}])|(?<coded>0(?:x[\\da-f]+|b[01]+|o[0-7]+))(?![\\p{L}\\p{N}])|${digits}(?:${raisedTo}|${power}(?:${mixed})${fraction}${after}))${behind}`,
  'giu',
);

/** Before what is a part of a number, how exact it is, or the most it could be: `√16`, `\\sqrt{16}`, `5 ± 0.1`, `7 out of 10`. */
const partBefore =
  /(?:√|\\sqrt(?:\[\d+\])?\{?|\bsqrt\()\s?$|[\p{L}\p{N}%°)}]\$?\s?(?:±|\\pm(?!\p{L})|\+\/?-)\s?\$?$|\p{N}\S{0,3}\sout of\s(?:the\s)?$/iu;
/** Behind what is a part of a number: `2π`, `5√2`. */
const partBehind = /^\s?(?:[π√]|\\(?:pi|sqrt)(?!\p{L})|\*?\s?pi(?!\p{L}))/iu;

/** In the order of the text. */
export function numbersIn(text: string): FoundNumber[] {
  let plain = text;
  for (const [written, replaced] of plainForms) plain = plain.replace(written, replaced);
  return Array.from(plain.matchAll(pattern)).flatMap(({ index: start, 0: found, groups }) => {
    const end = start + found.length;
    const isPart =
      partBefore.test(plain.slice(Math.max(0, start - 30), start)) || partBehind.test(plain.slice(end, end + 10));
    return isPart ? [] : [{ written: text.slice(start, end).trim(), start, end, groups: groups! }];
  });
}

/** What it may mean: `50%` is 50 and 0.5, `3 million` is 3,000,000. Nothing where it is divided by 0. */
export function readingsOf({ groups }: FoundNumber, decimal: DecimalSign): JsonNumber[] {
  const value = valueOf(groups, decimal);
  if (value === undefined) return [];
  const { percent, permille, scale, short, dozen } = groups;
  if (dozen !== undefined) return [new JsonNumber(String(value.value * 12))];
  if (percent !== undefined) return [value, shifted(value, -2)];
  if (permille !== undefined) return [value, shifted(value, -3)];
  const power =
    scale === undefined ? (shortScales[short ?? ''] ?? eastern[groups['eastern'] ?? '']) : powerOfScale(scale);
  return [power === undefined ? value : shifted(value, power)];
}

function powerOfScale(word: string): number | undefined {
  return scaleWords.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0];
}

/** Without its percent or millions, where those are the unit that was asked for. */
export function plainReadingOf({ groups }: FoundNumber, decimal: DecimalSign): JsonNumber[] {
  const value = valueOf(groups, decimal);
  return value === undefined ? [] : [value];
}

function valueOf(groups: Groups, decimal: DecimalSign): JsonNumber | undefined {
  const minus = /^(?:-|minus|negative)/i.test(groups['sign'] ?? '') ? '-' : '';
  const { alone, coded, digits: written } = groups;
  const above = groups['above'] ?? groups['shortAbove'];
  if (above !== undefined) return ratio(minus, Number(above), Number(groups['texUnder'] ?? groups['shortBelow']));
  if (alone !== undefined) return ratio(minus, ...vulgar[alone]!);
  if (coded !== undefined) return new JsonNumber(`${minus}${BigInt(coded)}`);
  const plain = plainDigits(written!, decimal);
  const power = groups['power'] ?? fromSuperscript(groups['powerRaised']);
  if (power !== undefined) return powerOf(minus, plain, power);
  const { below } = groups;
  const whole = Number(plain);
  if (below !== undefined) return ratio(minus, whole, Number(below));
  const mixedBelow = groups['mixedBelow'] ?? groups['texBelow'];
  if (mixedBelow !== undefined) {
    const mixedAbove = Number(groups['mixedAbove'] ?? groups['texAbove']);
    return ratio(minus, whole * Number(mixedBelow) + mixedAbove, Number(mixedBelow));
  }
  const wordPart = groups['wordPart'];
  if (wordPart !== undefined)
    return ratio(minus, whole * wordParts[wordPart.toLowerCase()]! + 1, wordParts[wordPart.toLowerCase()]!);
  if (groups['vulgar'] !== undefined) {
    const [one, other] = vulgar[groups['vulgar']]!;
    return ratio(minus, whole * other + one, other);
  }
  const exponent = groups['e'] ?? groups['ten'] ?? fromSuperscript(groups['raised']);
  return new JsonNumber(`${minus}${plain}${exponent === undefined ? '' : `e${exponent}`}`);
}

function ratio(minus: string, above: number, below: number): JsonNumber | undefined {
  return below === 0 ? undefined : new JsonNumber(`${minus}${String(above / below)}`);
}

/** Of ten with all its digits, of others as a double has it. */
function powerOf(minus: string, base: string, power: string): JsonNumber | undefined {
  if (base === '10') return new JsonNumber(`${minus}1e${power}`);
  const value = Number(base) ** Number(power);
  return Number.isFinite(value) ? new JsonNumber(`${minus}${String(value)}`) : undefined;
}

/** By a power of ten, without losing digits. */
function shifted({ written }: JsonNumber, by: number): JsonNumber {
  const [, mantissa, exponent = '0'] = /^([^eE]*)(?:[eE](.*))?$/.exec(written)!;
  return new JsonNumber(`${mantissa}e${Number(exponent) + by}`);
}

function fromSuperscript(text: string | undefined): string | undefined {
  return text && [...text].map((one) => (one === '⁻' ? '-' : String(superscripts.indexOf(one)))).join('');
}

/** `1,234.5`, `1.234,5`, `1 234` and `1'234` without what groups their digits, with a point before the fraction. */
function plainDigits(written: string, decimal: DecimalSign): string {
  const text = written.replaceAll('{,}', ',').replace(/\\[,;: !]|[ '’_]/g, '');
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
