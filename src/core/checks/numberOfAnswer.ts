// Which of the numbers of an answer is meant: the one that is marked as the answer, else the one that stands alone, else the one that its words state.

import { atFirstUse } from '../answerText/atFirstUse';
import { extractAnswer } from '../answerText/extractAnswer';
import { isAnswerObject, jsonOf } from '../answerText/jsonAnswer';
import { JsonNumber } from '../answerText/jsonNumber';
import { markedAnswer } from '../answerText/markedAnswer';
import { leadIn } from '../answerText/wrappers';
import { lastNumberInWords } from './lastNumberInWords';
import { numbersIn, plainReadingOf, readingsOf, type DecimalSign, type FoundNumber } from './numbersIn';
import { countingNumbers, firstStatedNumber, statedNumber, type Accepts, type StatedNumber } from './statedNumber';
import { askedUnit, unitOfNumber, type AskedUnit } from './unitOfNumber';

interface AnswerNumber {
  written: string;
  /** What it may mean; nothing for what is no number, such as `1/0`. */
  readings: JsonNumber[];
}

/** With a unit a number that has it comes before one that has none; one with another unit is no answer. */
const wantedUnits = ['asked', 'none'] as const;

/**
 * What is marked as the answer comes first: `<answer>` and `\boxed{}`, the key `answer` of JSON, the last *the answer is*, the only bold number; then a fence, then
 * a first or last line that is nothing but a number; then what the words state. `written` is without thinking.
 */
export function numberOfAnswer(
  written: string,
  unitWritten: string | undefined,
  decimal: DecimalSign,
): AnswerNumber | undefined {
  const said = withoutHtml(written);
  const unit = unitWritten === undefined ? undefined : askedUnit(unitWritten);
  const marked = markedAnswer(said, false);
  if (marked !== undefined) {
    const inside = numberOf(marked, unit, decimal);
    if (inside) return inside;
  }
  const inJson = answerInJson(said);
  if (inJson === null) return undefined;
  if (inJson instanceof JsonNumber) return { written: inJson.written, readings: [inJson] };
  return numberOf(inJson ?? said, unit, decimal);
}

/** The signs that HTML has in numbers, as plain text has them: `10<sup>6</sup>`, `5&nbsp;000`. */
function withoutHtml(text: string): string {
  return text
    .replace(/<sup>\s*([-−]?\d+)\s*<\/sup>/gi, '^{$1}')
    .replace(/&(nbsp|thinsp|minus|times);/gi, (_, name: string) => signsOfHtml[name.toLowerCase()]!);
}

const signsOfHtml: { readonly [name: string]: string } = { nbsp: ' ', thinsp: ' ', minus: '-', times: '×' };

function numberOf(text: string, unit: AskedUnit | undefined, decimal: DecimalSign): AnswerNumber | undefined {
  for (const wanted of unit === undefined ? [undefined] : wantedUnits) {
    const found = meantNumber(
      text,
      (sentence, number) => wanted === undefined || unitOfNumber(sentence, number, unit!) === wanted,
    );
    if (!found) continue;
    const { number } = found;
    const isUnit = unit !== undefined && number.written.endsWith(unit.written);
    return { written: number.written, readings: (isUnit ? plainReadingOf : readingsOf)(number, decimal) };
  }
  return wordNumber(text, unit);
}

function meantNumber(text: string, accepts: Accepts): StatedNumber | undefined {
  const marked = ledTo(text, accepts) ?? onlyBold(text, accepts);
  if (marked) return marked;
  const answer = extractAnswer(text);
  return (
    (answer === text.trim() ? undefined : meantNumber(answer, accepts)) ??
    alone(text, accepts) ??
    statedNumber(text, accepts)
  );
}

/** What a JSON object gives as the answer, null where that is neither number nor text; undefined without one. */
function answerInJson(said: string): JsonNumber | string | null | undefined {
  if (!/"(?:final[_ ]?)?answer"\s*:/i.test(said)) return undefined;
  const given = jsonOf(said)
    .filter(isAnswerObject)
    .flatMap((object) => Object.entries(object))
    .findLast(([key]) => /^(?:final[_ ]?)?answer$/i.test(key));
  if (!given) return undefined;
  const [, value] = given;
  return value instanceof JsonNumber || typeof value === 'string' ? value : null;
}

const leads = atFirstUse(() => new RegExp(`${leadIn}|####\\s*|\\*\\*(?:final )?answer:?\\*\\*:?\\s*`, 'giu'));

/** Behind the last words that lead to an answer, on the same line. */
function ledTo(text: string, accepts: Accepts): StatedNumber | undefined {
  let to = text.length;
  for (const lead of [...text.matchAll(leads())].reverse()) {
    const from = lead.index + lead[0].length;
    const lineEnd = text.slice(from, to).indexOf('\n');
    const found = firstStatedNumber(text.slice(from, lineEnd < 0 ? to : from + lineEnd), accepts);
    if (found) return found;
    to = lead.index;
  }
  return undefined;
}

const bold = /\*\*([^*\n]{1,80})\*\*|<(?:b|strong)>([^<\n]{1,80})<\/(?:b|strong)>/g;
/** What is looked at around a bold number: its unit may stand behind it, and what denies it before. */
const around = 30;

/** Where all parts in bold that are a number say the same one; the label of a step, `**Step 1:**`, is none. */
function onlyBold(text: string, accepts: Accepts): StatedNumber | undefined {
  let found: StatedNumber | undefined;
  const seen = new Set<string>();
  for (const { index, 0: whole, 1: stars, 2: tagged } of text.matchAll(bold)) {
    const inside = (stars ?? tagged)!;
    if (seen.has(inside)) continue;
    seen.add(inside);
    const [only, ...others] = numbersIn(inside);
    if (!only || others.length > 0 || !isNumberAlone(inside, only)) continue;
    const before = text.slice(Math.max(0, index - around), index).replace(/^[^]*\n|\*\*/g, '');
    const end = index + whole.length;
    const sentence = `${before}${inside}${text.slice(end, end + around).replace(/\n[^]*|\*\*/g, '')}`;
    const number = countingNumbers(sentence).find(({ start }) => start === before.length + only.start);
    if (!number || !accepts(sentence, number)) continue;
    if (found && found.number.written !== number.written) return undefined;
    found ??= { sentence, number };
  }
  return found;
}

/** `42`, `x = 42 km`, but not `Step 42` or `42. Count`. */
function isNumberAlone(text: string, { start, end }: FoundNumber): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(text.slice(0, start).replace(/^.*=/, '')) &&
    /^(?:\s?[\p{L}°%µΩ/²³]+){0,3}[.!\s]*$/u.test(text.slice(end))
  );
}

const mostOfLine = 100;

/** Of a first or last line that is a number and at most a word or two of unit, and no item of a list. */
function alone(text: string, accepts: Accepts): StatedNumber | undefined {
  const trimmed = text.trim();
  const firstEnd = trimmed.indexOf('\n');
  if (firstEnd < 0) return undefined;
  for (const line of [trimmed.slice(trimmed.lastIndexOf('\n') + 1), trimmed.slice(0, firstEnd)]) {
    if (line.length > mostOfLine || /^\s*(?:[-*+•]|\d+[.)])\s/.test(line)) continue;
    const plain = line.replace(/[*_`$\\()[\]]/g, ' ').trim();
    const [number, ...others] = countingNumbers(plain);
    if (number && others.length === 0 && isNumberAlone(plain, number) && accepts(plain, number))
      return { sentence: plain, number };
  }
  return undefined;
}

/** In longer texts *one* is mostly no number. */
const mostWords = 8;

function wordNumber(text: string, unit: AskedUnit | undefined): AnswerNumber | undefined {
  if (text.length > 500 || numbersIn(text).length > 0) return undefined;
  if ((text.match(/\p{L}+/gu) ?? []).length > mostWords) return undefined;
  const found = lastNumberInWords(text);
  return found && unit !== undefined && unitOfNumber(text, found, unit) === 'other' ? undefined : found;
}
