// What the value of a flag may be: numbers, percentages, lists, one of some words. Throws `UsageError` that names the flag.

import { suggestion, type GivenWords } from './readFlags';
import { UsageError } from './usageError';

/** The value that counts of a flag given once or more: the last. */
export function lastValue(given: GivenWords, flag: string): string | undefined {
  return given.flags.get(flag)?.at(-1);
}

/** A whole number from 1; undefined when the flag is not there. */
export function positiveInteger(given: GivenWords, flag: string): number | undefined {
  const text = lastValue(given, flag);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`--${flag} must be a whole number from 1, not "${text}".`);
  }
  return value;
}

/** A number above 0, with or without `$`; undefined when the flag is not there. */
export function amount(given: GivenWords, flag: string): number | undefined {
  const text = lastValue(given, flag);
  if (text === undefined) return undefined;
  const value = Number(text.replace(/^\$/, ''));
  if (!/^\$?\d+(\.\d+)?$/.test(text) || value <= 0)
    throw new UsageError(
      `--${flag} must be an amount in US dollars above 0, such as 0.5${flag === 'budget' ? ', or none' : ''}, not "${text}".`,
    );
  return value;
}

/** Of `--budget`: an amount, or `none`. */
export function budget(given: GivenWords): number | 'none' | undefined {
  return lastValue(given, 'budget') === 'none' ? 'none' : amount(given, 'budget');
}

/** 0-100, written with or without `%`; undefined when the flag is not there. */
export function percentage(given: GivenWords, flag: string): number | undefined {
  const text = lastValue(given, flag);
  if (text === undefined) return undefined;
  const digits = text.endsWith('%') ? text.slice(0, -1) : text;
  const value = Number(digits);
  if (!/^\d+(\.\d+)?$/.test(digits) || value > 100)
    throw new UsageError(`--${flag} must be a percentage from 0 to 100, not "${text}".`);
  return value;
}

/** The values of a flag that may be repeated and holds several with commas between; undefined when the flag is not there. */
export function valueList(given: GivenWords, flag: string, what: string): string[] | undefined {
  const values = given.flags.get(flag);
  if (!values) return undefined;
  const list = values
    .join(',')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (list.length === 0) throw new UsageError(`--${flag} names no ${what}.`, 'Put commas between several.');
  return list;
}

/** One of `allowed`. */
export function oneOf<T extends string>(flag: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === text);
  if (found === undefined)
    throw new UsageError(`--${flag} must be ${allowed.join(', ')}, not "${text}".`, suggestion(text, allowed));
  return found;
}
