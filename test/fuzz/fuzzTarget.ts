import type fc from 'fast-check';

/** One reader of what strangers write, and what must be true of it whatever they wrote. */
export interface FuzzTarget {
  name: string;
  property: fc.IAsyncProperty<unknown[]> | fc.IProperty<unknown[]>;
  /** A case takes a part of a second, not of a millisecond. */
  isSlow?: boolean;
}
