// The server of `npm start` is asked as another user of this machine, or a page of another origin, could ask it: without its token it gives nothing away.

import assert from 'node:assert/strict';
import { request, type IncomingHttpHeaders } from 'node:http';
import { sharedWorkbench } from './shared';

interface Answered {
  status: number;
  body: string;
}

describe('the server of the workbench', () => {
  let start: URL;

  before(async function () {
    this.timeout(120_000);
    start = new URL((await sharedWorkbench()).address({ folder: process.cwd() }));
  });

  function ask(path: string, headers: IncomingHttpHeaders = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asking = request(new URL(path, start), { headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      asking.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, body: '' });
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  it('listens on this machine only, with a token that nobody can guess', () => {
    assert.equal(start.hostname, '127.0.0.1');
    assert.match(start.searchParams.get('tkn') ?? '', /^[0-9a-f]{48}$/);
  });

  it('gives no file and no page without its token, whoever it is said to be', async () => {
    const port = start.port;
    for (const path of ['/', '/vscode-remote-resource?path=/etc/passwd', '/?tkn=', `/?tkn=${'0'.repeat(48)}`])
      for (const headers of [
        {},
        { host: `localhost:${port}` },
        { host: 'evil.example' },
        { origin: 'https://evil.example' },
        { cookie: 'vscode-tkn=0' },
      ]) {
        const { status, body } = await ask(path, headers);
        assert.equal(status, 403, `${path} ${JSON.stringify(headers)}`);
        assert.doesNotMatch(body, /root:|workbench/);
      }
  });

  it('gives its page to who has the token', async () => {
    assert.ok([200, 302].includes((await ask(`/?tkn=${start.searchParams.get('tkn')}`)).status));
  });
});
