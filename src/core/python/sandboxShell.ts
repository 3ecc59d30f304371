// The few globals that Pyodide needs to start in a bare JavaScript realm, made of that realm's own parts.
// Nothing here may hold an object of the host: the clock is Date, the randomness is a fixed sequence.

interface Shell {
  addFile(name: string, bytes: number): Uint8Array;
  /** Fills with a fixed sequence that begins anew for every answer, so that the same answer is always judged the same. */
  random(target: Uint8Array): void;
  /** Milliseconds, never twice the same value. */
  now(): number;
  restart(): void;
  removeDoors(): void;
  /** What Pyodide printed while booting, for the message of a failed start. */
  log(): string;
}

/** A 32-bit mixing generator (splitmix32); quality matters little, repeatability does. */
function createRandom(): { restart(): void; next(): number } {
  let state = 0x9e3779b9;
  return {
    restart: () => (state = 0x9e3779b9),
    next() {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    },
  };
}

function encodeUtf8(text: string): Uint8Array {
  const escaped = unescape(encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')));
  const bytes = new Uint8Array(escaped.length);
  for (let index = 0; index < escaped.length; index += 1) bytes[index] = escaped.charCodeAt(index);
  return bytes;
}

/** Enough of UTF-8 for names and messages; a wrong sequence becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index++] ?? 0;
    const extra = lead < 0x80 ? 0 : lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : -1;
    if (extra === 0) {
      text += String.fromCharCode(lead);
      continue;
    }
    let point = lead & (0x3f >> extra);
    let taken = 0;
    while (extra > 0 && taken < extra && ((bytes[index] ?? 0) & 0xc0) === 0x80) {
      point = (point << 6) | ((bytes[index++] ?? 0) & 0x3f);
      taken += 1;
    }
    text += extra > 0 && taken === extra && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}

/** Installs the globals and returns the handles that the guest keeps. */
export function installShell(): Shell {
  const scope = globalThis as unknown as Record<string, unknown>;
  const files = new Map<string, Uint8Array>();
  const random = createRandom();
  const lines: string[] = [];
  const origin = Date.now();
  let last = 0;
  const now = (): number => {
    last = Math.max(Date.now() - origin, last + 1e-6);
    return last;
  };
  const fill = (target: Uint8Array): void => {
    for (let index = 0; index < target.length; index += 1) target[index] = random.next() & 0xff;
  };
  const log = (...values: unknown[]): void => {
    if (lines.length < 20)
      lines.push(
        values
          .map((value) => (value instanceof Error ? `${value.message}` : String(value)))
          .join(' ')
          .slice(0, 500),
      );
  };
  const readbuffer = (name: unknown): ArrayBuffer => {
    const found = files.get(String(name).split('/').pop() ?? '');
    if (!found) throw new Error(`no file ${String(name)}`);
    return found.buffer as ArrayBuffer;
  };
  scope['read'] = (name: unknown) => decodeUtf8(new Uint8Array(readbuffer(name)));
  scope['readbuffer'] = readbuffer;
  scope['load'] = () => {
    throw new Error('load is not available');
  };
  // Pyodide asks the shell for random bytes in this way and expects base64; it is read only while booting.
  scope['os'] = { system: () => 'AAECAwQFBgcICQoLDA0ODw==' };
  scope['console'] = { log, warn: log, error: log, info: log, debug: log, trace: log };
  scope['performance'] = { now, timeOrigin: origin };
  scope['crypto'] = {
    getRandomValues(target: ArrayBufferView) {
      fill(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
      return target;
    },
  };
  // Nothing may happen later: timers are accepted and never fire.
  scope['setTimeout'] = () => 0;
  scope['clearTimeout'] = () => undefined;
  scope['setInterval'] = () => 0;
  scope['clearInterval'] = () => undefined;
  scope['TextEncoder'] = class {
    encode = encodeUtf8;
  };
  scope['TextDecoder'] = class {
    decode(input?: ArrayBuffer | ArrayBufferView): string {
      if (input === undefined) return '';
      return decodeUtf8(
        ArrayBuffer.isView(input)
          ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
          : new Uint8Array(input),
      );
    }
  };
  const wasm = scope['WebAssembly'] as { Suspending?: unknown; promising?: unknown };
  // Without them every version of the host behaves like the oldest one.
  delete wasm.Suspending;
  delete wasm.promising;
  return {
    addFile(name, bytes) {
      const file = new Uint8Array(bytes);
      files.set(name, file);
      return file;
    },
    random: fill,
    now,
    restart: () => random.restart(),
    removeDoors() {
      for (const name of [
        'read',
        'readbuffer',
        'load',
        'os',
        '__pyasm',
        '__pyloader',
        'WebAssembly',
        'SharedArrayBuffer',
        'Atomics',
      ]) {
        if (!Reflect.deleteProperty(scope, name)) scope[name] = undefined;
      }
      files.clear();
    },
    log: () => (lines.length > 0 ? ` (${lines.join(' | ')})` : ''),
  };
}
