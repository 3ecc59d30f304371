import type * as z from 'zod';
import { issueWords } from './parseRecord';
import { schemaLook } from './schemaLook';

/** Says what is wrong with a value by a schema, or null; meant for what nearly always is right. `value` is as JSON has it. */
export function faultFinder(schema: z.ZodType): (value: unknown) => string | null {
  const looksRight = schemaLook(schema, 'takes');
  return (value) => {
    if (looksRight(value)) return null;
    const parsed = schema.safeParse(value);
    return parsed.success ? null : issueWords(parsed.error);
  };
}
