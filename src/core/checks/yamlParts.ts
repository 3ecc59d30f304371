// The parts that expectations and checks are written with, for zod. The `error` of a part says what was expected there and completes `... must be`.

import * as z from 'zod';
import type { Expectation } from '../../shared/run/benchmark';

/** A map without unknown keys; the message for one is the list of those there are. */
export function map<Shape extends z.ZodRawShape>(what: string, shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? keys : what) });
}

export function list<Item extends z.ZodType>(what: string, item: Item, least = 1): z.ZodArray<Item> {
  return z.array(item, { error: what }).min(least, { error: what });
}

/** Text, where a number or `true` is the text it is written as. */
export function text(what: string): z.ZodType<string, string | number | boolean> {
  return z
    .union([z.string(), z.number(), z.boolean()], { error: what })
    .transform((value) => String(value).trim())
    .refine((value) => value !== '', { error: 'must not be empty' });
}

/** Whatever YAML can hold, as it is. */
export const anyValue = z
  .unknown()
  .pipe(z.custom<Expectation>((value) => value !== undefined && value !== null, { error: 'a value' }));

/** What reading a part came to: the value, or all that is wrong with it. */
export type Reading<Value> = { value: Value } | { issues: z.core.$ZodIssue[] };

export function readingBy<Value>(schema: z.ZodType<Value>, written: unknown): Reading<Value> {
  const read = schema.safeParse(written);
  return read.success ? { value: read.data } : { issues: read.error.issues };
}

/** Something wrong with a part as it is: `message` completes the name of the part. */
export function faultAt(path: readonly PropertyKey[], message: string): { issues: z.core.$ZodIssue[] } {
  return { issues: [{ code: 'custom', path: [...path], message }] };
}

/** Issues of a part, with the path of the whole. */
export function issuesBelow(path: readonly PropertyKey[], issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** Whether it is a map with one of the keys. */
export function hasKey(value: unknown, ...keys: string[]): boolean {
  return typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
}
