// The proxy of a house: it knows hosts that nobody else knows, asks for user name and password where it has them, and keeps a log.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export interface ProxyServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** What was asked for, in order: `CONNECT host:port` or `POST http://host/path`. */
  asked: string[];
  close(): Promise<void>;
}

/** `hosts` tells at which port of this machine a host is; `login` is `user:password`. */
export async function startProxyServer(hosts: { [host: string]: string }, login?: string): Promise<ProxyServer> {
  const asked: string[] = [];
  const isAllowed = (shown: string | undefined): boolean =>
    login === undefined || shown === `Basic ${Buffer.from(login).toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const { host, pathname, search } = new URL(incoming.url ?? '', 'http://none');
    if (!isAllowed(incoming.headers['proxy-authorization'])) return outgoing.writeHead(407).end();
    const port = hosts[host];
    if (port === undefined) return outgoing.writeHead(502).end('The proxy knows no such host.');
    const options = {
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method: incoming.method,
      headers: incoming.headers,
    };
    const onward = ask(options, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    return incoming.pipe(onward);
  });
  server.on('connect', ({ url = '', headers }, client) => {
    asked.push(`CONNECT ${url}`);
    const port = hosts[url] ?? hosts[url.replace(/:80$/, '')];
    if (!isAllowed(headers['proxy-authorization']))
      return client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    if (port === undefined) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const onward = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const)
      one.on('error', () => other.destroy());
    return client.on('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
