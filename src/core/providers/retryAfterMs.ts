// How long a server asks to be left alone.

/**
 * What `retry-after-ms` (ms) or `Retry-After` (seconds, or an HTTP date) asks for, in ms from `now`; never negative.
 * Undefined when neither is there or neither makes sense.
 */
export function retryAfterMs(headers: Headers, now: Date = new Date()): number | undefined {
  const exact = readNumber(headers.get('retry-after-ms'));
  if (exact !== undefined) return Math.round(exact);
  const value = headers.get('retry-after');
  const seconds = readNumber(value);
  if (seconds !== undefined) return Math.round(seconds * 1000);
  // An HTTP date begins with the name of a day; `Date.parse` alone would read `-5` or `2` as a year.
  if (value === null || !/^\s*[a-z]{3,9},? /i.test(value)) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

function readNumber(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}
