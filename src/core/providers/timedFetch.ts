// `fetch` that notes when bytes really came. An SDK parses what it reads, and with many answers at once the parsing of one would delay the
// time stamps of the others: so what has come is stamped first, and SDKs get one piece in each turn of the loop, with the sockets read in between.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { WireListener } from './provider';
import { fetchOut } from './wayOut';

const listeners = new AsyncLocalStorage<WireListener | undefined>();

/** Runs a call of an SDK whose `fetch` is `timedFetch`: what that sends and gets is told to `wire`. */
export function heardBy<T>(wire: WireListener | undefined, call: () => T): T {
  return listeners.run(wire, call);
}

/** As `fetch`; outside of `heardBy` exactly that. */
export async function timedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const wire = listeners.getStore();
  if (!wire) return fetchOut(input, init);
  wire.onDispatched(wire.now());
  const response = await fetchOut(input, init);
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(stamped(response.body, wire), { status, statusText, headers });
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

interface Piece {
  bytes: Uint8Array;
  at: number;
}

/** The same bytes, each piece handed on when it is asked for and with `onArrival` said first. */
function stamped(body: ReadableStream<Uint8Array>, wire: WireListener): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const pieces: Piece[] = [];
  let end: { at: number; error?: unknown } | null = null;
  let wake = (): void => undefined;
  const read = async (): Promise<void> => {
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        pieces.push({ bytes: value, at: wire.now() });
        wake();
      }
      end = { at: wire.now() };
    } catch (error) {
      end = { at: wire.now(), error };
    }
    wake();
  };
  void read();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (pieces.length === 0 && !end) await new Promise<void>((resolve) => (wake = resolve));
        await ownTurn();
        const piece = pieces.shift();
        if (piece) {
          wire.onArrival(piece.at);
          return controller.enqueue(piece.bytes);
        }
        if (end?.error !== undefined) return controller.error(end.error);
        wire.onEnd(end!.at);
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
