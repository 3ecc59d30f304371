// Zod schemas that the compiler holds against the types they read: what has no schema would be dropped when a file or a message is read.

import * as z from 'zod';

/** A schema for every field, the optional ones included. */
export type FieldSchemas<T> = { [field in keyof Required<T>]: z.ZodType<T[field]> };

/** A schema for every field, the optional ones included, of a file whose fields become those of the type only afterwards. */
export type FieldNames<T> = { [field in keyof Required<T>]: z.ZodType };

/** An object schema for every member of a union, by what tells the members apart. */
export type MemberSchemas<Union, Key extends keyof Union> = {
  [name in Union[Key] & string]: z.ZodObject<FieldSchemas<Extract<Union, { [key in Key]: name }>>>;
};

/** One schema out of those of the members: reads whichever the field `key` says. */
export function unionOf<Key extends string, Member extends z.ZodObject>(
  key: Key,
  members: { readonly [name: string]: Member },
): z.ZodDiscriminatedUnion<[Member, ...Member[]], Key> {
  const [first, ...others] = Object.values(members);
  if (!first) throw new Error('A union needs a member.');
  return z.discriminatedUnion(key, [first, ...others]);
}
