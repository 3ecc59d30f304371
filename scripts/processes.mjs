// Starting and ending child processes the same way on every platform.
// Nothing here knows about the project's stages; it never ends a process that it did not start.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const isWindows = process.platform === 'win32';

/**
 * Runs a program to its end with its output on ours.
 * @param {string} command @param {string[]} args @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program to its end and keeps what it wrote, as it came.
 * @param {string} command @param {string[]} args @param {{cwd?: string, env?: NodeJS.ProcessEnv, priority?: number}} [options]
 *   `priority`: one of `os.constants.priority`, for what may give way to others
 * @returns {Promise<{exitCode: number, output: string}>} the exit code is 1 when a signal ended it
 */
export function runCaptured(command, args, { priority, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    if (priority !== undefined && child.pid !== undefined) os.setPriority(child.pid, priority);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/**
 * Runs a program quietly. Its output becomes part of the error when it fails.
 * @param {string} command @param {string[]} args @param {{cwd?: string, env?: NodeJS.ProcessEnv, input?: Buffer}} [options]
 * @returns {Promise<string>} what it wrote to stdout
 */
export function runQuietly(command, args, { input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`\`${command} ${args.join(' ')}\` ended with ${code}:\n${(stderr || stdout).trim()}`));
    });
    // A program that stops reading early tells us so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * How to call the machine's npm: npm tells its scripts where it is, and on Windows `npm` alone is no program.
 * @returns {{command: string, args: string[]}}
 */
export function npmCommand() {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js')) return { command: process.execPath, args: [cli] };
  const besideNode = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (isWindows && existsSync(besideNode)) return { command: process.execPath, args: [besideNode] };
  return { command: 'npm', args: [] };
}

/** The options for `spawn` with which `endTree` can end the child and everything that it starts. */
export const treeOptions = { detached: !isWindows };

/**
 * Ends a child started with `treeOptions` and all that it started, and waits until it is gone.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endTree(child) {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = hasEnded() ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
  signalTree(child, 'SIGTERM');
  const forced = setTimeout(() => signalTree(child, 'SIGKILL'), 3_000);
  await ended;
  clearTimeout(forced);
  // The leader is gone; what it started may have ignored the first signal.
  signalTree(child, 'SIGKILL');
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
export function signalTree(child, signal) {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' }).once('error', () => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The first program of these names on PATH, or undefined. @param {string[]} names */
export function findOnPath(names) {
  const endings = isWindows ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (folder !== '' && existsSync(file)) return file;
      }
    }
  }
  return undefined;
}
