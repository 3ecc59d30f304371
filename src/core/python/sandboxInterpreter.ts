// Boots Pyodide inside the vm context and closes behind it whatever only booting needs.

import type { SandboxGates } from './sandboxGates';
import type {
  EmscriptenModule,
  FileSystem,
  WasmExports,
  WasmImports,
  WasmInstantiated,
  WasmNamespace,
} from './sandboxGuestTypes';
import type { SandboxOutput } from './sandboxOutput';
import { answerPath, sandboxPrelude } from './sandboxPrelude';
import type { SandboxShell } from './sandboxShell';
import { replaceDevices, type SandboxStorage } from './sandboxStorage';

declare const WebAssembly: WasmNamespace;
declare const __pyasm: { default: unknown };
declare const __pyloader: { loadPyodide(options: object): Promise<Pyodide> };

interface Pyodide {
  _module: EmscriptenModule;
  runPython(code: string): unknown;
  setStdout(options: object): void;
  setStderr(options: object): void;
}

/** What surrounds the interpreter. */
interface InterpreterWalls {
  shell: SandboxShell;
  gates: SandboxGates;
  storage: SandboxStorage;
  output: SandboxOutput;
}

/** A booted interpreter that can reach nothing any more. */
export interface SandboxInterpreter {
  module: EmscriptenModule;
  exports: WasmExports;
  files: FileSystem;
  /** Of the function that runs one answer. */
  runAddress: number;
  endAddress: number;
}

const pageBytes = 65_536;

/** `maxPages` is all the memory that it may have, in pages of WebAssembly; `onFailure` hears what `loadPyodide` keeps to itself. */
export async function bootInterpreter(
  walls: InterpreterWalls,
  maxPages: number,
  onFailure: (error: unknown) => void,
): Promise<SandboxInterpreter> {
  const { shell, gates, storage, output } = walls;
  const interpreter = catchInterpreter(walls, onFailure);
  limitMemory(maxPages * pageBytes);
  const pyodide = await loadPyodide();
  pyodide.setStdout({ write: output.writeOut, isatty: false });
  pyodide.setStderr({ write: output.writeError, isatty: false });
  const [runAddress = 0, endAddress = 0] = String(pyodide.runPython(sandboxPrelude)).split(' ').map(Number);
  const { exports } = interpreter;
  if (!exports || ![runAddress, endAddress].every((address) => Number.isInteger(address) && address > 0))
    throw new Error('the interpreter did not give its entry points');
  const files = pyodide._module.FS;
  files.writeFile(answerPath, '');
  storage.limit(files);
  replaceDevices(files, (target) => shell.fillRandom(target));
  gates.close();
  forbidCode();
  shell.removeDoors();
  output.clear();
  return { module: pyodide._module, exports, files, runAddress, endAddress };
}

/** Puts the gates before the interpreter when it is instantiated, and catches what it exports. */
function catchInterpreter(
  { shell, gates }: InterpreterWalls,
  onFailure: (error: unknown) => void,
): { exports?: WasmExports } {
  const caught: { exports?: WasmExports } = {};
  const fillRandom = (address: number, length: number): void => {
    if (!caught.exports) throw new Error('the interpreter has no memory yet');
    shell.fillRandom(new Uint8Array(caught.exports.memory.buffer, address, length));
  };
  const instantiate = WebAssembly.instantiate;
  // Two modules pass here: a tiny one that Pyodide compiles for its error values, and the interpreter.
  WebAssembly.instantiate = async (source: unknown, imports?: WasmImports): Promise<WasmInstantiated> => {
    const isInterpreter = imports !== undefined && 'env' in imports && 'wasi_snapshot_preview1' in imports;
    if (isInterpreter) gates.wrap(imports, fillRandom);
    try {
      const made = await instantiate.call(WebAssembly, source, imports);
      if (isInterpreter) caught.exports = made.instance.exports;
      return made;
    } catch (error) {
      // Pyodide only prints this and then waits for ever.
      onFailure(error);
      throw error;
    }
  };
  return caught;
}

function limitMemory(maxBytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (this: { buffer: ArrayBuffer }, pages: number): number {
    if (this.buffer.byteLength + pages * pageBytes > maxBytes) throw new RangeError('memory limit');
    return grow.call(this, pages);
  };
}

function loadPyodide(): Promise<Pyodide> {
  return __pyloader.loadPyodide({
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
}

function forbidCode(): void {
  const refuse = (): never => {
    throw new Error('no code may be added to the sandbox');
  };
  WebAssembly.instantiate = WebAssembly.compile = WebAssembly.Module = WebAssembly.Instance = refuse;
}
