// What makes a file one that nothing can be made of.

import type { Place } from './carried';

/** For people; `place` where it is known. */
export class ConversionError extends Error {
  override name = 'ConversionError';

  constructor(
    message: string,
    readonly place?: Place,
  ) {
    super(place ? `${place.file}:${place.line}:${place.column}: ${message}` : message);
  }
}
