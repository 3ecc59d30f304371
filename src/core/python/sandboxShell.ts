// The few globals that Pyodide needs to start in a bare JavaScript realm, made of that realm's own parts.
// Nothing here may hold an object of the host: the clock is Date, the randomness is a fixed sequence.

import { SandboxRandom } from './sandboxRandom';
import { decodeUtf8, encodeUtf8 } from './sandboxUtf8';

/** What only booting needs: ways to files, to code and to threads. */
const doors = [
  'read',
  'readbuffer',
  'load',
  'os',
  '__pyasm',
  '__pyloader',
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
];
const keptLines = 20;
const keptLineCharacters = 500;

export class SandboxShell {
  private readonly scope = globalThis as unknown as Record<string, unknown>;
  private readonly files = new Map<string, Uint8Array>();
  private readonly random = new SandboxRandom();
  private readonly lines: string[] = [];
  private readonly origin = Date.now();
  private last = 0;

  /** Puts the globals in place. */
  install(): void {
    this.installFiles();
    this.installClock();
    this.installTimers();
    this.installText();
    const log = (...values: unknown[]): void => this.keepLine(values);
    this.scope['console'] = { log, warn: log, error: log, info: log, debug: log, trace: log };
    const wasm = this.scope['WebAssembly'] as { Suspending?: unknown; promising?: unknown };
    // Without them every version of the host behaves like the oldest one.
    delete wasm.Suspending;
    delete wasm.promising;
  }

  /** Makes room for a file; whoever calls fills in its bytes. */
  addFile(name: string, bytes: number): Uint8Array {
    const file = new Uint8Array(bytes);
    this.files.set(name, file);
    return file;
  }

  fillRandom(target: Uint8Array): void {
    this.random.fill(target);
  }

  /** Milliseconds, never twice the same value. */
  now(): number {
    this.last = Math.max(Date.now() - this.origin, this.last + 1e-6);
    return this.last;
  }

  /** Begins the random sequence anew. */
  restart(): void {
    this.random.restart();
  }

  removeDoors(): void {
    for (const name of doors) if (!Reflect.deleteProperty(this.scope, name)) this.scope[name] = undefined;
    this.files.clear();
  }

  /** What Pyodide printed while booting, for the message of a failed start. */
  log(): string {
    return this.lines.length > 0 ? ` (${this.lines.join(' | ')})` : '';
  }

  private installFiles(): void {
    const readbuffer = (name: unknown): ArrayBuffer => {
      const found = this.files.get(String(name).split('/').pop() ?? '');
      if (!found) throw new Error(`no file ${String(name)}`);
      return found.buffer as ArrayBuffer;
    };
    this.scope['read'] = (name: unknown) => decodeUtf8(new Uint8Array(readbuffer(name)));
    this.scope['readbuffer'] = readbuffer;
    this.scope['load'] = () => {
      throw new Error('load is not available');
    };
  }

  private installClock(): void {
    this.scope['performance'] = { now: () => this.now(), timeOrigin: this.origin };
    // Pyodide asks the shell for random bytes in this way and expects base64; it is read only while booting.
    this.scope['os'] = { system: () => 'AAECAwQFBgcICQoLDA0ODw==' };
    this.scope['crypto'] = {
      getRandomValues: (target: ArrayBufferView) => {
        this.fillRandom(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
        return target;
      },
    };
  }

  /** Nothing may happen later: timers are accepted and never fire. */
  private installTimers(): void {
    this.scope['setTimeout'] = () => 0;
    this.scope['clearTimeout'] = () => undefined;
    this.scope['setInterval'] = () => 0;
    this.scope['clearInterval'] = () => undefined;
  }

  private installText(): void {
    this.scope['TextEncoder'] = class {
      encode = encodeUtf8;
    };
    this.scope['TextDecoder'] = class {
      decode(input?: ArrayBuffer | ArrayBufferView): string {
        if (input === undefined) return '';
        if (!ArrayBuffer.isView(input)) return decodeUtf8(new Uint8Array(input));
        return decodeUtf8(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
      }
    };
  }

  private keepLine(values: unknown[]): void {
    if (this.lines.length >= keptLines) return;
    const words = values.map((value) => (value instanceof Error ? value.message : String(value)));
    this.lines.push(words.join(' ').slice(0, keptLineCharacters));
  }
}
