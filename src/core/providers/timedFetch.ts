// `fetch` that notes when bytes really came. An SDK parses what it reads, and with many answers at once the parsing of one would delay the
// time stamps of the others: so every socket that has bytes is read and stamped first, and the SDKs get them in the next turn of the loop.

import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WireListener } from './provider';

const listeners = new AsyncLocalStorage<WireListener | undefined>();

/** Runs a call of an SDK whose `fetch` is `timedFetch`: what that sends and gets is told to `wire`. */
export function heardBy<T>(wire: WireListener | undefined, call: () => T): T {
  return listeners.run(wire, call);
}

/** As `fetch`; outside of `heardBy` exactly that. */
export async function timedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const wire = listeners.getStore();
  if (!wire) return fetch(input, init);
  wire.onDispatched(wire.now());
  const response = await fetch(input, init);
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(stamped(response.body, wire), { status, statusText, headers });
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
        await nextTurn();
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
