// The program of a sandbox child process. It is sent over standard input to a Node process that may read no file, write none,
// start nothing and has an empty environment. It makes the vm context, boots the guest in it and then only answers requests,
// synchronously: the event loop never turns again, so no timer, promise or callback of a snippet can ever run.

import { setFlagsFromString } from 'node:v8';
import { runInContext, Script } from 'node:vm';
import { createSandboxContext } from './createSandboxContext';
import { readExactly, readRequest, receive, reply } from './sandboxPipe';
import { sandboxPermissions } from './sandboxPermissions';
import type { GuestResult, SandboxGuest } from './sandboxGuestTypes';

/**
 * How much of a function must have run before V8 compiles it again, optimized; ten times its default. Booting runs much of the interpreter
 * a little, and compiling all of that cost a third of a boot, while the hot parts of a snippet reach the larger number as soon.
 */
const tieringBudget = 18_000_000;
const bootPollMs = 2;
/** The parent ends a snippet at its limit; so long after it, it must be that the parent is gone. */
const orphanGraceMs = 2000;

function serve(guest: SandboxGuest, context: object, timeMs: number): never {
  // Run as a script because only that has a time-out, whose watchdog is a thread outside JavaScript.
  const call = new Script('__guest.run()', { filename: 'sandbox:run' });
  const runGuest = (): string => call.runInContext(context, { timeout: timeMs + orphanGraceMs }) as string;
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
  reply({ type: 'handshake', permissions: sandboxPermissions() });
  const boot = readRequest();
  if (boot.type !== 'boot') throw new Error(`unexpected ${boot.type}`);
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
  const context = createSandboxContext();
  const guest = receiveGuest(boot.files, context);
  guest.boot(boot.memoryPages, boot.outputBytes);
  whenBooted(guest, () => serve(guest, context, boot.timeMs));
}

/** Reads the files: gives data to the guest and runs the scripts, the guest's own first, for it installs what the others look for. */
function receiveGuest(files: readonly { name: string; bytes: number }[], context: object): SandboxGuest {
  let guest: SandboxGuest | undefined;
  const others: [name: string, source: Buffer][] = [];
  for (const { name, bytes } of files) {
    if (name === 'guest.js') {
      runScript(name, receive(bytes), context);
      guest = runInContext('__guest', context) as SandboxGuest;
    } else if (name.endsWith('.js')) {
      others.push([name, receive(bytes)]);
    } else {
      if (!guest) throw new Error('guest.js must come first');
      readExactly(guest.addFile(name, bytes));
    }
  }
  if (!guest) throw new Error('guest.js is missing');
  for (const [name, source] of others) runScript(name, source, context);
  return guest;
}

function runScript(name: string, source: Buffer, context: object): void {
  new Script(source.toString('utf8'), { filename: `sandbox:${name}` }).runInContext(context);
}

/** Calls back when the guest is ready; ends the process when it can't be. */
function whenBooted(guest: SandboxGuest, then: () => void): void {
  const state = guest.state();
  if (state === 'booting') {
    setTimeout(() => whenBooted(guest, then), bootPollMs);
    return;
  }
  if (state !== 'ready') {
    reply({ type: 'failed', message: state.replace(/^failed: /, '') });
    process.exit(0);
  }
  reply({ type: 'ready' });
  then();
}

runSandboxChild();
