// The pieces of a body with the time each came. Parsing takes time, and with many answers at once the parsing of one would delay the
// stamps of the others: so what has come is stamped first, and one piece is handed on in each turn of the loop, with the sockets read in between.

import { amount, LimitExceeded, type AnswerLimits } from './limits';

export interface Piece {
  bytes: Uint8Array;
  at: number;
}

/** How long the rest of a body is waited for after the answer's own end, ms, so that the connection can be used again. Nobody waits for it. */
const restLimitMs = 250;

export class Arrivals {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly pieces: Piece[] = [];
  private waitingBytes = 0;
  private bodyBytes = 0;
  private end: { error: Error | null } | null = null;
  private isLeft = false;
  private wakeTaker = (): void => undefined;
  private wakeReader = (): void => undefined;

  constructor(
    body: ReadableStream<Uint8Array>,
    private readonly now: () => number,
    private readonly limits: Pick<AnswerLimits, 'bodyBytes' | 'waitingBytes'>,
  ) {
    this.reader = body.getReader();
    void this.readAll();
  }

  /** The next piece, in a turn of the loop of its own; null at the end of the body. Throws what reading threw, after the pieces before it, or `LimitExceeded`. */
  async next(): Promise<Piece | null> {
    if (this.pieces.length === 0 && !this.end) await new Promise<void>((resolve) => (this.wakeTaker = resolve));
    await ownTurn();
    const piece = this.pieces.shift();
    if (piece) {
      this.waitingBytes -= piece.bytes.length;
      this.wakeReader();
      return piece;
    }
    if (this.end?.error) throw this.end.error;
    return null;
  }

  /** Nothing more is wanted: what still comes is passed over for a moment, so that the connection stays usable, then it is closed. */
  leave(): void {
    this.isLeft = true;
    this.wakeReader();
    if (this.end) return;
    setTimeout(() => this.cancel(), restLimitMs).unref();
  }

  /** Closes the connection. */
  cancel(): void {
    // A body that has ended or failed has nothing to cancel.
    this.reader.cancel().catch(() => undefined);
  }

  private async readAll(): Promise<void> {
    try {
      for (;;) {
        const { value, done } = await this.reader.read();
        if (done) break;
        if (this.isLeft) continue;
        this.take(value);
        while (this.waitingBytes > this.limits.waitingBytes && !this.isLeft)
          await new Promise<void>((resolve) => (this.wakeReader = resolve));
      }
      this.end = { error: null };
    } catch (error) {
      this.end = { error: error instanceof Error ? error : new Error(String(error)) };
    }
    this.wakeTaker();
  }

  private take(bytes: Uint8Array): void {
    this.bodyBytes += bytes.length;
    if (this.bodyBytes > this.limits.bodyBytes) {
      this.cancel();
      throw new LimitExceeded(amount(this.limits.bodyBytes, 'bytes'));
    }
    this.pieces.push({ bytes, at: this.now() });
    this.waitingBytes += bytes.length;
    this.wakeTaker();
  }
}

const turns: (() => void)[] = [];

/** Resolves in a turn of the event loop in which nothing else is handed on. */
function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve);
    if (turns.length === 1) setImmediate(takeTurn);
  });
}

function takeTurn(): void {
  turns[0]!();
  turns.shift();
  if (turns.length > 0) setImmediate(takeTurn);
}
