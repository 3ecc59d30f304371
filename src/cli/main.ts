#!/usr/bin/env -S node --
// The program `iso-speed-bench`. The only file of this world that touches `process`.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { giveWay } from '../core/ask/giveWay';
import { buildOf } from '../core/files/buildOf';
import type { CliContext } from './terminal/cliContext';
import { exitCodes } from './terminal/exitCode';
import { Interrupts } from './terminal/interrupts';
import { failureText, runCli } from './runCli';

// This file and the built `dist/node/cli.mjs` are both two folders below the package.
const packageUrl = new URL('../../', import.meta.url);

const { version } = JSON.parse(readFileSync(new URL('package.json', packageUrl), 'utf8')) as { version: string };

const distDirectory = fileURLToPath(new URL('dist/', packageUrl));
const build = buildOf(distDirectory);

const interrupts = new Interrupts(
  () => performance.now(),
  () => process.exit(exitCodes.interrupted),
);
// A closed terminal (SIGHUP) and a polite kill (SIGTERM) end a run as cleanly as Ctrl+C does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupts.receive());

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has gone (`| head`, a closed terminal); the run goes on and its folder is what counts.
    if (error.code !== 'EPIPE' && error.code !== 'EIO' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}

/** Anything but yes is no, and so is the end of the input. */
async function askAtTerminal(question: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = once(asking, 'close').then(() => '');
    // Ctrl+C makes the question fail.
    const answer = asking.question(`${question} [y/N] `).catch(() => '');
    return /^\s*y(es)?\s*$/i.test(await Promise.race([answer, ended]));
  } finally {
    asking.close();
  }
}

/** It can be removed under a shell that stands in it; nothing can be read or written then. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('The current folder is no longer there. Change to one that is, then try again.\n');
    process.exit(exitCodes.badUsage);
  }
}

const context: CliContext = {
  cwd: currentFolder(),
  environment: process.env,
  platform: process.platform,
  // Opened only by a command that reads it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  version,
  ...(build ? { build } : {}),
  distDirectory,
  ...(isatty(0) && isatty(2) ? { confirm: askAtTerminal } : {}),
  giveWay: () => giveWay('behindAsking'),
  onInterrupt: (listener) => interrupts.listen(listener),
};

// Node's own warnings tell a user nothing and would tear the live view.
if (process.env['ISO_SPEED_BENCH_DEBUG'] !== '1') process.removeAllListeners('warning');

function failAtOnce(error: unknown): void {
  process.stderr.write(`${failureText(error, context)}\n`);
  process.exit(exitCodes.badUsage);
}
process.on('uncaughtException', failAtOnce);
process.on('unhandledRejection', failAtOnce);

// Exits by name, because a socket kept alive would hold the process for seconds after its last word.
process.exit(await runCli(process.argv.slice(2), context));
