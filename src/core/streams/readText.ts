// The body of an error as text, no more of it than anybody would read.

/** At most `mostBytes` of it, decoded; the connection is closed when there is more. Throws what reading throws. */
export async function readText(body: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let left = mostBytes;
  while (left > 0) {
    const { value, done } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    parts.push(decoder.decode(value.subarray(0, left), { stream: true }));
    left -= value.length;
  }
  // A body that has ended or failed has nothing to cancel.
  await reader.cancel().catch(() => undefined);
  return parts.join('') + decoder.decode();
}
