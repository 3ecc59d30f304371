// Ports of the loopback interface that nobody listens on, for programs that can't look for one themselves.

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** As many different ports; they were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
