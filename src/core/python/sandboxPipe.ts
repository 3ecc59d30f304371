// How a sandbox child reads and writes its frames: synchronously, so that nothing a snippet leaves behind can run in between.

import { readSync, writeSync } from 'node:fs';
import { codeOf } from '../../shared/text/codeOf';
import { encodeFrame, frameHeaderBytes } from './sandboxFrames';
import type { SandboxReply, SandboxRequest } from './sandboxFrames';

/** Retries what a pipe may refuse for a moment. */
function insist(attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN' && code !== 'EINTR') throw error;
    }
  }
}

/** Reads exactly so many bytes; ends the process when the parent is gone. */
export function readExactly(target: Uint8Array): void {
  for (let done = 0; done < target.length;) {
    const count = insist(() => readSync(0, target, done, target.length - done, null));
    if (count === 0) process.exit(0);
    done += count;
  }
}

export function readRequest(): SandboxRequest {
  const header = receive(frameHeaderBytes);
  const json = receive(header.readUInt32LE(0));
  return JSON.parse(json.toString('utf8')) as SandboxRequest;
}

export function reply(message: SandboxReply, payload?: Uint8Array): void {
  const frame = encodeFrame(message, payload);
  for (let done = 0; done < frame.length;) done += insist(() => writeSync(1, frame, done, frame.length - done));
}

export function receive(bytes: number): Buffer {
  const content = Buffer.alloc(bytes);
  readExactly(content);
  return content;
}
