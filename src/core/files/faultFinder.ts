// Checks what this program has made itself against its schema, for every test of a run. Zod builds a copy of all that it reads, which costs more
// than the rest of writing a test; a look that builds nothing is enough where all is right, and nearly all is.

import * as z from 'zod';
import { issueWords } from './parseRecord';

/** True for what a schema surely takes; of all else only the schema can tell. */
type Look = (value: unknown) => boolean;

/** Says what is wrong with a value by a schema, or null. `value` is as JSON has it. */
export function faultFinder(schema: z.ZodType): (value: unknown) => string | null {
  const looksRight = lookOf(schema);
  return (value) => {
    if (looksRight(value)) return null;
    const parsed = schema.safeParse(value);
    return parsed.success ? null : issueWords(parsed.error);
  };
}

/** The kinds that records are made of; what this doesn't know asks the schema itself. */
function lookOf(schema: z.core.$ZodType): Look {
  const known = schema._zod.def.checks?.length ? null : knownLook(schema);
  return known ?? ((value) => z.safeParse(schema, value).success);
}

function knownLook(schema: z.core.$ZodType): Look | null {
  if (schema instanceof z.ZodString) return (value) => typeof value === 'string';
  if (schema instanceof z.ZodNumber) return (value) => Number.isFinite(value);
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
  if (schema instanceof z.ZodUnknown) return () => true;
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodOptional) return orAlso(undefined, lookOf(schema.def.innerType));
  if (schema instanceof z.ZodNullable) return orAlso(null, lookOf(schema.def.innerType));
  if (schema instanceof z.ZodArray) return arrayLook(lookOf(schema.def.element));
  if (schema instanceof z.ZodTuple) return schema.def.rest ? null : tupleLook(schema.def.items.map(lookOf));
  if (schema instanceof z.ZodUnion) return anyOf(schema.def.options.map(lookOf));
  if (schema instanceof z.ZodRecord) return schema.def.keyType instanceof z.ZodString ? recordLook(schema) : null;
  if (schema instanceof z.ZodObject) return objectLook(schema);
  return null;
}

function oneOf(values: readonly unknown[]): Look {
  const known = new Set(values);
  return (value) => known.has(value);
}

function orAlso(other: null | undefined, look: Look): Look {
  return (value) => value === other || look(value);
}

function anyOf(looks: readonly Look[]): Look {
  return (value) => looks.some((look) => look(value));
}

function arrayLook(look: Look): Look {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // `every` passes over what is missing in the middle.
    for (const item of value) if (!look(item)) return false;
    return true;
  };
}

function tupleLook(looks: readonly Look[]): Look {
  return (value) =>
    Array.isArray(value) && value.length === looks.length && looks.every((look, place) => look(value[place]));
}

function recordLook(schema: z.ZodRecord): Look | null {
  if (schema.def.keyType._zod.def.checks?.length) return null;
  const look = lookOf(schema.def.valueType);
  return (value) => {
    if (!isPlain(value)) return false;
    for (const name of Object.keys(value)) if (!look(value[name])) return false;
    return true;
  };
}

/** Null where fields are refused or checked that the schema does not name. */
function objectLook({ def }: z.ZodObject): Look | null {
  if (def.catchall && !(def.catchall instanceof z.ZodUnknown)) return null;
  const fields = Object.entries(def.shape).map(([name, schema]) => ({
    name,
    look: lookOf(schema),
    mayLack: schema instanceof z.ZodOptional,
  }));
  return (value) => {
    if (!isPlain(value)) return false;
    for (const { name, look, mayLack } of fields) {
      const field = value[name];
      if (field === undefined ? !mayLack : !look(field)) return false;
    }
    return true;
  };
}

/** What `JSON.parse` and object literals make. */
function isPlain(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
