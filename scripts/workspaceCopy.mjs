// A throw-away copy of a workspace folder and an environment without anybody's keys: what every automated VS Code is opened on.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * Copies a folder, without the runs in it, to a temporary place under the same name.
 * @param {string} folder
 * @returns {Promise<{folder: string, remove: () => Promise<void>}>}
 */
export async function copyWorkspace(folder) {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-'));
  const copy = path.join(parent, path.basename(folder));
  await cp(folder, copy, { recursive: true, filter: (source) => path.relative(folder, source) !== 'runs' });
  return { folder: copy, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Changes to the environment that take away keys and addresses of model APIs, so that tests behave the same on every machine.
 * @returns {{[name: string]: undefined}}
 */
export function withoutModelApis() {
  const names = Object.keys(process.env).filter((name) => /_API_KEY$|_BASE_URL$|^OLLAMA_|^ISO_SPEED_BENCH_/.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
