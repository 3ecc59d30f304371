// The JavaScript realm that Pyodide and everything a model wrote lives in. It is given no object of the host's realm, and text
// can't become code in it; a place of its own so that tests can attack exactly this.

import { createContext } from 'node:vm';

/** A bare realm: ECMAScript and WebAssembly, nothing of Node. */
export function createSandboxContext(): object {
  return createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: true } });
}
