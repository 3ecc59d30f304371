// Checks values against a schema by looking only. Zod builds a copy of all that it reads, which costs more than the rest of writing or reading a
// test; a look that builds nothing is enough where all is right, and nearly all is.

import * as z from 'zod';

/** True for what a schema surely takes; of all else only the schema can tell. `value` is as JSON has it. */
type Look = (value: unknown) => boolean;

/** Whether the schema takes the value, or whether it would also return it as it is: without a field left out, or a default put in. */
type Question = 'takes' | 'returns';

/** A look made of the schema itself: it knows the kinds that records are made of, and asks the schema about the rest. */
export function schemaLook(schema: z.core.$ZodType, question: Question): Look {
  return new LookMaker(question).lookOf(schema);
}

class LookMaker {
  constructor(private readonly question: Question) {}

  lookOf(schema: z.core.$ZodType): Look {
    if (schema instanceof z.ZodNumber) return numberLook(schema) ?? this.ask(schema);
    if (schema instanceof z.ZodArray) return this.listLook(schema) ?? this.ask(schema);
    const known = schema._zod.def.checks?.length ? null : this.knownLook(schema);
    return known ?? this.ask(schema);
  }

  /** What is no object is returned as it is, or is another one. */
  private ask(schema: z.core.$ZodType): Look {
    return (value) => {
      const parsed = z.safeParse(schema, value);
      return parsed.success && (this.question === 'takes' || parsed.data === value);
    };
  }

  private knownLook(schema: z.core.$ZodType): Look | null {
    // An address or a date is such a schema, too, and is more than any text.
    if (schema instanceof z.ZodString)
      return schema instanceof z.ZodStringFormat ? null : (value) => typeof value === 'string';
    if (schema instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
    if (schema instanceof z.ZodUnknown) return () => true;
    if (schema instanceof z.ZodEnum) return oneOf(schema.options);
    if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
    if (schema instanceof z.ZodOptional) return orAlso(undefined, this.lookOf(schema.def.innerType));
    if (schema instanceof z.ZodNullable) return orAlso(null, this.lookOf(schema.def.innerType));
    if (schema instanceof z.ZodTuple)
      return schema.def.rest ? null : tupleLook(schema.def.items.map((item) => this.lookOf(item)));
    if (schema instanceof z.ZodDiscriminatedUnion) return this.memberLook(schema);
    if (schema instanceof z.ZodUnion) return this.unionLook(schema);
    if (schema instanceof z.ZodRecord)
      return schema.def.keyType instanceof z.ZodString ? this.recordLook(schema) : null;
    if (schema instanceof z.ZodObject) return this.objectLook(schema);
    return null;
  }

  /** Null where more is asked of a list than how long it is at least. */
  private listLook({ def }: z.ZodArray): Look | null {
    let least = 0;
    for (const { _zod: check } of def.checks ?? []) {
      const asked: { check: string; minimum?: unknown } = check.def;
      if (asked.check !== 'min_length' || typeof asked.minimum !== 'number') return null;
      least = Math.max(least, asked.minimum);
    }
    return arrayLook(this.lookOf(def.element), least);
  }

  /** Null where a member is told apart by more than a name. */
  private memberLook({ def }: z.ZodDiscriminatedUnion): Look | null {
    const looks = new Map<unknown, Look>();
    for (const member of def.options) {
      const key = member instanceof z.ZodObject ? (member.shape as z.core.$ZodShape)[def.discriminator] : undefined;
      if (!(key instanceof z.ZodLiteral)) return null;
      for (const name of key.values) looks.set(name, this.lookOf(member));
    }
    return (value) => isPlain(value) && looks.get(value[def.discriminator])?.(value) === true;
  }

  /** Which of the members returns a value depends on their order: nothing that a look could know. */
  private unionLook(schema: z.ZodUnion): Look | null {
    if (this.question === 'returns') return null;
    const looks = schema.def.options.map((option) => this.lookOf(option));
    return (value) => looks.some((look) => look(value));
  }

  private recordLook(schema: z.ZodRecord): Look | null {
    if (schema.def.keyType._zod.def.checks?.length) return null;
    const look = this.lookOf(schema.def.valueType);
    const drops = this.question === 'returns' ? '__proto__' : null;
    return (value) => {
      if (!isPlain(value)) return false;
      for (const name of Object.keys(value)) if (name === drops || !look(value[name])) return false;
      return true;
    };
  }

  /** Null where fields are refused or checked that the schema does not name. */
  private objectLook({ def }: z.ZodObject): Look | null {
    if (def.catchall && !(def.catchall instanceof z.ZodUnknown)) return null;
    const fields = Object.entries(def.shape).map(([name, schema]) => ({
      name,
      look: this.lookOf(schema),
      mayLack: schema instanceof z.ZodOptional,
    }));
    return this.question === 'takes' ? hasAll(fields) : hasOnly(fields);
  }
}

interface FieldLook {
  name: string;
  look: Look;
  mayLack: boolean;
}

function hasAll(fields: readonly FieldLook[]): Look {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const { name, look, mayLack } of fields) {
      const field = value[name];
      if (field === undefined ? !mayLack : !look(field)) return false;
    }
    return true;
  };
}

/** All of the fields, and no other one. */
function hasOnly(fields: readonly FieldLook[]): Look {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const needed = fields.filter(({ mayLack }) => !mayLack).length;
  return (value) => {
    if (!isPlain(value)) return false;
    let missing = needed;
    for (const name in value) {
      const field = byName.get(name);
      if (field?.look(value[name]) !== true) return false;
      if (!field.mayLack) missing--;
    }
    return missing === 0;
  };
}

/** Whole numbers and lower limits, which events have; null for what else may be asked of a number. */
function numberLook(schema: z.ZodNumber): Look | null {
  // What `z.int()` makes is its own check.
  const format = schema instanceof z.ZodNumberFormat ? schema._zod.def.format : undefined;
  if (format !== undefined && format !== 'safeint') return null;
  let isWhole = format !== undefined;
  let above = -Infinity;
  let least = -Infinity;
  for (const { _zod: check } of schema._zod.def.checks ?? []) {
    const def: { check: string; format?: unknown; value?: unknown; inclusive?: unknown } = check.def;
    if (def.check === 'number_format' && def.format === 'safeint') isWhole = true;
    else if (def.check !== 'greater_than' || typeof def.value !== 'number') return null;
    else if (def.inclusive === true) least = Math.max(least, def.value);
    else above = Math.max(above, def.value);
  }
  const isNumber: Look = isWhole ? Number.isSafeInteger : Number.isFinite;
  return (value) => isNumber(value) && (value as number) > above && (value as number) >= least;
}

function oneOf(values: readonly unknown[]): Look {
  const known = new Set(values);
  return (value) => known.has(value);
}

function orAlso(other: null | undefined, look: Look): Look {
  return (value) => value === other || look(value);
}

function arrayLook(look: Look, least: number): Look {
  return (value) => {
    if (!Array.isArray(value) || value.length < least) return false;
    // `every` passes over what is missing in the middle.
    for (const item of value) if (!look(item)) return false;
    return true;
  };
}

function tupleLook(looks: readonly Look[]): Look {
  return (value) =>
    Array.isArray(value) && value.length === looks.length && looks.every((look, place) => look(value[place]));
}

/** What `JSON.parse` and object literals make. */
function isPlain(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
