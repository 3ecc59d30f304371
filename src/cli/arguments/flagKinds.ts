// What a flag may be given: nothing, a number, an amount, a list, one of some words. A kind reads what was written and throws `UsageError`
// that names the flag.

import { suggestion } from './suggestion';
import { UsageError } from './usageError';

/** `Absent` is what a flag stands for that was not given. */
export interface FlagKind<Value, Absent = Value> {
  /** `maybe`: with `=VALUE` or without; the next word is never its value. */
  readonly takes: 'nothing' | 'value' | 'maybe';
  /** What follows the flag in help: ` N`, `[=any]`, or nothing. */
  readonly placeholder: string;
  /** What is meant by a flag that was not given, as one would write it; shown in help. */
  readonly writtenDefault?: string;
  readonly absent: Absent;
  /** `values` are those of the flag in order, at least one. */
  read(flag: string, values: readonly string[]): Value;
}

/** A kind of which the last value counts; absent it is undefined. */
function lastOf<Value>(
  placeholder: string,
  read: (text: string, flag: string) => Value,
): FlagKind<Value, Value | undefined> {
  return {
    takes: 'value',
    placeholder: ` ${placeholder}`,
    absent: undefined,
    read: (flag, values) => read(values.at(-1)!, flag),
  };
}

/** The same kind with a default. `written` is read like any value, with the name of no flag, so it must be a good one. */
export function withDefault<Value>(kind: FlagKind<Value, unknown>, written: string): FlagKind<Value> {
  return { ...kind, writtenDefault: written, absent: kind.read('', [written]) };
}

/** A flag without a value: there or not. */
export const onOff: FlagKind<boolean> = { takes: 'nothing', placeholder: '', absent: false, read: () => true };

/** Any text: a path, words. */
export const anyText = (placeholder: string): FlagKind<string, string | undefined> =>
  lastOf(placeholder, (text) => text);

/** A text without blanks around it; `problemOf` says what is wrong with one, null for nothing. */
export const shortText = (
  placeholder: string,
  problemOf: (text: string) => string | null,
): FlagKind<string, string | undefined> =>
  lastOf(placeholder, (text, flag) => {
    const problem = problemOf(text.trim());
    if (problem !== null) throw new UsageError(`--${flag}: ${problem}`);
    return text.trim();
  });

/** A whole number from 1. */
export const wholeNumber = (placeholder: string): FlagKind<number, number | undefined> =>
  lastOf(placeholder, (text, flag) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
      const most = value > Number.MAX_SAFE_INTEGER ? ` to ${Number.MAX_SAFE_INTEGER}` : '';
      throw new UsageError(`--${flag} must be a whole number from 1${most}, not "${text}".`);
    }
    return value;
  });

/** Seconds from 0, of which 0 is for ever. */
export const secondsFromZero: FlagKind<number, number | undefined> = lastOf('SECONDS', (text, flag) => {
  if (!/^\d{1,7}(?:\.\d+)?$/.test(text) || Number(text) > 2_147_483)
    throw new UsageError(`--${flag} must be a number of seconds, or 0 for ever, not "${text}".`);
  return Number(text);
});

/** US dollars above 0, with or without `$`. */
export const amount: FlagKind<number, number | undefined> = lastOf('USD', (text, flag) => dollars(text, flag, ''));

/** An amount, or `none`. */
export const amountOrNone: FlagKind<number | 'none', number | 'none' | undefined> = lastOf('USD', (text, flag) =>
  text === 'none' ? 'none' : dollars(text, flag, ', or none'),
);

function dollars(text: string, flag: string, more: string): number {
  const value = Number(text.replace(/^\$/, ''));
  if (!/^\$?\d+(\.\d+)?$/.test(text) || value <= 0)
    throw new UsageError(`--${flag} must be an amount in US dollars above 0, such as 0.5${more}, not "${text}".`);
  return value;
}

/** A share in percent, 0-100, written with or without `%`. */
export const percentage: FlagKind<number, number | undefined> = lastOf('PERCENT', (text, flag) => {
  const digits = text.endsWith('%') ? text.slice(0, -1) : text;
  const value = Number(digits);
  if (!/^\d+(\.\d+)?$/.test(digits) || value > 100)
    throw new UsageError(`--${flag} must be a percentage from 0 to 100, not "${text}".`);
  return value;
});

/** One of `allowed`. */
export const oneOf = <Word extends string>(
  placeholder: string,
  allowed: readonly Word[],
): FlagKind<Word, Word | undefined> => lastOf(placeholder, (text, flag) => wordOf(flag, text, allowed));

/** One of `allowed` after a `=`, or the flag alone for the first of them. */
export const maybeOneOf = <Word extends string>(
  allowed: readonly [Word, ...Word[]],
): FlagKind<Word, Word | undefined> => ({
  takes: 'maybe',
  placeholder: `[=${allowed.slice(1).join('|')}]`,
  absent: undefined,
  read: (flag, values) => wordOf(flag, values.at(-1)! || allowed[0], allowed),
});

/** Several values, with commas between them (not in brackets) or with the flag again; `what` is one of them. Absent it is empty. */
export const listOf = (placeholder: string, what: string): FlagKind<string[]> => ({
  takes: 'value',
  placeholder: ` ${placeholder}`,
  absent: [],
  read: (flag, values) => separated(flag, values, what),
});

/** Several of `allowed`; `spelled` turns what was written into the spelling of `allowed`. */
export const listOfWords = <Word extends string>(
  placeholder: string,
  what: string,
  allowed: readonly Word[],
  spelled: (text: string) => string,
): FlagKind<Word[]> => ({
  takes: 'value',
  placeholder: ` ${placeholder}`,
  absent: [],
  read: (flag, values) => separated(flag, values, what).map((text) => wordOf(flag, spelled(text), allowed)),
});

function separated(flag: string, values: readonly string[], what: string): string[] {
  const list = values
    .join(',')
    .split(/,(?![^[\]]*\])/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (list.length === 0) throw new UsageError(`--${flag} names no ${what}.`, 'Put commas between several.');
  return list;
}

function wordOf<Word extends string>(flag: string, text: string, allowed: readonly Word[]): Word {
  const found = allowed.find((word) => word === text);
  if (found === undefined)
    throw new UsageError(`--${flag} must be ${allowed.join(', ')}, not "${text}".`, suggestion(text, allowed));
  return found;
}
