// A record as it is in its file.

/** A record as it is in its file, before any schema has looked at it. */
export interface JsonRecord {
  readonly [field: string]: unknown;
}
