// Schemas that read a record whatever version of the format it has.

import * as z from 'zod';
import { upgradeRecord } from './upgradeRecord';
import type { RecordKind } from './upgradeSteps';

/** `present` reads the present format; older records are brought to it before. */
export function ofAnyVersion<T>(kind: RecordKind, present: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((record) => upgradeRecord(kind, record), present);
}
