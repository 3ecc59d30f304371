// The ground the model API servers of the tests stand on: a real HTTP server on 127.0.0.1 that keeps a log of what reached it.
// It knows nothing of any vendor's protocol, and it never listens anywhere but on the loopback interface.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. Times are ms of `performance.now()`. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; `{}` when the body was empty or is something else, such as a form or lines. */
  body: { [name: string]: unknown };
  /** The body as it came. */
  text: string;
  /** The client's port: the same for requests on one connection. */
  clientPort: number;
  arrivedAt: number;
  closedAt: number | null;
  /** True when the client went away before the response was complete. */
  wasAborted: boolean;
  /** Resolves when the exchange is over: answered, cut, or left by the client. */
  closed: Promise<void>;
}

export interface TestServer {
  /** `http://127.0.0.1:PORT`, without a path. */
  url: string;
  /** Everything that arrived, in order. */
  requests: ReceivedRequest[];
  /** Resolves when `count` requests have arrived in all. */
  arrived(count: number): Promise<void>;
  /** Cuts what is open and stops listening. */
  close(): Promise<void>;
}

const cutByServer = new WeakSet<ServerResponse>();

/** Destroys the connection, as a server that dies does. */
export function cutConnection(response: ServerResponse): void {
  cutByServer.add(response);
  response.destroy();
}

/** Answers one request. What it throws ends the exchange with status 500 and its message. */
export type RequestHandler = (request: ReceivedRequest, response: ServerResponse) => Promise<void>;

/** Starts a server on a free port of 127.0.0.1, or on `port`. */
export async function startServer(handler: RequestHandler, port = 0): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];

  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const isForm = /^(multipart\/|application\/jsonl)/.test(incoming.headers['content-type'] ?? '');
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text === '' || isForm ? {} : (JSON.parse(text) as { [name: string]: unknown }),
        text,
        clientPort: incoming.socket.remotePort ?? 0,
        arrivedAt: performance.now(),
        closedAt: null,
        wasAborted: false,
        closed: new Promise((resolve) => {
          response.once('close', () => {
            request.closedAt = performance.now();
            request.wasAborted = !response.writableFinished && !cutByServer.has(response);
            resolve();
          });
        }),
      };
      requests.push(request);
      waiting = waiting.filter((one) => {
        if (requests.length < one.count) return true;
        one.resolve();
        return false;
      });
      handler(request, response).catch((error: unknown) => {
        if (response.destroyed) return;
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(String(error));
      });
    });
  });

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    arrived: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
