// What has come of a body and was not yet looked at, with the time each piece came. Parsing takes time, and with many answers at once the parsing
// of one would delay the stamps of the others: so what has come is stamped first, and only so much of one answer is handed on in each turn of the
// loop, with the sockets read in between.

import type { ByteSink, Tap } from './byteFlow';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import { LimitExceeded } from './limitExceeded';
import { inOwnTurn } from './inOwnTurn';

export interface Piece {
  bytes: Uint8Array;
  at: number;
}

/** How long the rest of a body is waited for after the answer's own end, ms, so that the connection can be used again. Nobody waits for it. */
const restLimitMs = 250;

/** Handed on in one turn: the events of an ordinary read, which often come in a piece each, and far less than parsing would take a ms for. */
const bytesOfTurn = 8 * 1024;

export class Arrivals implements ByteSink {
  private readonly pieces: Piece[] = [];
  private waitingBytes = 0;
  /** What may still be handed on in this turn. */
  private leftOfTurn = 0;
  private bodyBytes = 0;
  private end: { error: Error | null } | null = null;
  private isLeft = false;
  private isPaused = false;
  private wakeTaker = (): void => undefined;

  constructor(
    private readonly tap: Tap,
    private readonly limits: Pick<AnswerLimits, 'bodyBytes' | 'waitingBytes'>,
  ) {}

  /** True while nothing waits to be handed on, and the body goes on. */
  get isSilent(): boolean {
    return this.pieces.length === 0 && !this.end;
  }

  /** The next piece, in a turn of the loop that is its own body's; null at the end of the body. Throws what reading threw, after the pieces before it, or `LimitExceeded`. */
  async next(): Promise<Piece | null> {
    if (this.isSilent) {
      await new Promise<void>((resolve) => (this.wakeTaker = resolve));
      this.leftOfTurn = 0;
    }
    if (this.leftOfTurn <= 0) {
      await new Promise<void>(inOwnTurn);
      this.leftOfTurn = bytesOfTurn;
    }
    const piece = this.pieces.shift();
    if (piece) {
      this.leftOfTurn -= piece.bytes.length;
      this.waitingBytes -= piece.bytes.length;
      this.holdBack();
      return piece;
    }
    if (this.end?.error) throw this.end.error;
    return null;
  }

  /** Nothing more is wanted: what still comes is passed over for a moment, so that the connection stays usable, then it is closed. */
  leave(): void {
    this.isLeft = true;
    this.holdBack();
    if (this.end) return;
    setTimeout(() => this.cancel(), restLimitMs).unref();
  }

  /** Closes the connection, unless the body has come to its end. */
  cancel(): void {
    if (!this.end) this.tap.close();
  }

  take(bytes: Uint8Array, at: number): void {
    if (this.isLeft || this.end) return;
    this.bodyBytes += bytes.length;
    if (this.bodyBytes > this.limits.bodyBytes) {
      this.finish(new LimitExceeded('bodyBytes', this.limits.bodyBytes));
      this.tap.close();
      return;
    }
    this.pieces.push({ bytes: ownBytes(bytes), at });
    this.waitingBytes += bytes.length;
    this.holdBack();
    this.wakeTaker();
  }

  finish(error: Error | null): void {
    this.end ??= { error };
    this.wakeTaker();
  }

  /**
   * A connection that was held back goes on only when most has been looked at. Each time that it goes on, undici takes all that its socket has and puts back
   * what it does not need, and the socket reads more: going on for every piece would let that pile up without end.
   */
  private holdBack(): void {
    const most = this.isPaused ? this.limits.waitingBytes / 4 : this.limits.waitingBytes;
    const isTooMuch = this.waitingBytes > most && !this.isLeft;
    if (isTooMuch === this.isPaused) return;
    this.isPaused = isTooMuch;
    if (isTooMuch) this.tap.pause();
    else this.tap.resume();
  }
}

/** A small part of a large buffer would keep all of it in memory while it waits. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length * 2 < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
}
