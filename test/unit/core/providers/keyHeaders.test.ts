// The header that carries the key, by the address it goes to.

import assert from 'node:assert/strict';
import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import { takeWayOut } from '../../../../src/core/providers/wayOut';
import { listenedAsk } from '../../../servers/listenedAsk';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import { startProxyServer } from '../../../servers/proxyServer';

const key = 'sk-test-0123456789abcdef';
const token = 'eyJ0eXAi.eyJhdWQi.c2ln';

describe('the key of a service', () => {
  afterEach(() => takeWayOut({}));

  /** The headers that came, of a host that only the proxy knows. */
  async function sentTo(host: string, apiKey: string | undefined): Promise<(string | undefined)[]> {
    const server = await startOpenAiServer({});
    const proxy = await startProxyServer({ [host]: new URL(server.url).port });
    try {
      takeWayOut({ HTTP_PROXY: proxy.url });
      const settings = { label: 'OpenAI', defaultBaseUrl: '', isLocal: false, asksForUsage: true, isOpenAi: true };
      const connection = { baseUrl: `http://${host}/openai/v1`, ...(apiKey === undefined ? {} : { apiKey }) };
      await listenedAsk(await connectOpenAi(settings, connection));
      const headers = server.requests[0]!.headers;
      return [headers['api-key'], headers['authorization']].map((value) => value?.toString());
    } finally {
      await proxy.close();
      await server.close();
    }
  }

  for (const host of [
    'me.openai.azure.com',
    'me.openai.azure.us',
    'me.cognitiveservices.azure.com',
    'me.services.ai.azure.com',
    'me.azure-api.net',
  ])
    it(`goes into the header of Azure's own at ${host}`, async () => {
      assert.deepEqual(await sentTo(host, key), [key, undefined]);
    });

  it('is a token of Entra where it is one', async () => {
    assert.deepEqual(await sentTo('me.openai.azure.com', token), [undefined, `Bearer ${token}`]);
  });

  for (const host of [
    'me.models.ai.azure.com',
    'api.openai.test',
    'openai.azure.com.evil.test',
    'myopenai.azure.com.test',
    'notazure-api.test',
  ])
    it(`goes where OpenAI has it at ${host}`, async () => {
      assert.deepEqual(await sentTo(host, key), [undefined, `Bearer ${key}`]);
    });
});
