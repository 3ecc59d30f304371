// How long an API asks to wait in the body of an error, where its headers are silent: as a field of its own, or in its sentence.

import { isMap } from '../../shared/text/isMap';
import { durationMs } from './durationMs';
import { namedAlike, type Fields } from './errorFields';
import { askedByHeaders } from './waitByHeaders';

interface AskedWait {
  /** ms; null where the body asks for none. */
  waitMs: number | null;
  /** The limit that was hit is one of a day or longer. */
  isLongLimit: boolean;
}

/** Gemini: Please retry in 5.1s. OpenAI and Groq: Please try again in 7m12.5s. Azure: Please retry after 26 seconds. Others: try again in 2 minutes, resets in 1 hour, please wait 30 seconds. */
const inWords =
  /\b(?:(?:re)?try (?:your request )?(?:again )?(?:in|after)|resets? (?:in|after)|available (?:again )?(?:in|after)|wait(?: for| at least)?)\s+((?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*(?:and\s+)?)+)/i;

/** OpenAI and Groq: on tokens per day (TPD). Gemini: GenerateRequestsPerDayPerProjectPerModel-FreeTier. Cohere: 1000 API calls / month. Others: daily limit, weekly quota. */
const long =
  /(?:\bper[ -]?|\/ ?|per)(?:day|week|month)\b|perday|\b[rt]pd\b|\b(?:daily|weekly|monthly|today)\b|\bthis (?:week|month)\b/i;

/** Fields that say how long, by their names in small letters without signs between the words; seconds unless the name says otherwise. */
const inFields: readonly (readonly [name: string, unitMs: number])[] = [
  // Gemini, OpenRouter, Hugging Face while it loads a model, gateways.
  ['retrydelay', 1000],
  ['retryafterms', 1],
  ['retryafter', 1000],
  ['retryafterseconds', 1000],
  ['retryin', 1000],
  ['estimatedtime', 1000],
];

/** `error` is the error object of the body, `body` all of it, `message` its words. */
export function askedWait(error: Fields, body: Fields, message: string): AskedWait {
  const details = (Array.isArray(error.details) ? (error.details as unknown[]) : []).filter(isMap);
  const places = [error, body, error.metadata, ...details].filter(isMap).map(namedAlike);
  const waits = places.flatMap((place) => inFields.map(([name, unitMs]) => delayOf(place[name], unitMs)));
  const quotas = details.flatMap(({ violations }) => (Array.isArray(violations) ? (violations as unknown[]) : []));
  return {
    waitMs: waits.find((wait) => wait !== null) ?? waitInWords(message) ?? waitInHeaders(error.metadata),
    isLongLimit: long.test(message) || quotas.some((one) => isMap(one) && long.test(String(one.quotaId))),
  };
}

/** OpenRouter repeats the headers of the service behind it. */
function waitInHeaders(metadata: unknown): number | null {
  if (!isMap(metadata) || !isMap(metadata.headers)) return null;
  const headers = Object.entries(metadata.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return askedByHeaders(Object.fromEntries(headers) as { [name: string]: string }, Date.now()) ?? null;
}

/** `6s`, a number of seconds, or `{seconds: 6, nanos: 5e8}`. */
function delayOf(value: unknown, unitMs: number): number | null {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === 'string') return durationMs(number);
  if (typeof number === 'number') return Number.isFinite(number) && number >= 0 ? number * unitMs : null;
  if (!isMap(value)) return null;
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
