// Where bytes go out and come in, told to whoever keeps the clock.

/** On the listener's own clock, ms. */
export interface WireListener {
  now(): number;
  /** The request goes to the socket now. `connectingAt` is when a connection began to be made for it; null where one was open. */
  onDispatched(at: number, connectingAt: number | null): void;
  /** What is told from here on came with bytes that arrived at that time. */
  onArrival(at: number): void;
  /** The last byte that belongs to the answer had come at that time. */
  onEnd(at: number): void;
}
