// What the two halves of a sandbox child say to each other, and the few WebAssembly and Emscripten shapes they use. Types only.

/** What became of one answer, inside the vm context. */
export interface GuestResult {
  kind: 'finished' | 'raised' | 'memory' | 'output' | 'crashed';
  message: string;
  /** True when the call returned through its own frames, so that the memory baseline is all there is to restore. */
  isReusable: boolean;
  durationMs: number;
}

/** Functions of the vm context. Arguments and results are strings, numbers and booleans only. */
export interface SandboxGuest {
  /** Returns an array of the context that the child fills with the file's bytes. */
  addFile(name: string, bytes: number): Uint8Array;
  boot(maxPages: number, outputLimitBytes: number): void;
  /** `new`, `booting`, `ready` or `failed: why`. */
  state(): string;
  /** Sets what `run` runs. */
  load(code: string): void;
  /** A `GuestResult` as JSON. */
  run(): string;
  /** One character per byte. */
  stdout(): string;
  stderr(): string;
  reset(): boolean;
}

export type WasmFunction = (...values: (number | bigint)[]) => number | bigint | undefined;
export type WasmImports = Record<string, Record<string, WasmFunction | undefined>>;

export interface WasmExports {
  PyObject_CallNoArgs(callable: number): number;
  PyUnicode_AsUTF8(text: number): number;
  emscripten_stack_get_current(): number;
  emscripten_stack_get_base(): number;
  emscripten_stack_get_end(): number;
  _emscripten_stack_restore(pointer: number): void;
  setTempRet0(value: number): void;
  __indirect_function_table: { length: number };
  memory: { buffer: ArrayBuffer };
}

export interface WasmInstantiated {
  instance: { exports: WasmExports };
  module: object;
}

export interface WasmNamespace {
  instantiate: (source: unknown, imports?: WasmImports) => Promise<WasmInstantiated>;
  compile: unknown;
  Module: unknown;
  Instance: unknown;
  Suspending?: unknown;
  promising?: unknown;
  Memory: { prototype: { grow(pages: number): number } };
}

interface FileNode {
  mode: number;
  contents: Uint8Array;
  usedBytes: number;
}

interface FileStream {
  node: FileNode;
}

export interface FileSystem {
  writeFile(path: string, data: string): void;
  unlink(path: string): void;
  createDevice(parent: string, name: string, input: () => number): void;
  isFile(mode: number): boolean;
  write(
    stream: FileStream,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position?: number,
    canOwn?: boolean,
  ): number;
  /** Not an `Error`, but thrown like one. */
  ErrnoError: new (errno: number) => Error;
  filesystems: {
    MEMFS: {
      expandFileStorage(node: FileNode, capacity: number): void;
      resizeFileStorage(node: FileNode, size: number): void;
    };
  };
}

/** Emscripten's module: its file system and its views of the memory, which are replaced together when the memory grows. */
export interface EmscriptenModule {
  FS: FileSystem;
  HEAP8: Int8Array;
  HEAPU8: Uint8Array;
  HEAP16: Int16Array;
  HEAPU16: Uint16Array;
  HEAP32: Int32Array;
  HEAPU32: Uint32Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
  HEAP64: BigInt64Array;
  HEAPU64: BigUint64Array;
}
