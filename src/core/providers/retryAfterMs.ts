// How long a server asks to be left alone.

import type { AnswerHeaders } from './answerHeaders';
import { durationMs } from './durationMs';
import { serverNow } from './serverNow';

/** The names for a wait in ms, of OpenAI and of Azure. */
const exactNames = ['retry-after-ms', 'x-ms-retry-after-ms'];

/**
 * What `retry-after-ms` (ms) or `Retry-After` (seconds, a duration such as `2s`, or a date) asks for, in ms; never negative. A date is held
 * against `now`, which is the server's own time. Undefined when neither is there or neither makes sense.
 */
export function retryAfterMs(
  headers: Pick<AnswerHeaders, 'get'>,
  now: number = serverNow(headers.get('date')),
): number | undefined {
  const exact = exactNames.map((name) => readNumber(firstOf(headers.get(name)))).find((one) => one !== undefined);
  if (exact !== undefined) return Math.round(exact);
  const value = firstOf(headers.get('retry-after'));
  const seconds = readNumber(value);
  // A number beyond any wait is a time: seconds since 1970.
  if (seconds !== undefined && seconds > 1e9) return Math.max(0, Math.round(seconds * 1000 - now));
  const asked = durationMs(value);
  if (asked !== null) return Math.round(asked);
  // A date begins with the name of a day, or with its year; `Date.parse` alone would read `-5` or `2` as a year.
  if (!/^(?:[a-z]{3,9},? |\d{4}-\d\d-\d\dT)/i.test(value)) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Without quotes; the first where a proxy has said it once more. */
function firstOf(value: string | null | undefined): string {
  const plain = (value ?? '').trim().replace(/^"(.*)"$/, '$1');
  return /^([\d.]+)\s*,/.exec(plain)?.[1] ?? plain;
}

function readNumber(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
