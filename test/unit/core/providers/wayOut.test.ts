// How requests leave this machine: through the proxy of the house, and to no host that was not asked.

import assert from 'node:assert/strict';
import { BadAddress } from '../../../../src/core/providers/badAddress';
import { proxiesOf, proxyFor } from '../../../../src/core/providers/proxies';
import type { HttpAnswer, HttpRequest } from '../../../../src/core/providers/exchange';
import { RedirectedAway, sendOut, takeWayOut } from '../../../../src/core/providers/wayOut';
import { readText } from '../../../../src/core/streams/readText';
import type { WireListener } from '../../../../src/core/streams/wireListener';
import type { Environment } from '../../../../src/core/providers/provider';
import { startProxyServer, type ProxyServer } from '../../../servers/proxyServer';
import { startServer, type TestServer } from '../../../servers/testServer';

describe('proxiesOf', () => {
  const cases: [Environment, ReturnType<typeof proxiesOf>][] = [
    [{}, null],
    [{ NO_PROXY: 'x' }, null],
    [{ HTTP_PROXY: '', https_proxy: '  ' }, null],
    [{ HTTPS_PROXY: 'http://p:1' }, { https: 'http://p:1', no: '' }],
    [{ HTTPS_PROXY: 'p:1' }, { https: 'http://p:1', no: '' }],
    [
      { HTTP_PROXY: 'http://upper:1', http_proxy: 'http://lower:1' },
      { http: 'http://lower:1', no: '' },
    ],
    [
      { ALL_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:1' },
      { http: 'http://q:1', https: 'http://p:1', no: '' },
    ],
    [
      { HTTPS_PROXY: 'https://me:pass@p', no_proxy: 'a.example' },
      { https: 'https://me:pass@p', no: 'a.example' },
    ],
  ];
  for (const [environment, proxies] of cases)
    it(`reads ${JSON.stringify(environment)}`, () => assert.deepEqual(proxiesOf(environment), proxies));

  for (const [variable, value] of [
    ['HTTPS_PROXY', 'socks5://me:S3cret@p:1'],
    ['HTTP_PROXY', 'http://me:S3cret@p:99999'],
    ['ALL_PROXY', 'not an S3cret address'],
  ] as const)
    it(`refuses ${value} without repeating it`, () =>
      assert.throws(
        () => proxiesOf({ [variable]: value }),
        (error: Error) =>
          error instanceof BadAddress &&
          error.message.startsWith(`${variable}: expected`) &&
          !error.message.includes('S3cret'),
      ));
});

describe('proxyFor', () => {
  const proxies = { http: 'http://p', https: 'http://s', no: '' };
  const through = (url: string, no = ''): string | undefined => proxyFor(new URL(url), { ...proxies, no });

  it('is that of the scheme, and none for this machine', () => {
    assert.equal(through('http://h.example/v1'), 'http://p');
    assert.equal(through('https://h.example/v1'), 'http://s');
    assert.equal(proxyFor(new URL('https://h.example'), { http: 'http://p', no: '' }), undefined);
    for (const url of ['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1'])
      assert.equal(through(url), undefined, url);
  });

  it('is none for the hosts of NO_PROXY and those below them', () => {
    const excepted: [no: string, url: string][] = [
      ['*', 'http://any.example'],
      ['h.example', 'http://h.example'],
      ['a.b, H.Example', 'http://h.example'],
      ['example', 'http://h.example'],
      ['.example', 'http://h.example'],
      ['*.example', 'http://h.example'],
      ['h.example:8080', 'http://h.example:8080'],
      ['h.example:443', 'https://h.example'],
      ['10.0.0.1', 'http://10.0.0.1:11434'],
      ['fd00::1', 'http://[fd00::1]:11434'],
    ];
    for (const [no, url] of excepted) assert.equal(through(url, no), undefined, `${no} ${url}`);
    const others: [no: string, url: string][] = [
      ['', 'http://h.example'],
      ['ample', 'http://h.example'],
      ['h.example:8080', 'http://h.example'],
      ['h.example.org', 'http://h.example'],
      ['fd00::2', 'http://[fd00::1]:1'],
    ];
    for (const [no, url] of others) assert.equal(through(url, no), 'http://p', `${no} ${url}`);
  });
});

describe('the way out', () => {
  let server: TestServer;
  const proxies: ProxyServer[] = [];
  before(async () => {
    server = await startServer((request, response) => {
      const location = /^\/to\/(.*)$/.exec(request.path)?.[1];
      if (location === undefined) response.end(JSON.stringify([request.method, request.path, request.body]));
      else
        response
          .writeHead(Number(request.headers['x-status'] ?? 307), { location: decodeURIComponent(location) })
          .end('moved');
      return Promise.resolve();
    });
  });
  after(() => server.close());
  afterEach(async () => {
    takeWayOut({});
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });

  const { signal } = new AbortController();
  const get: HttpRequest = { method: 'GET', headers: {}, signal };
  const post: HttpRequest = {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
    signal,
  };
  const jsonOf = async ({ body }: HttpAnswer): Promise<unknown> => JSON.parse(await readText(body, 1000));
  async function proxied(login?: string): Promise<ProxyServer> {
    const proxy = await startProxyServer({ 'model.test': new URL(server.url).port }, login);
    proxies.push(proxy);
    return proxy;
  }

  for (const login of [undefined, 'me:p@ss/w0rd'])
    it(`takes the proxy that the environment names${login ? ', with user name and password' : ''}`, async () => {
      const proxy = await proxied(login);
      const [user, password] = (login ?? '').split(':').map(encodeURIComponent);
      const address = login ? proxy.url.replace('//', `//${user}:${password}@`) : proxy.url;
      takeWayOut({ HTTP_PROXY: address });
      const response = await sendOut('http://model.test/v1', post);
      assert.deepEqual(await jsonOf(response), ['POST', '/v1', { a: 1 }]);
      assert.equal(proxy.asked.length, 1);
      assert.match(proxy.asked[0]!, /model\.test/);
    });

  it('says when a connection had to be made through a proxy, and keeps it', async () => {
    const proxy = await proxied();
    takeWayOut({ HTTP_PROXY: proxy.url });
    const wasMade: boolean[] = [];
    let clock = 0;
    const wire: WireListener = {
      now: () => ++clock,
      onDispatched: (_at, connectingAt) => wasMade.push(connectingAt !== null),
      onArrival: () => undefined,
      onEnd: () => undefined,
    };
    for (let turn = 0; turn < 2; turn++) await jsonOf(await sendOut('http://model.test/v1', { ...post, wire }));
    assert.deepEqual(wasMade, [true, false]);
    assert.equal(proxy.asked.length, 1);
  });

  it('goes past it where NO_PROXY says so, and to this machine', async () => {
    const proxy = await proxied();
    takeWayOut({ HTTP_PROXY: proxy.url, NO_PROXY: 'other.test' });
    assert.equal((await sendOut(`${server.url}/v1`, get)).status, 200);
    await assert.rejects(sendOut('http://other.test:9/v1', get));
    assert.deepEqual(proxy.asked, []);
    takeWayOut({});
    await assert.rejects(sendOut('http://model.test:9/v1', get));
    assert.deepEqual(proxy.asked, []);
  });

  it('aborts through a proxy, too', async () => {
    const proxy = await proxied();
    takeWayOut({ HTTP_PROXY: proxy.url });
    const stop = AbortSignal.abort(new Error('changed my mind'));
    await assert.rejects(sendOut('http://model.test/v1', { ...post, signal: stop }), /changed my mind/);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    const to = (location: string): Promise<HttpAnswer> =>
      sendOut(`${server.url}/to/${encodeURIComponent(location)}`, {
        ...post,
        headers: { ...post.headers, 'x-status': String(status) },
      });
    it(`follows ${status} on the same host, with the request as it was`, async () => {
      for (const location of ['/moved', `${server.url}/moved`, '../moved'])
        assert.deepEqual(await jsonOf(await to(location)), ['POST', '/moved', { a: 1 }], location);
    });
    it(`follows ${status} to no other host`, async () => {
      for (const location of [
        'http://other.example/v1',
        '//other.example/v1',
        'https://127.0.0.1/v1',
        'http://127.0.0.1:1/',
        'http://localhost/',
      ])
        await assert.rejects(to(location), (error) => error instanceof RedirectedAway, location);
      await assert.rejects(to('http://'), /an address that is none/);
    });
  }

  it('gives up a circle', async () => {
    let at = '/to/x';
    for (let depth = 0; depth < 8; depth++) at = `/to/${encodeURIComponent(at)}`;
    await assert.rejects(sendOut(server.url + at, get), /redirected more than 5 times/);
  });
});
