// How long an API asks to wait in the body of an error, where its headers are silent: as a field of its own, or in its sentence.

import { durationMs } from './durationMs';

interface AskedWait {
  /** ms; null where the body asks for none. */
  waitMs: number | null;
  /** The limit that was hit is one of a whole day. */
  isDailyLimit: boolean;
}

/** Gemini: Please retry in 5.1s. OpenAI and Groq: Please try again in 7m12.5s. Azure: Please retry after 26 seconds. Others: try again in 2 minutes. */
const inWords =
  /\b(?:re)?try (?:your request )?(?:again )?(?:in|after)\s+((?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*(?:and\s+)?)+)/i;

/** OpenAI and Groq: on tokens per day (TPD). Gemini: GenerateRequestsPerDayPerProjectPerModel-FreeTier. Others: daily limit, quota for today. */
const daily = /\bper[ -]?day\b|perday|\b[rt]pd\b|\bdaily\b|\btoday\b/i;

/** `error` is the error object of the body, `message` its words. */
export function askedWait(error: { [name: string]: unknown }, message: string): AskedWait {
  const details = (Array.isArray(error.details) ? (error.details as unknown[]) : []).filter(isObject);
  const fields = [error, ...details];
  const waits = fields.flatMap((one) => [delayOf(one.retryDelay), delayOf(one.retry_delay), delayOf(one.retry_after)]);
  const quotas = details.flatMap(({ violations }) => (Array.isArray(violations) ? (violations as unknown[]) : []));
  return {
    waitMs: waits.find((wait) => wait !== null) ?? waitInWords(message),
    isDailyLimit: daily.test(message) || quotas.some((one) => isObject(one) && daily.test(String(one.quotaId))),
  };
}

/** `6s`, a number of seconds, or `{seconds: 6, nanos: 5e8}`. */
function delayOf(value: unknown): number | null {
  if (typeof value === 'string') return durationMs(value);
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value * 1000 : null;
  if (!isObject(value)) return null;
  const [seconds, nanos] = [Number(value.seconds ?? 0), Number(value.nanos ?? 0)];
  return Number.isFinite(seconds + nanos) && seconds + nanos > 0 ? seconds * 1000 + nanos / 1e6 : null;
}

function waitInWords(message: string): number | null {
  const words = inWords.exec(message)?.[1];
  if (words === undefined) return null;
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)].map(([, count, unit]) =>
    durationMs(`${count}${shortUnit(unit!.toLowerCase())}`),
  );
  return parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

function shortUnit(unit: string): string {
  if (/^(ms|msecs?|milliseconds?)$/.test(unit)) return 'ms';
  return /^(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)$/.test(unit) ? unit.charAt(0) : unit;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
