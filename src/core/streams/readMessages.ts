// The one reader of answers, whatever the protocol: bytes to what the server says, each with the time it came.

import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { Arrivals, Piece } from './arrivals';
import { LineSplitter } from './lineSplitter';
import { MessageParser, type ServerMessage } from './messageParser';
import type { WireListener } from './wireListener';

interface ReadingOptions {
  wire: WireListener | undefined;
  limits: Pick<AnswerLimits, 'lineCharacters'>;
}

/** What is made of a message: `last` ends the reading, `enough` ends it when nothing more comes for a while, `nothing` was a sign of life. */
export type Heard = 'nothing' | 'more' | 'enough' | 'last';

/** How long is waited for what may follow an answer that is complete but whose own last event has not come, ms. */
const enoughMs = 2000;

/**
 * Reads a body until `take` has heard the last message, or to its end. True when `take` said *last*; what the server sends after it is
 * passed over. Throws what reading threw, what `take` threw, and `LimitExceeded`; the connection is closed then.
 */
export async function readMessages(
  arrivals: Arrivals,
  { wire, limits }: ReadingOptions,
  take: (message: ServerMessage) => Heard,
): Promise<boolean> {
  const lines = new LineSplitter(limits.lineCharacters);
  const parser = new MessageParser(limits.lineCharacters);
  let heard: Heard = 'more';
  let pieceAt: number | null = null;
  /** When the piece came that completed the last message, and until when more is waited for; signs of life after it belong to no answer. */
  const last: { at: number | null; deadline: number | null } = { at: null, deadline: null };
  const hear = (message: ServerMessage | null): void => {
    if (!message) return;
    const taken = take(lines.isBroken ? { ...message, isBroken: true } : message);
    if (taken === 'nothing') return;
    heard = taken;
    last.at = pieceAt;
    last.deadline = heard === 'enough' ? performance.now() + enoughMs : null;
  };
  const takeLine = (line: string): void => {
    if (!isLast(heard)) hear(parser.take(line));
  };
  try {
    for (;;) {
      const piece = await nextPiece(arrivals, last.deadline);
      if (!piece) break;
      wire?.onArrival(piece.at);
      pieceAt = piece.at;
      for (const line of lines.take(piece.bytes)) takeLine(line);
      if (isLast(heard)) break;
    }
    if (!isLast(heard)) {
      const rest = lines.end();
      if (rest !== null) takeLine(rest);
      if (!isLast(heard)) hear(parser.end());
    }
  } catch (error) {
    arrivals.cancel();
    throw error;
  }
  arrivals.leave();
  const endedAt = last.at ?? pieceAt;
  if (endedAt !== null) wire?.onEnd(endedAt);
  return isLast(heard);
}

/** What a callback has set is not narrowed away. */
function isLast(heard: Heard): boolean {
  return heard === 'last';
}

/** Null at the end of the body, and at the deadline of an answer that is complete and followed by nothing but silence or signs of life. */
function nextPiece(arrivals: Arrivals, deadline: number | null): Promise<Piece | null> {
  if (deadline === null) return arrivals.next();
  const { isSilent } = arrivals;
  // A connection that breaks after a complete answer takes nothing from it.
  const next = arrivals.next().catch(() => null);
  return isSilent ? until(deadline, next) : next;
}

async function until(deadline: number, next: Promise<Piece | null>): Promise<Piece | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
