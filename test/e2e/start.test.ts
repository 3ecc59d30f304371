// `npm start` as a person on a fresh machine meets it, without a desktop VS Code: an address, a first run by itself, an end at Ctrl+C.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Starts `npm start`'s program and collects what it prints. */
function start(flag: string): {
  child: ChildProcess;
  output: () => string;
  printed: (pattern: RegExp) => Promise<string>;
} {
  const child = spawn(process.execPath, ['scripts/start.mjs', flag], {
    cwd: projectFolder,
    env: { ...process.env, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const printed = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(output);
        if (match) resolve(match[0]);
      };
      child.stdout.on('data', look);
      child.once('exit', () => reject(new Error(`It ended before it printed ${pattern}:\n${output}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output, printed };
}

describe('npm start without a desktop VS Code', () => {
  it('starts the first benchmark by itself and shows it to the end', async () => {
    const { child, output } = start('--headless-check');
    const [exitCode] = (await once(child, 'close')) as [number | null];
    assert.equal(exitCode, 0, output());
    assert.match(output(), /The first run has finished:\n[#x!\n]+\n/);
  });

  it('prints its address and ends everything at Ctrl+C', async function () {
    // Windows has no signal that stands for Ctrl+C.
    const signal = process.platform === 'win32' ? 'SIGTERM' : 'SIGINT';
    const { child, printed } = start('--browser');
    const address = await printed(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
    await printed(/Ctrl\+C/);
    // The server takes the token out of the address and keeps it in a cookie, as it would in a browser.
    const entry = await fetch(address, { redirect: 'manual' });
    const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
    const inside = new URL(entry.headers.get('location') ?? '', address);
    assert.equal((await fetch(inside, { headers: { cookie } })).status, 200);
    // Other users of this machine know the port, but not the token that is in the address.
    for (const path of ['/', '/vscode-remote-resource?path=/etc/hostname', '/?tkn=guessed']) {
      assert.equal((await fetch(new URL(path, address))).status, 403, path);
    }
    child.kill(signal);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    assert.equal(exitCode, process.platform === 'win32' ? null : 0);
    await assert.rejects(fetch(address), 'the server still answers');
  });
});
