// The JavaScript half of the sandbox that lives inside the vm context, beside Pyodide. It sees no Node, no DOM and not one
// object of the host's realm: it is called with strings and numbers and answers with strings and numbers.
// It boots Pyodide, seals what Python can call from then on, and puts the interpreter back to its baseline after every answer.

import { createBaseline } from './sandboxBaseline';
import { sealImports } from './sandboxImports';
import { answerPath, sandboxPrelude } from './sandboxPrelude';
import { decodeUtf8, installShell } from './sandboxShell';
import type { Baseline } from './sandboxBaseline';
import type {
  EmscriptenModule,
  FileSystem,
  GuestResult,
  SandboxGuest,
  WasmExports,
  WasmImports,
  WasmInstantiated,
  WasmNamespace,
} from './sandboxGuestTypes';

declare const WebAssembly: WasmNamespace;
declare const __pyasm: { default: unknown };
declare const __pyloader: { loadPyodide(options: object): Promise<Pyodide> };

interface Pyodide {
  _module: EmscriptenModule;
  runPython(code: string): unknown;
  setStdout(options: object): void;
  setStderr(options: object): void;
}

const pageBytes = 65_536;

function createGuest(): SandboxGuest {
  const shell = installShell();
  let state = 'new';
  let maxBytes = 0;
  let outputLimit = 0;
  let exports: WasmExports | undefined;
  let stdout: string[] = [];
  let stderr: string[] = [];
  let outputBytes = 0;
  let isOutputOver = false;
  let runAddress = 0;
  let answer = '';
  let baseline: Baseline | undefined;
  let fileSystem: FileSystem | undefined;
  const seal = sealImports({
    random: shell.random,
    memory() {
      if (!exports) throw new Error('the interpreter has no memory yet');
      return exports.memory.buffer;
    },
  });

  /** Python writes bytes; they are kept as one character per byte, so that only strings ever leave the context. */
  const keep =
    (sink: () => string[]) =>
    (bytes: Uint8Array): number => {
      const room = outputLimit - outputBytes;
      const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
      let text = '';
      for (let from = 0; from < kept.length; from += 8192)
        text += String.fromCharCode(...kept.subarray(from, from + 8192));
      sink().push(text);
      outputBytes += kept.length;
      if (kept.length < bytes.length) {
        isOutputOver = true;
        throw new Error('output limit');
      }
      return bytes.length;
    };

  function fail(error: unknown): void {
    // Emscripten throws an object of its own when the interpreter exits.
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    state = `failed: ${typeof message === 'string' ? message : 'the interpreter ended'}${shell.log()}`;
  }

  /** Everything between the files being there and the baseline being taken. */
  async function bootPyodide(): Promise<void> {
    const instantiate = WebAssembly.instantiate;
    // Two modules pass here: a tiny one that Pyodide compiles for its error values, and the interpreter.
    WebAssembly.instantiate = async (source: unknown, imports?: WasmImports): Promise<WasmInstantiated> => {
      const isInterpreter = imports !== undefined && 'env' in imports && 'wasi_snapshot_preview1' in imports;
      if (isInterpreter) seal.wrap(imports);
      let made: WasmInstantiated;
      try {
        made = await instantiate.call(WebAssembly, source, imports);
      } catch (error) {
        // Pyodide only prints this and then waits for ever.
        fail(error);
        throw error;
      }
      if (isInterpreter) exports = made.instance.exports;
      return made;
    };
    const grow = WebAssembly.Memory.prototype.grow;
    WebAssembly.Memory.prototype.grow = function (this: { buffer: ArrayBuffer }, pages: number): number {
      if (this.buffer.byteLength + pages * pageBytes > maxBytes) throw new RangeError('memory limit');
      return grow.call(this, pages);
    };
    const pyodide = await __pyloader.loadPyodide({
      indexURL: '/pyodide/',
      createPyodideModule: __pyasm.default,
      checkAPIVersion: false,
      lockFileContents: {
        info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten', python: '3.14.2', version: '0' },
        packages: {},
      },
      jsglobals: Object.create(null) as object,
      stdin: () => null,
      env: { HOME: '/home/user', PYTHONHASHSEED: '0', LANG: 'C.UTF-8' },
    });
    pyodide.setStdout({ write: keep(() => stdout), isatty: false });
    pyodide.setStderr({ write: keep(() => stderr), isatty: false });
    runAddress = Number(pyodide.runPython(sandboxPrelude));
    if (!exports || !Number.isInteger(runAddress) || runAddress <= 0)
      throw new Error('the interpreter did not give its entry point');
    fileSystem = pyodide._module.FS;
    fileSystem.writeFile(answerPath, '');
    seal.seal(fileSystem);
    WebAssembly.instantiate =
      WebAssembly.compile =
      WebAssembly.Module =
      WebAssembly.Instance =
        () => {
          throw new Error('no code may be added to the sandbox');
        };
    shell.removeDoors();
    stdout = [];
    stderr = [];
    // Twice: the first run fills caches that would otherwise be filled again for every answer.
    baseline = createBaseline(pyodide._module, exports);
    outputLimit = 1000;
    const warm = runAnswer('print(1)');
    if (warm.kind !== 'finished' || stdout.join('') !== '1\n')
      throw new Error(`the first snippet failed: ${warm.kind} ${warm.message} ${stderr.join('')}`);
    if (!reset()) throw new Error('the interpreter could not be put back to its baseline');
  }

  function describeThrown(thrown: unknown): GuestResult {
    const text = String(thrown instanceof Error ? thrown.message : thrown);
    // A denial unwinds WebAssembly frames only, from a known place: the baseline restores all that they changed. After anything
    // else, a full stack for example, JavaScript code may have been left half done.
    const base = { isReusable: seal.isDenial(thrown), durationMs: 0 };
    if (isOutputOver) return { ...base, kind: 'output', message: '' };
    if (thrown instanceof RangeError && /call stack/.test(text)) {
      return {
        ...base,
        kind: 'raised',
        message: "RecursionError: maximum recursion depth exceeded (the interpreter's own stack is full)",
      };
    }
    return { ...base, kind: 'crashed', message: text };
  }

  function runAnswer(code: string): GuestResult {
    if (!exports || !fileSystem || !baseline) throw new Error('not booted');
    const started = shell.now();
    const elapsed = () => Math.round((shell.now() - started) * 1000) / 1000;
    try {
      fileSystem.writeFile(answerPath, code);
      const result = exports.PyObject_CallNoArgs(runAddress);
      const text = result === 0 ? 0 : exports.PyUnicode_AsUTF8(result);
      if (text === 0)
        return { kind: 'crashed', message: 'the interpreter gave no result', isReusable: false, durationMs: elapsed() };
      const [kind = '', hex = ''] = baseline.readText(text).split(' ');
      const message = decodeUtf8(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
      if (isOutputOver) return { kind: 'output', message: '', isReusable: true, durationMs: elapsed() };
      if (kind !== 'finished' && kind !== 'raised' && kind !== 'memory')
        throw new Error('the interpreter gave a result of the wrong shape');
      return { kind, message, isReusable: !baseline.isWorn(), durationMs: elapsed() };
    } catch (thrown) {
      return { ...describeThrown(thrown), durationMs: elapsed() };
    }
  }

  /** Back to the baseline; false when something outside the baseline's reach has changed, so that the child must go. */
  function reset(): boolean {
    stdout = [];
    stderr = [];
    outputBytes = 0;
    isOutputOver = false;
    shell.restart();
    seal.restart();
    return baseline?.restore() ?? false;
  }

  return {
    addFile: shell.addFile,
    boot(maxPages, outputLimitBytes) {
      state = 'booting';
      maxBytes = maxPages * pageBytes;
      bootPyodide().then(() => {
        outputLimit = outputLimitBytes;
        state = 'ready';
      }, fail);
    },
    state: () => state,
    load(code) {
      answer = code;
    },
    run: () => JSON.stringify(runAnswer(answer)),
    stdout: () => stdout.join(''),
    stderr: () => stderr.join(''),
    reset,
    deniedNames: () => seal.deniedNames(),
  };
}

// The value of this program, which the child takes from the context.
(globalThis as unknown as { __guest: SandboxGuest }).__guest = createGuest();
