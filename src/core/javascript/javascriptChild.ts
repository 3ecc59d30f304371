// The program of a JavaScript sandbox child. It is sent over standard input to a Node process that may read no file, write none, start
// nothing and has an empty environment. It receives QuickJS, and then only answers requests, synchronously.

import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { JudgeCall } from '../python/ownJudge';
import { messageOf } from '../../shared/text/messageOf';
import { sandboxPermissions } from '../python/sandboxPermissions';
import { readExactly, readRequest, reply } from '../python/sandboxPipe';
import { quickjsJudge } from './quickjsJudge';

const pageBytes = 65_536;
/** The parent ends a call at its limit; so long after it, it must be that the parent is gone. */
const orphanGraceMs = 2000;

async function runChild(): Promise<void> {
  reply({ type: 'handshake', permissions: sandboxPermissions() });
  const boot = readRequest();
  if (boot.type !== 'boot') throw new Error(`unexpected ${boot.type}`);
  const wasmBinary = new ArrayBuffer(boot.files[0]?.bytes ?? 0);
  readExactly(new Uint8Array(wasmBinary));
  try {
    const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmBinary }));
    reply({ type: 'ready' });
    serve(quickjs, boot.memoryPages * pageBytes, boot.timeMs);
  } catch (error) {
    reply({ type: 'failed', message: messageOf(error) });
    process.exit(0);
  }
}

function serve(quickjs: QuickJSWASMModule, memoryBytes: number, timeMs: number): never {
  for (;;) {
    const request = readRequest();
    if (request.type !== 'run') throw new Error(`unexpected ${request.type}`);
    reply({ type: 'started' });
    const startedAt = performance.now();
    const isLate = (): boolean => {
      if (performance.now() - startedAt > timeMs + orphanGraceMs) process.exit(0);
      return false;
    };
    const say = (kind: string, message: string, text: string, isReusable: boolean): void => {
      const payload = Buffer.from(text);
      const durationMs = performance.now() - startedAt;
      reply({ type: 'result', kind, message, durationMs, stdoutBytes: payload.length, isReusable }, payload);
    };
    try {
      const { reply: told, isReusable } = quickjsJudge(
        quickjs,
        JSON.parse(request.code) as JudgeCall,
        memoryBytes,
        isLate,
      );
      const isFull = 'fault' in told && /^InternalError: out of memory/.test(told.fault);
      say(isFull ? 'memory' : 'finished', '', JSON.stringify(told), isReusable);
      if (!isReusable) process.exit(0);
    } catch (error) {
      // What ended the interpreter from outside of it may have left it half done.
      say('crashed', messageOf(error), '', false);
      process.exit(0);
    }
  }
}

void runChild();
