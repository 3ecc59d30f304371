// A body as text, no more of it than anybody would read.

import type { Arrivals } from './arrivals';

/** At most `mostBytes` of it, decoded; the connection is closed when there is more. Throws what reading throws. */
export async function readText(body: Arrivals, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let left = mostBytes;
  while (left > 0) {
    const piece = await body.next();
    if (!piece) return parts.join('') + decoder.decode();
    parts.push(decoder.decode(piece.bytes.subarray(0, left), { stream: true }));
    left -= piece.bytes.length;
  }
  body.cancel();
  return parts.join('') + decoder.decode();
}
