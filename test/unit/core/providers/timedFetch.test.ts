// Bytes come through unchanged, each piece with the time it came said before it; ends, errors and aborts come through as they are.

import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { heardBy, timedFetch } from '../../../../src/core/providers/timedFetch';
import type { WireListener } from '../../../../src/core/providers/provider';

/** A listener whose clock counts its readings. */
function counting(): { wire: WireListener; told: string[] } {
  const told: string[] = [];
  let reading = 0;
  const wire: WireListener = {
    now: () => ++reading,
    onDispatched: (at) => told.push(`dispatched ${at}`),
    onArrival: (at) => told.push(`arrival ${at}`),
    onEnd: (at) => told.push(`end ${at}`),
  };
  return { wire, told };
}

describe('the timed fetch', () => {
  let server: Server;
  let respond: (response: ServerResponse) => void;
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  before((done) => {
    server = createServer((_request, response) => respond(response)).listen(0, '127.0.0.1', () => done());
  });
  after((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

  it('says when each piece came before it is handed on, and when the last one had', async () => {
    const { wire, told } = counting();
    let goOn = (): void => undefined;
    respond = (response) => {
      response.writeHead(200, { 'x-kind': 'stream' });
      response.write('one ');
      goOn = () => response.end('two');
    };
    const response = await heardBy(wire, () => timedFetch(url()));
    assert.deepEqual([response.status, response.headers.get('x-kind'), told], [200, 'stream', ['dispatched 1']]);
    const reader = response.body!.getReader();
    const text = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString();
    assert.equal(await text(), 'one ');
    assert.deepEqual(told, ['dispatched 1', 'arrival 2']);
    goOn();
    assert.equal(await text(), 'two');
    assert.equal((await reader.read()).done, true);
    assert.deepEqual(told, ['dispatched 1', 'arrival 2', 'arrival 3', 'end 4']);
  });

  it('stamps what came while nobody read, not when it is read', async () => {
    const { wire, told } = counting();
    respond = (response) => response.end('all at once');
    const response = await heardBy(wire, () => timedFetch(url()));
    while (wire.now() < 50) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await response.text(), 'all at once');
    const arrival = Number(told.find((one) => one.startsWith('arrival'))!.split(' ')[1]);
    assert.ok(arrival < 50, `it came at ${arrival}`);
  });

  it('gives the same bytes as fetch, whatever they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 256));
    respond = (response) => response.end(bytes);
    const { wire } = counting();
    const response = await heardBy(wire, () => timedFetch(url()));
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(bytes));
  });

  it('hands a broken connection on after what had come before it', async () => {
    let cut = (): void => undefined;
    respond = (response) => {
      response.write('half');
      cut = () => response.destroy();
    };
    const { wire, told } = counting();
    const reader = (await heardBy(wire, () => timedFetch(url()))).body!.getReader();
    assert.equal(Buffer.from((await reader.read()).value!).toString(), 'half');
    cut();
    await assert.rejects(reader.read());
    assert.ok(!told.some((one) => one.startsWith('end')), 'a broken stream has no end');
  });

  it('closes the socket when it is cancelled or aborted', async () => {
    for (const stop of ['cancel', 'abort'] as const) {
      let closed: Promise<unknown> = Promise.resolve();
      respond = (response) => {
        closed = new Promise((resolve) => response.once('close', resolve));
        response.write('begin');
      };
      const abort = new AbortController();
      const response = await heardBy(counting().wire, () => timedFetch(url(), { signal: abort.signal }));
      const reader = response.body!.getReader();
      await reader.read();
      if (stop === 'abort') {
        abort.abort();
        await assert.rejects(reader.read(), { name: 'AbortError' });
      } else {
        await reader.cancel();
      }
      await closed;
    }
  });

  it('is fetch itself where nobody listens', async () => {
    respond = (response) => response.end('plain');
    assert.equal(await (await timedFetch(url())).text(), 'plain');
    const { told, wire } = counting();
    await Promise.all([heardBy(wire, () => timedFetch(url())), timedFetch(url())]).then((responses) =>
      Promise.all(responses.map((one) => one.text())),
    );
    assert.equal(told.filter((one) => one.startsWith('dispatched')).length, 1, 'two calls at once are told apart');
  });
});
