// The wire between the extension and a sandbox child: frames of a JSON object and bytes, each way.
// The child reads and writes them synchronously, so that nothing a snippet leaves behind can ever run in between.

/** Two lengths, little endian: JSON, bytes. */
export const frameHeaderBytes = 8;

/** What the parent says. */
export type SandboxRequest =
  /** Followed by the bytes of all files, one after the other. */
  | { type: 'boot'; files: { name: string; bytes: number }[]; memoryPages: number; outputBytes: number; timeMs: number }
  | { type: 'run'; code: string };

/** What the child says. */
export type SandboxReply =
  | { type: 'handshake'; permissions: PermissionReport }
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  /** The next snippet's clock begins. */
  | { type: 'started' }
  /** Its bytes are stdout and then stderr. */
  | { type: 'result'; kind: string; message: string; durationMs: number; stdoutBytes: number; isReusable: boolean };

/** What the child could still do; all false under full isolation. */
export interface PermissionReport {
  canReadFiles: boolean;
  canWriteFiles: boolean;
  canStartProcesses: boolean;
  canStartThreads: boolean;
  canEvaluateText: boolean;
}

/** One frame, ready to be written. */
export function encodeFrame(message: SandboxRequest | SandboxReply, payload: Uint8Array = new Uint8Array()): Buffer {
  const json = Buffer.from(JSON.stringify(message), 'utf8');
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUInt32LE(json.length, 0);
  header.writeUInt32LE(payload.length, 4);
  return Buffer.concat([header, json, payload]);
}

export interface SandboxFrame<Message> {
  message: Message;
  payload: Buffer;
}

/** Cuts a stream of chunks into frames. Throws when a frame claims more than `maxBytes`. */
export function createFrameReader<Message>(maxBytes: number): (chunk: Buffer) => SandboxFrame<Message>[] {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const frames: SandboxFrame<Message>[] = [];
    while (pending.length >= frameHeaderBytes) {
      const jsonBytes = pending.readUInt32LE(0);
      const total = frameHeaderBytes + jsonBytes + pending.readUInt32LE(4);
      if (total > maxBytes) throw new Error(`a frame of ${total} bytes is longer than the ${maxBytes} allowed`);
      if (pending.length < total) break;
      const jsonEnd = frameHeaderBytes + jsonBytes;
      frames.push({
        message: JSON.parse(pending.toString('utf8', frameHeaderBytes, jsonEnd)) as Message,
        payload: Buffer.from(pending.subarray(jsonEnd, total)),
      });
      pending = pending.subarray(total);
    }
    return frames;
  };
}
