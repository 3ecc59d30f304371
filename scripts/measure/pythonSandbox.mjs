// Prints how long a snippet takes in the sandbox, as a ratio to spawning `python3 -I file.py` in the same run, turn by turn so
// that both see the same machine. Absolute times are shown for orientation only. Run: npx tsx scripts/measure/pythonSandbox.mjs

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSandbox } from '../buildSandbox.mjs';

const rounds = Number(process.argv[2] ?? 100);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { PythonSandbox } = await import('../../src/core/python/pythonSandbox.ts');
const snippet = 'def add(a, b):\n    return a + b\n\nprint(add(5, 5))\n';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The fastest interpreter of this machine, itself and not a version manager's shim: the reference must not be slower than it is. */
function findPython(file) {
  let best;
  for (const command of ['python3', '/usr/bin/python3', '/opt/homebrew/bin/python3', 'python']) {
    let path;
    try {
      path = execFileSync(command, ['-I', '-c', 'import sys; print(sys.executable)'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      continue;
    }
    const times = Array.from({ length: 7 }, () => {
      const at = performance.now();
      spawnSync(path, ['-I', file], { stdio: ['ignore', 'pipe', 'pipe'] });
      return performance.now() - at;
    });
    if (!best || median(times) < best.time) best = { path, time: median(times) };
  }
  return best?.path;
}

const sandboxDirectory = join(root, 'dist', 'sandbox');
await buildSandbox(sandboxDirectory);
const sandbox = new PythonSandbox({ sandboxDirectory, size: 1 });
const directory = mkdtempSync(join(tmpdir(), 'iso-speed-bench-measure-'));
try {
  const begun = performance.now();
  const signal = new AbortController().signal;
  await sandbox.start();
  const handshake = performance.now() - begun;
  await sandbox.run(snippet, signal);
  console.log(
    `start() ${handshake.toFixed(0)} ms; first snippet finished after ${(performance.now() - begun).toFixed(0)} ms`,
  );
  const file = join(directory, 'answer.py');
  writeFileSync(file, snippet);
  const python = findPython(file);
  const inSandbox = [];
  const spawned = [];
  for (let round = 0; round < rounds; round += 1) {
    let at = performance.now();
    await sandbox.run(snippet, signal);
    inSandbox.push(performance.now() - at);
    if (python) {
      at = performance.now();
      spawnSync(python, ['-I', file], { stdio: ['ignore', 'pipe', 'pipe'] });
      spawned.push(performance.now() - at);
    }
  }
  console.log(`sandbox: median ${median(inSandbox).toFixed(2)} ms a snippet over ${rounds}`);
  if (python) {
    console.log(`python3 -I: median ${median(spawned).toFixed(2)} ms a snippet over ${rounds}`);
    console.log(`ratio sandbox / python3: ${(median(inSandbox) / median(spawned)).toFixed(2)}`);
  } else {
    console.log('no python3 on this machine: no reference, no ratio');
  }
} finally {
  await sandbox.dispose();
  rmSync(directory, { recursive: true, force: true });
}
