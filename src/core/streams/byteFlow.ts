// How the bytes of a body go from the connection to whoever reads them: pushed into a sink, held back and ended through a tap.

/** Where bytes are pushed into. */
export interface ByteSink {
  /** `at` is when they came, on the clock of the attempt, ms. */
  take(bytes: Uint8Array, at: number): void;
  /** Nothing more comes; `error` is why, null for the body's own end. What is said after it counts for nothing. */
  finish(error: Error | null): void;
}

/** The other direction. */
export interface Tap {
  /** Let nothing more come for now. A little may still come. */
  pause(): void;
  resume(): void;
  /** Close the connection: nothing more is wanted. */
  close(): void;
}
