// Where a user's own JavaScript runs: QuickJS, an interpreter in WebAssembly, inside a child process that may do nothing and can be ended.

import type { SandboxParts } from '../python/sandboxFiles';
import { SandboxPool, type SandboxOptions } from '../python/sandboxPool';

const javascriptParts: SandboxParts = { language: 'JavaScript', program: 'javascript.js', bootFiles: ['quickjs.wasm'] };

/** Every program finds the same interpreter: `Math.random` gives the same values each time and the time zone is UTC. */
export class JavaScriptSandbox extends SandboxPool {
  constructor(options: SandboxOptions) {
    super(javascriptParts, options);
  }
}
