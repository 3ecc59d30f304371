// Starts the process of a sandbox child: without the right to read, write or start anything, and with an empty environment.

import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { PythonLimits } from './pythonRunner';
import type { SandboxFiles } from './sandboxFiles';
import { encodeFrame } from './sandboxFrames';

const pagesPerMb = 16;
/** V8's default; what a host's main thread always has. */
const safeStackKb = 984;
const largestStackKb = 7168;
const stackReserveKb = 1024;

/** Reads the program that follows on standard input, so that the process needs no right to read any file. */
const bootstrap = [
  'const{readSync}=require("fs");',
  'const take=n=>{const b=Buffer.alloc(n);for(let d=0;d<n;){let c;try{c=readSync(0,b,d,n-d,null)}catch(e){if(e.code==="EAGAIN")continue;throw e}if(!c)process.exit(0);d+=c}return b};',
  'const text=take(take(4).readUInt32LE(0)).toString("utf8");',
  'require("vm").runInThisContext("(function(require,module){"+text+"\\n})",{filename:"sandbox:child.js"})(require,{exports:{}});',
].join('');

/** The name of the flag that takes a process's rights away, which depends on Node's version; undefined where there is none. */
export function permissionFlag(allowed: ReadonlySet<string> = process.allowedNodeEnvironmentFlags): string | undefined {
  return ['--permission', '--experimental-permission'].find((flag) => allowed.has(flag));
}

/** Starts a child. `permission` is from `permissionFlag`; undefined starts one with reduced isolation. */
export function spawnSandbox(permission: string | undefined): ChildProcessWithoutNullStreams {
  const args = [
    ...(permission === undefined ? [] : [permission]),
    '--disallow-code-generation-from-strings',
    '--max-old-space-size=256',
    `--stack-size=${stackKb()}`,
    '--no-warnings',
    '-e',
    bootstrap,
  ];
  // UTC, so that the same answer gives the same text on every machine.
  const env = { TZ: 'UTC', ...('electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {}) };
  return spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
}

/** Sends a child its program and the files that the program boots from. */
export function sendSandbox(
  { stdin }: ChildProcessWithoutNullStreams,
  { program, files }: SandboxFiles,
  { memoryMb, outputBytes, timeMs }: PythonLimits,
): void {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(program.length, 0);
  stdin.write(length);
  stdin.write(program);
  const listed = files.map(({ name, content }) => ({ name, bytes: content.length }));
  const memoryPages = memoryMb * pagesPerMb;
  stdin.write(encodeFrame({ type: 'boot', files: listed, memoryPages, outputBytes, timeMs }));
  for (const { content } of files) stdin.write(content);
}

/**
 * How much stack V8 may use. Recursion through C, as with lru_cache, needs several kB a level, so the default is too little; more
 * than the main thread has would crash instead of raising. Linux says what it has, macOS has 8 MB, Windows as much as it was linked with.
 */
function stackKb(): number {
  if (process.platform === 'darwin') return largestStackKb;
  if (process.platform !== 'linux') return safeStackKb;
  try {
    const soft = /^Max stack size\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    const availableKb = soft === 'unlimited' ? Infinity : Number(soft) / 1024 - stackReserveKb;
    return Number.isNaN(availableKb)
      ? safeStackKb
      : Math.floor(Math.max(safeStackKb, Math.min(largestStackKb, availableKb)));
  } catch {
    // A host that hides its limits gets what works everywhere.
    return safeStackKb;
  }
}
