// Servers of a test, and providers that are led to them.

import { connectOllama } from '../../../../src/core/providers/connectOllama';
import { modelApis } from '../../../../src/core/providers/modelApis';
import type { Provider } from '../../../../src/core/providers/provider';
import { startOllamaServer, type OllamaServerOptions } from '../../../servers/startOllamaServer';
import { startOpenAiServer, type OpenAiServerOptions } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';

const servers: TestServer[] = [];

/** A server that is closed after the test. */
export async function opened(server: Promise<TestServer>): Promise<TestServer> {
  servers.push(await server);
  return servers.at(-1)!;
}

/** The service `id` as the list of model APIs has it, moved to a server of our own. */
export async function service(
  id: string,
  options: OpenAiServerOptions = {},
): Promise<{ provider: Provider; server: TestServer }> {
  const server = await opened(startOpenAiServer(options));
  const api = modelApis([]).find((one) => one.id === id)!;
  return { server, provider: await api.connect({ baseUrl: `${server.url}/v1` }) };
}

export async function ollama(options: OllamaServerOptions = {}): Promise<{ provider: Provider; server: TestServer }> {
  const server = await opened(startOllamaServer(options));
  return { server, provider: await connectOllama({ baseUrl: server.url }) };
}

/** For after each test. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}
