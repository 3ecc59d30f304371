// The one reader of answers, whatever the protocol: bytes to what the server says, each with the time it came.

import { Arrivals, type Piece } from './arrivals';
import type { AnswerLimits } from './limits';
import { LineSplitter } from './lineSplitter';
import { MessageParser, type ServerMessage } from './messageParser';
import type { WireListener } from './wireListener';

export interface ReadingOptions {
  wire: WireListener | undefined;
  limits: AnswerLimits;
}

/** What is made of a message: `last` ends the reading, `enough` ends it when nothing more comes for a while. */
export type Heard = 'more' | 'enough' | 'last';

/** How long is waited for what may follow an answer that is complete but whose own last event has not come, ms. */
const enoughMs = 2000;

/**
 * Reads a body until `take` has heard the last message, or to its end. True when `take` said *last*; what the server sends after it is
 * passed over. Throws what reading threw, what `take` threw, and `LimitExceeded`; the connection is closed then.
 */
export async function readMessages(
  body: ReadableStream<Uint8Array>,
  { wire, limits }: ReadingOptions,
  take: (message: ServerMessage) => Heard,
): Promise<boolean> {
  const arrivals = new Arrivals(body, () => wire?.now() ?? 0, limits);
  const lines = new LineSplitter(limits.lineCharacters);
  const parser = new MessageParser(limits.lineCharacters);
  let heard: Heard = 'more';
  let lastAt: number | null = null;
  const takeLine = (line: string): void => {
    const message = heard === 'last' ? null : parser.take(line);
    if (message) heard = take(message);
  };
  try {
    for (;;) {
      const piece = await nextPiece(arrivals, heard);
      if (!piece) break;
      wire?.onArrival(piece.at);
      lastAt = piece.at;
      for (const line of lines.take(piece.bytes)) takeLine(line);
      if (isLast(heard)) break;
    }
    if (!isLast(heard)) {
      const rest = lines.end();
      if (rest !== null) takeLine(rest);
      const message = isLast(heard) ? null : parser.end();
      if (message) heard = take(message);
    }
  } catch (error) {
    arrivals.cancel();
    throw error;
  }
  arrivals.leave();
  if (lastAt !== null) wire?.onEnd(lastAt);
  return isLast(heard);
}

/** What a callback has set is not narrowed away. */
function isLast(heard: Heard): boolean {
  return heard === 'last';
}

/** Null at the end of the body, and when an answer that is complete is followed by silence. */
async function nextPiece(arrivals: Arrivals, heard: Heard): Promise<Piece | null> {
  const next = arrivals.next();
  if (heard !== 'enough') return next;
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), enoughMs);
  });
  try {
    // A connection that breaks after a complete answer takes nothing from it.
    return await Promise.race([next.catch(() => null), silence]);
  } finally {
    clearTimeout(timer);
  }
}
