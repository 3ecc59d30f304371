// Whether a number of a text has the unit that a check asks for, another one, or none.

import { countedThing, isSameThing } from './countedThing';
import type { FoundNumber } from './numbersIn';
import { unitAt } from './unitAt';

type UnitOfNumber = 'asked' | 'other' | 'none';

export interface AskedUnit {
  written: string;
  /** As `unitAt` spells it; undefined for one that is not known. */
  known: string | undefined;
}

export function askedUnit(written: string): AskedUnit {
  return { written, known: unitAt(written, 0) };
}

/**
 * Names of a unit are the same as its symbol. The case of letters counts only where it makes another unit: `5 KM` is 5 km, `5 MW` is not 5 mW. A unit
 * that goes on is another one: `5 km/h` is not 5 km. So is what is counted: `15 apples` are not 15%.
 */
export function unitOfNumber(
  text: string,
  { start, end }: Pick<FoundNumber, 'start' | 'end'>,
  asked: AskedUnit,
): UnitOfNumber {
  const { written: unit } = asked;
  const inside = text.slice(start, end);
  if (inside.includes(unit)) return 'asked';
  const known = unitAt(text, end);
  if (known !== undefined && known === asked.known) return 'asked';
  const from = text[end] === ' ' ? end + 1 : end;
  const written = text.slice(from, from + unit.length);
  const rest = text.slice(from + unit.length, from + unit.length + 8);
  const isWritten = written === unit || (known === undefined && written.toLowerCase() === unit.toLowerCase());
  if (isWritten && !/^[\p{L}\p{N}]/u.test(rest)) return isPart(rest) ? 'other' : 'asked';
  if (
    text
      .slice(Math.max(0, start - unit.length - 1), start)
      .trimEnd()
      .endsWith(unit)
  )
    return 'asked';
  if (asked.known !== undefined && currencyBefore(text, start, inside) === asked.known) return 'asked';
  if (known !== undefined || /[%$€£¥₹]/.test(inside)) return 'other';
  const thing = countedThing(text, end);
  if (thing === undefined) return 'none';
  return isSameThing(thing, unit) && !isPart(text.slice(from + thing.length)) ? 'asked' : 'other';
}

/** `$20`, `US$20`, `USD 20`, as `unitAt` spells it. */
function currencyBefore(text: string, start: number, inside: string): string | undefined {
  const [, name] = /(\p{Lu}{3}|[$€£¥₹])\s?$/u.exec(text.slice(Math.max(0, start - 4), start)) ?? [];
  const sign = /[$€£¥₹]/.exec(inside)?.[0] ?? name;
  return sign === undefined ? undefined : unitAt(sign, 0);
}

/** Of a unit that goes on: `/h`, ` per hour`, `²`. */
function isPart(rest: string): boolean {
  return /^(?:\s?[/·⋅]\s?\p{L}|\sper\s|\^|[²³])/iu.test(rest);
}
