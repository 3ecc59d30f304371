// Takes the interpreter's state once, after booting, and puts it back after every answer: the linear memory byte by byte and
// the JavaScript objects of the in-memory file system field by field. It knows nothing of Python.

import type { EmscriptenModule, WasmExports } from './sandboxGuestTypes';

export interface Baseline {
  /** False when something has changed that it cannot put back. */
  restore(): boolean;
  /** True when clearing what some snippet grew has by now cost about as much as a new child would. */
  isWorn(): boolean;
  /** The zero-terminated ASCII text at an address. */
  readText(address: number): string;
}

/** Memory can't shrink, and every restore clears all of it; clearing 2 GB costs about what booting does. */
const wornBytes = 2_000_000_000;

type Restorer = () => void;

/**
 * Records every object that can be reached from `root` by own properties (functions are leaves) and returns what puts each
 * back: prototype, keys, values, lengths, bytes. Objects made later become unreachable from `root` again.
 */
export function recordObjects(root: object): Restorer {
  const restorers: Restorer[] = [];
  const seen = new Set<object>();
  const queue: object[] = [root];
  const visit = (value: unknown): void => {
    if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      queue.push(value);
    }
  };
  seen.add(root);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const object = next;
    if (ArrayBuffer.isView(object)) {
      if (object instanceof Uint8Array) {
        const bytes = object.slice();
        restorers.push(() => object.set(bytes));
      }
    } else if (object instanceof Map || object instanceof Set || object instanceof WeakMap) {
      throw new Error('the file system holds a kind of object that cannot be put back');
    } else if (Array.isArray(object)) {
      const items: unknown[] = object.slice();
      items.forEach(visit);
      restorers.push(() => {
        object.length = items.length;
        for (let index = 0; index < items.length; index += 1)
          if (object[index] !== items[index]) object[index] = items[index];
      });
    } else {
      restorers.push(recordFields(object as Record<string, unknown>, visit));
    }
  }
  return () => {
    for (const restore of restorers) restore();
  };
}

function recordFields(object: Record<string, unknown>, visit: (value: unknown) => void): Restorer {
  const prototype: unknown = Object.getPrototypeOf(object);
  const keys = Object.keys(object);
  const values = keys.map((key) => object[key]);
  const known = new Set(keys);
  values.forEach(visit);
  return () => {
    if (Object.getPrototypeOf(object) !== prototype) Object.setPrototypeOf(object, prototype as object | null);
    for (const key of Object.keys(object)) if (!known.has(key)) Reflect.deleteProperty(object, key);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index];
      if (key !== undefined && object[key] !== values[index]) object[key] = values[index];
    }
  };
}

/** Records everything now. */
export function createBaseline(module: EmscriptenModule, exports: WasmExports): Baseline {
  const bytes = module.HEAPU8.slice();
  const stackPointer = exports.emscripten_stack_get_current();
  const stackBase = exports.emscripten_stack_get_base();
  const stackEnd = exports.emscripten_stack_get_end();
  const tableLength = exports.__indirect_function_table.length;
  const restoreFiles = recordObjects(module.FS);
  let clearedBytes = 0;
  const areViewsCurrent = (): boolean => {
    const { HEAP8, HEAPU8, HEAP16, HEAPU16, HEAP32, HEAPU32, HEAPF32, HEAPF64, HEAP64, HEAPU64 } = module;
    const views = [HEAP8, HEAPU8, HEAP16, HEAPU16, HEAP32, HEAPU32, HEAPF32, HEAPF64, HEAP64, HEAPU64];
    return views.every((view) => view.buffer === exports.memory.buffer);
  };
  return {
    restore() {
      if (!areViewsCurrent()) return false;
      const current = module.HEAPU8;
      // A fresh memory is zero beyond what the module wrote, so zeroing what it has grown by makes it fresh again.
      if (current.length > bytes.length) current.fill(0, bytes.length);
      clearedBytes += current.length - bytes.length;
      current.set(bytes);
      restoreFiles();
      // The module has four globals that change: its stack's place, top and end, and a scratch value.
      exports._emscripten_stack_restore(stackPointer);
      exports.setTempRet0(0);
      return (
        exports.emscripten_stack_get_current() === stackPointer &&
        exports.emscripten_stack_get_base() === stackBase &&
        exports.emscripten_stack_get_end() === stackEnd &&
        exports.__indirect_function_table.length === tableLength
      );
    },
    isWorn: () => clearedBytes > wornBytes,
    readText(address) {
      const heap = module.HEAPU8;
      let text = '';
      for (let at = address; heap[at] !== 0 && at < heap.length; at += 1) text += String.fromCharCode(heap[at] ?? 0);
      return text;
    },
  };
}
