// What an API says of a batch, as far as it can be believed: what can't be true is not known, and costs nothing else that it says.

import * as z from 'zod';
import { counted } from '../../shared/text/counted';
import { formatCount } from '../../shared/text/format';
import { quoted, where, type CallTarget } from './apiFailure';
import type { EndedBatch } from './batchService';
import { ProviderError } from './provider';

/** The name of a batch or a file. Longer than any that is known: it is kept with each test. */
export const saidId = z.string().min(1).max(500);

/** How many requests. The APIs of Google write 64-bit numbers as text. */
export const saidCount = z
  .union([z.number(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number)
  .pipe(z.number().int().nonnegative())
  .nullish()
  .catch(null);

/** Seconds since 1970. */
export const saidSeconds = z.number().nullish().catch(null);

export const saidText = z.string().nullish().catch(null);

/** `ms` since 1970, or a date that may be none. */
export function expiryAt(ms: number): { expiresAt?: string } {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? {} : { expiresAt: date.toISOString() };
}

/** Why a batch failed: without secrets, and not more of it than anybody reads; nothing for no words. `times`: how often the reason was given; `others`: how many more there are. */
export function failureWords(target: CallTarget, words: string, others = 0, times = 1): { message?: string } {
  const message = quoted(target, words);
  if (message === '') return {};
  const more = [
    ...(times > 1 ? [`${formatCount(times)} times`] : []),
    ...(others > 0 ? [`and ${formatCount(others)} more`] : []),
  ];
  return { message: more.length === 0 ? message : `${message} (${more.join('; ')})` };
}

/** Of a batch whose results are in files. They may be named later than its end is told. Throws a `ProviderError` where they are to come. */
export function resultFiles({ end, answered, files }: EndedBatch, target: CallTarget): string[] {
  if (end === 'completed' && files.length === 0 && (answered ?? 0) > 0) {
    const what = `${where(target)} says that ${counted(answered!, 'request')} of it were answered, and names no file that has the results.`;
    throw new ProviderError('api', what, true);
  }
  return files;
}
