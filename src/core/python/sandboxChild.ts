// The program of a sandbox child process. It is sent over standard input to a Node process that may read no file, write none,
// start nothing and has an empty environment. It makes the vm context, boots the guest in it and then only answers requests,
// synchronously: the event loop never turns again, so no timer, promise or callback of a snippet can ever run.

import { readSync, writeSync } from 'node:fs';
import { runInContext, Script } from 'node:vm';
import { createSandboxContext } from './sandboxContext';
import { encodeFrame, frameHeaderBytes } from './sandboxFrames';
import type { PermissionReport, SandboxReply, SandboxRequest } from './sandboxFrames';
import type { GuestResult, SandboxGuest } from './sandboxGuestTypes';

const bootPollMs = 2;
/** The parent ends a snippet at its limit; so long after it, it must be that the parent is gone. */
const orphanGraceMs = 2000;

/** Retries what a pipe may refuse for a moment. */
function insist(attempt: () => number): number {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN' && code !== 'EINTR') throw error;
    }
  }
}

/** Reads exactly so many bytes; ends the process when the parent is gone. */
function readExactly(target: Uint8Array): void {
  for (let done = 0; done < target.length;) {
    const count = insist(() => readSync(0, target, done, target.length - done, null));
    if (count === 0) process.exit(0);
    done += count;
  }
}

function readRequest(): SandboxRequest {
  const header = Buffer.alloc(frameHeaderBytes);
  readExactly(header);
  const json = Buffer.alloc(header.readUInt32LE(0));
  readExactly(json);
  return JSON.parse(json.toString('utf8')) as SandboxRequest;
}

function reply(message: SandboxReply, payload?: Uint8Array): void {
  const frame = encodeFrame(message, payload);
  for (let done = 0; done < frame.length;) done += insist(() => writeSync(1, frame, done, frame.length - done));
}

/** Asks the process what it may do. A host without the permission model answers with everything. */
function reportPermissions(): PermissionReport {
  const permission = (process as { permission?: { has(scope: string): boolean } }).permission;
  const has = (scope: string): boolean => permission?.has(scope) ?? true;
  let canEvaluateText = true;
  try {
    // The flag of this process must refuse exactly this.
    new Function('return 1');
  } catch {
    canEvaluateText = false;
  }
  return {
    canReadFiles: has('fs.read'),
    canWriteFiles: has('fs.write'),
    canStartProcesses: has('child'),
    canStartThreads: has('worker'),
    canEvaluateText,
  };
}

function serve(guest: SandboxGuest, context: object, timeMs: number): never {
  // Run as a script because only that has a time-out, whose watchdog is a thread outside JavaScript.
  const runScript = new Script('__guest.run()', { filename: 'sandbox:run' });
  const runGuest = (): string => runScript.runInContext(context, { timeout: timeMs + orphanGraceMs }) as string;
  for (;;) {
    const request = readRequest();
    if (request.type !== 'run') throw new Error(`unexpected ${request.type}`);
    reply({ type: 'started' });
    guest.load(request.code);
    const result = JSON.parse(runGuest()) as GuestResult;
    const stdout = Buffer.from(guest.stdout(), 'latin1');
    const stderr = Buffer.from(guest.stderr(), 'latin1');
    const { kind, message, durationMs, isReusable } = result;
    reply(
      { type: 'result', kind, message, durationMs, stdoutBytes: stdout.length, isReusable },
      Buffer.concat([stdout, stderr]),
    );
    // What cannot be put back must not serve again; the parent starts another child.
    if (!isReusable || !guest.reset()) process.exit(0);
  }
}

/** Receives the files, boots, and serves until the parent closes the pipe. */
function runSandboxChild(): void {
  reply({ type: 'handshake', permissions: reportPermissions() });
  const boot = readRequest();
  if (boot.type !== 'boot') throw new Error(`unexpected ${boot.type}`);
  const context = createSandboxContext();
  const load = (name: string, source: Uint8Array): void => {
    new Script(Buffer.from(source).toString('utf8'), { filename: `sandbox:${name}` }).runInContext(context);
  };
  const scripts = boot.files.filter((file) => file.name.endsWith('.js'));
  let guest: SandboxGuest | undefined;
  const later: (() => void)[] = [];
  for (const file of boot.files) {
    if (scripts.includes(file)) {
      const source = Buffer.alloc(file.bytes);
      readExactly(source);
      // The guest installs the globals that the other scripts look for while they load.
      if (file.name === 'guest.js') {
        load(file.name, source);
        guest = runInContext('__guest', context) as SandboxGuest;
      } else {
        later.push(() => load(file.name, source));
      }
    } else {
      if (!guest) throw new Error('guest.js must come first');
      readExactly(guest.addFile(file.name, file.bytes));
    }
  }
  if (!guest) throw new Error('guest.js is missing');
  const booted = guest;
  for (const run of later) run();
  booted.boot(boot.memoryPages, boot.outputBytes);
  const poll = (): void => {
    const state = booted.state();
    if (state === 'booting') {
      setTimeout(poll, bootPollMs);
      return;
    }
    if (state !== 'ready') {
      reply({ type: 'failed', message: state.replace(/^failed: /, '') });
      process.exit(0);
    }
    reply({ type: 'ready' });
    serve(booted, context, boot.timeMs);
  };
  poll();
}

runSandboxChild();
