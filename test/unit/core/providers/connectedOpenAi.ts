// The OpenAI adapter connected to a server that speaks the protocol over a real socket.

import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import type { OpenAiSettings } from '../../../../src/core/providers/openaiClient';
import type { Connection, Provider } from '../../../../src/core/providers/provider';
import { startOpenAiServer, type OpenAiServerOptions } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';

export const settings: OpenAiSettings = {
  label: 'OpenAI',
  defaultBaseUrl: 'https://api.openai.com/v1',
  keyVariable: 'OPENAI_API_KEY',
  isLocal: false,
  asksForUsage: true,
  isOpenAi: true,
};
export const key = 'sk-test-0123456789abcdef';
export const ask = { model: 'openai~gpt-4o' };

type Connect = (
  options?: OpenAiServerOptions,
  connection?: Partial<Connection>,
  own?: Partial<OpenAiSettings>,
) => Promise<{ provider: Provider; server: TestServer }>;

/** Call it inside `describe`: what it gives starts a server for the test that runs, and connects to it. */
export function usingOpenAi(): Connect {
  const servers: TestServer[] = [];
  before(async () => {
    await connectOpenAi(settings, {});
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (options = {}, connection = {}, own = {}) => {
    const server = await startOpenAiServer(options);
    servers.push(server);
    const reached = { apiKey: key, baseUrl: `${server.url}/v1`, ...connection };
    return { server, provider: await connectOpenAi({ ...settings, ...own }, reached) };
  };
}
