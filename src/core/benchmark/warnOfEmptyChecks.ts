// Checks that no answer can fail or none can pass, because they say nothing: mostly an empty cell of a data file or a forgotten value.

import type { TestTypeName } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import { withinTime } from '../checks/withinTime';
import type { ProblemList } from './problemList';

type Written = { [key: string]: unknown };

/** Completes `equals ...`; null for a check that says something. */
type Fault = string | null;

const nothingRight = 'is empty, and an answer without text is never correct: no answer can be right.';
const anywhere = 'is nothing but blanks, which stand in nearly every answer.';

const faultOf: { readonly [word: string]: (value: unknown, check: Written) => Fault } = {
  equals: (value, { at }) => (isBlank(value) && at === undefined ? nothingRight : null),
  one_of: (value, { at }) =>
    listed(value).some(isBlank) && at === undefined ? 'has an empty text, which no answer that counts can be.' : null,
  contains: (value) => (isOfBlanks(value) ? anywhere : null),
  icontains: (value) => (isOfBlanks(value) ? anywhere : null),
  starts_with: (value) => (isOfBlanks(value) ? anywhere : null),
  contains_any: (value) => (listed(value).some(isOfBlanks) ? `has a text that ${anywhere}` : null),
  contains_all: (value) => (listed(value).some(isOfBlanks) ? `has a text that ${anywhere}` : null),
  regex: (value, { flags }) => (matchesAll(value, flags) ? 'matches every answer, an empty text, too.' : null),
  number: (_, { unit }) => (isBlank(unit) ? 'has a unit of nothing but blanks.' : null),
  python_tests: (value) =>
    // A list without a text is refused where it is read.
    !isEmptyList(value) && [value].flat().every(isBlank)
      ? 'has no tests: every program that runs to its end is correct.'
      : null,
};

/** `testTypes` are those of the prompts by position. */
export function warnOfEmptyChecks(
  prompts: unknown,
  testTypes: readonly (TestTypeName | undefined)[],
  problems: ProblemList,
): void {
  if (!Array.isArray(prompts)) return;
  for (const [at, prompt] of (prompts as unknown[]).entries()) {
    if (!isMap(prompt)) continue;
    if (testTypes[at] === 'raw_string_evaluator' && isBlank(prompt['expectation']))
      problems.warning(['prompts', at, 'expectation'], `The expectation ${nothingRight}`);
    for (const [place, written] of listed(prompt['expect']).entries()) {
      const isTurned = isMap(written) && isMap(written['not']);
      const check = isTurned ? written['not'] : written;
      if (!isMap(check)) continue;
      // What no answer can be is asked for on purpose under `not`: an answer with any text.
      const word = Object.keys(faultOf).find((one) => check[one] !== undefined);
      const fault = word === undefined ? null : faultOf[word]!(check[word], check);
      const isMeant = isTurned && (word === 'equals' || word === 'one_of');
      if (fault !== null && !isMeant)
        problems.warning(['prompts', at, 'expect', place, ...(isTurned ? ['not'] : []), word!], `\`${word}\` ${fault}`);
    }
  }
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** An empty text is refused where one is to be contained. */
function isOfBlanks(value: unknown): boolean {
  return isBlank(value) && value !== '';
}

/** Nothing and little. */
const short = ['', 'Q7~'];
/** Something of everything. */
const long = `${Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')}é漢😀\n`;

/** ms. A file is checked while it is written. */
const mostTime = 200;

/** Patterns that look around or count are left alone: they are about more than what these texts have. */
function matchesAll(pattern: unknown, flags: unknown): boolean {
  if (typeof pattern !== 'string' || pattern === '' || /\(\?<?[=!]|\{/.test(pattern)) return false;
  try {
    const expression = new RegExp(pattern, typeof flags === 'string' ? flags : '');
    // A pattern that is never done with the long text has not matched it.
    return short.every((text) => expression.test(text)) && withinTime(() => expression.test(long), mostTime) === true;
  } catch {
    // That it is no pattern is said elsewhere.
    return false;
  }
}
