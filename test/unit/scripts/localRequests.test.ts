// The servers for development answer to this machine only: each is started and asked under other names.

import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { createInterface } from 'node:readline';

describe('A server for development', () => {
  let server: ChildProcess;

  afterEach(async () => {
    const closed = once(server, 'close');
    server.kill();
    await closed;
  });

  /** The status of the answer. */
  function ask(url: URL, headers: IncomingHttpHeaders, method = 'GET'): Promise<number> {
    return new Promise((resolve, reject) => {
      const asking = request(url, { headers, method }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asking.on('error', reject);
      asking.end(method === 'POST' ? JSON.stringify({ messages: [{ content: 'Say x' }] }) : undefined);
    });
  }

  async function refusesStrangers(url: URL, method?: string): Promise<void> {
    assert.equal(url.hostname, '127.0.0.1');
    const port = url.port;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
      assert.equal(await ask(url, { host }, method), 200, host);
    for (const headers of [
      { host: 'evil.example' },
      { host: `evil.example:${port}` },
      { host: `127.0.0.1.evil.example:${port}` },
      { host: `localhost.:${port}` },
      { host: `localhost:${port}`, origin: 'https://evil.example' },
      { host: `localhost:${port}`, origin: 'null' },
    ])
      assert.equal(await ask(url, headers, method), 403, JSON.stringify(headers));
  }

  it('that shows the pages refuses other names', async () => {
    server = spawn(process.execPath, ['scripts/buildWebview.mjs', '--dev', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(server.stdout!)) {
      const found = /^Dev page: (\S+)/.exec(line);
      if (!found) continue;
      await refusesStrangers(new URL(found[1]!));
      return;
    }
    assert.fail('The server ended before it said where it is.');
  });

  for (const name of ['instant', 'timed'])
    it(`that is measured against (${name}) refuses other names`, async () => {
      server = fork('scripts/measure/serverProcess.ts', [name], { execArgv: ['--import', 'tsx'] });
      const [{ url }] = (await once(server, 'message')) as [{ url: string }];
      await refusesStrangers(new URL('/v1/chat/completions', url), 'POST');
    });
});
