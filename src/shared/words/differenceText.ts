// How expected and got differ, or why they count as equal though they differ, in one sentence. It judges nothing: the verdict is given.

import { oneLine } from '../text/hiddenCharacters';
import { areNumbersEqual, parsePythonNumber } from '../text/pythonNumber';
import type { TestResult } from '../results/testResult';
import { facetsOf } from '../testTypes/testTypeFacets';
import { cutText } from '../text/cutText';

type Judged = Pick<TestResult, 'verdict' | 'expected' | 'got'> &
  Partial<Pick<TestResult, 'testType' | 'reason' | 'error' | 'checks'>>;

/** Null where there is nothing to say, where the reason of the verdict has said it, and for test types that compare otherwise. */
export function differenceText({
  verdict,
  expected,
  got,
  reason,
  error,
  checks,
  testType = '',
}: Judged): string | null {
  const { comparedAs } = facetsOf(testType);
  if (comparedAs === null || reason || error || checks || verdict === 'error') return null;
  const isNumber = comparedAs === 'number' || comparedAs === 'textOrNumber';
  if (verdict === 'correct') {
    if (expected === got) return null;
    return (isNumber ? equalNumbers(expected, got) : null) ?? (comparedAs === 'json' ? equalJson : equalTexts);
  }
  if (expected === '' || got === '') return null;
  return (isNumber ? apart(expected, got) : null) ?? (comparedAs === 'json' ? null : firstDifference(expected, got));
}

const equalTexts = 'They count as equal: blanks around a text and how its lines end do not matter.';
const equalJson =
  'They count as equal: in JSON the order of keys, blanks between values and how a number is written do not matter.';

function equalNumbers(expected: string, got: string): string | null {
  const [one, other] = [parsePythonNumber(expected), parsePythonNumber(got)];
  if (!one || !other) return null;
  return areNumbersEqual(one, other)
    ? `They count as equal: ${shortNumber(got)} and ${shortNumber(expected)} are the same number.`
    : `They count as equal: ${shortNumber(got)} and ${shortNumber(expected)} are less than 0.000001 apart.`;
}

/** `25 is 6 more than the expected 19.`; null where either is no number that can be reckoned with. */
function apart(expected: string, got: string): string | null {
  const [wanted, found] = [parsePythonNumber(expected), parsePythonNumber(got)];
  if (!wanted || !found) return null;
  const difference = found.value - wanted.value;
  // Beyond 2^53 two numbers may differ in digits that a difference of floats does not have.
  if (!Number.isFinite(difference) || difference === 0) return null;
  const by = String(Number(Math.abs(difference).toPrecision(12)));
  return `${shortNumber(got)} is ${by} ${difference > 0 ? 'more' : 'less'} than the expected ${shortNumber(expected)}.`;
}

function shortNumber(text: string): string {
  return cut(oneLine(text));
}

/** Characters of a text that are shown of a difference. */
const shownLength = 32;

function cut(text: string): string {
  return cutText(text, shownLength);
}

/** Where two texts begin to differ, and what is there from the word on in which they do. */
function firstDifference(expected: string, got: string): string | null {
  const [wanted, found] = [normalized(expected), normalized(got)];
  if (wanted === found) return null;
  if (found.startsWith(wanted))
    return `The expected text is there, and then more: ${quoted(found.slice(wanted.length))}.`;
  if (wanted.startsWith(found)) return `The end is missing: ${quoted(wanted.slice(found.length))}.`;
  const at = commonStart(wanted, found);
  const start = at - wordBehind(wanted.slice(Math.max(0, at - shownLength), at)).length;
  const places = `${quoted(found.slice(start))} instead of ${quoted(wanted.slice(start))}`;
  if (wanted.toLowerCase() === found.toLowerCase()) return `Only upper and lower case differ: ${places}.`;
  return `The first difference is ${placeOf(found, at)}: ${places}.`;
}

/** What the text ends with of a word; nothing of one so long that it would hide what is behind it. */
function wordBehind(text: string): string {
  const [word] = /\S*$/.exec(text)!;
  return word.length > shownLength / 2 ? '' : word;
}

/** As texts are compared: what is around them and how their lines end does not matter. */
function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** The length of what both begin with, not within a character that people see as one. */
function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  while (at > 0 && (isInside(a, at) || isInside(b, at))) at--;
  return at;
}

function isInside(text: string, at: number): boolean {
  return /^[\p{M}\u200d\udc00-\udfff]/u.test(text.slice(at, at + 2)) || text[at - 1] === '\u200d';
}

/** `at character 5`, `in line 2 at character 5`, from 1. */
function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  const character = `at character ${[...lines.at(-1)!].length + 1}`;
  return lines.length > 1 || text.includes('\n') ? `in line ${lines.length} ${character}` : character;
}

function quoted(text: string): string {
  const [line = ''] = text.replace(/^\n/, '').split('\n');
  return text.startsWith('\n') && line.trim() === '' ? 'a line break' : `"${cut(oneLine(text))}"`;
}
