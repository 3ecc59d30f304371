// One request over one connection: what it was told of the connection, how it ends, and bodies as servers pack them.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpRequest } from '../../../../src/core/providers/exchange';
import { sendOut } from '../../../../src/core/providers/wayOut';
import { readText } from '../../../../src/core/streams/readText';
import type { WireListener } from '../../../../src/core/streams/wireListener';
import { startServer, type TestServer } from '../../../servers/testServer';

describe('an exchange', () => {
  let server: TestServer;
  let respond: (response: ServerResponse) => void | Promise<void>;
  before(async () => {
    server = await startServer(async (_request, response) => respond(response));
  });
  after(() => server.close());

  const ask = (more: Partial<HttpRequest> = {}, url = server.url): Promise<HttpAnswer> =>
    sendOut(url, { method: 'GET', headers: {}, signal: new AbortController().signal, ...more });
  const textOf = async (more: Partial<HttpRequest> = {}): Promise<string> => readText((await ask(more)).body, 1000);

  it('says when a connection had to be made for it, and nothing where one was open', async () => {
    respond = (response) => void response.end('ok');
    const before = server.requests.length;
    const told: [number, number | null][] = [];
    let clock = 0;
    const wire: WireListener = {
      now: () => ++clock,
      onDispatched: (at, connectingAt) => told.push([at, connectingAt]),
      onArrival: () => undefined,
      onEnd: () => undefined,
    };
    for (let turn = 0; turn < 2; turn++) assert.equal(await textOf({ wire }), 'ok');
    const [first, second] = told;
    assert.ok(first![1] !== null && first![1] < first![0], JSON.stringify(told));
    assert.equal(second![1], null);
    assert.equal(server.requests[before]!.clientPort, server.requests[before + 1]!.clientPort);
  });

  const said = 'data: {"a":"é世🌍"}\n\n';
  const packed: [string, Buffer][] = [
    ['gzip', gzipSync(said)],
    ['x-gzip', gzipSync(said)],
    ['deflate', deflateSync(said)],
    ['deflate', deflateRawSync(said)],
    ['br', brotliCompressSync(said)],
    ['GZIP ', gzipSync(said)],
    ['identity', Buffer.from(said)],
    // A proxy has unpacked it and left the header.
    ['gzip', Buffer.from(said)],
  ];
  for (const [coding, bytes] of packed)
    it(`unpacks ${coding} of ${bytes.length} bytes, torn at every byte`, async () => {
      respond = async (response) => {
        response.writeHead(200, { 'content-encoding': coding });
        for (const byte of bytes) {
          response.write(Buffer.of(byte));
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      };
      assert.equal(await textOf(), said);
    });

  it('gives what there is of a packed body that was cut off, and says when one is broken', async () => {
    const bytes = gzipSync(Buffer.from('x'.repeat(100)));
    respond = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes.subarray(0, -8));
    assert.equal(await textOf(), 'x'.repeat(100));
    respond = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.of(0x1f, 0, 0));
    await assert.rejects(textOf(), /incorrect header check/);
    respond = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all');
    assert.equal(await textOf(), 'no gzip at all');
    respond = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end();
    assert.equal(await textOf(), '');
  });

  it('unpacks no more than is read, and closes the connection of the rest', async () => {
    // 64 MiB in 64 KiB.
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    respond = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).write(bomb);
    const before = server.requests.length;
    const memory = process.memoryUsage.rss();
    assert.equal((await readText((await ask()).body, 1000)).length, 1000);
    await server.requests[before]!.closed;
    assert.equal(server.requests[before]!.wasAborted, true);
    assert.ok(process.memoryUsage.rss() - memory < 32 * 1024 * 1024);
  });

  it('reads headers that are no ASCII as the bytes they are', async () => {
    respond = (response) => {
      response.socket!.end(
        Buffer.from('HTTP/1.1 200 OK\r\nX-Model: 世\r\nX-Twice: a\r\nX-Twice: b\r\nContent-Length: 0\r\n\r\n'),
      );
    };
    const { headers, body } = await ask();
    assert.equal(headers.get('x-model'), Buffer.from('世').toString('latin1'));
    assert.equal(headers.get('x-twice'), 'a, b');
    assert.equal(await readText(body, 10), '');
  });

  it('passes over what comes before the answer', async () => {
    respond = (response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(201).end('ok');
    };
    const answer = await ask();
    assert.deepEqual([answer.status, await readText(answer.body, 10)], [201, 'ok']);
  });

  it('ends with the reason of its signal: before it is sent, without an answer, and in the middle of one', async () => {
    const reason = new Error('changed my mind');
    await assert.rejects(ask({ signal: AbortSignal.abort(reason) }), reason);

    const waiting = new AbortController();
    const before = server.requests.length;
    respond = () => waiting.abort(reason);
    await assert.rejects(ask({ signal: waiting.signal }), reason);
    await server.requests[before]!.closed;
    assert.equal(server.requests[before]!.wasAborted, true);

    const reading = new AbortController();
    respond = (response) => void response.write('half');
    const { body } = await ask({ signal: reading.signal });
    reading.abort(reason);
    await assert.rejects(readText(body, 1000), reason);
    await server.requests[before + 1]!.closed;
  });

  it('ends at once while the connection is still being made', async () => {
    // Takes the connection and never says a word of TLS.
    const silent = createServer((socket) => socket.on('error', () => undefined));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const stop = new AbortController();
    silent.once('connection', (socket) => {
      stop.abort(new Error('changed my mind'));
      socket.destroy();
    });
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await assert.rejects(ask({ signal: stop.signal }, url), /changed my mind/);
    silent.close();
  });

  it('gives the failure of a connection that is cut, with what came before it', async () => {
    respond = (response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half', () => response.destroy());
    };
    const { body } = await ask();
    assert.equal(Buffer.from((await body.next())!.bytes).toString(), 'half');
    await assert.rejects(body.next(), /closed|terminated/);
  });
});
