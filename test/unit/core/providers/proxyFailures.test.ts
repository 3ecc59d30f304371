// A proxy that is down, wants to know who asks, or lets nothing through: it is named, and not the model API behind it.

import assert from 'node:assert/strict';
import { connectOllama } from '../../../../src/core/providers/connectOllama';
import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import type { Environment, Provider, ProviderError } from '../../../../src/core/providers/provider';
import { takeWayOut } from '../../../../src/core/providers/wayOut';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import { startProxyServer, type ProxyServer } from '../../../servers/proxyServer';

const openAi = (baseUrl: string): Promise<Provider> =>
  connectOpenAi(
    { label: 'OpenAI', defaultBaseUrl: '', isLocal: false, asksForUsage: true, isOpenAi: true },
    { apiKey: 'sk-test-0123456789abcdef', baseUrl },
  );

describe('a proxy', () => {
  let proxy: ProxyServer;
  before(async () => {
    proxy = await startProxyServer({}, 'me:right');
  });
  after(() => proxy.close());
  afterEach(() => takeWayOut({}));

  async function errorOf(environment: Environment, provider: Promise<Provider>): Promise<ProviderError> {
    takeWayOut(environment);
    return providerErrorOf(await listenedAsk(await provider));
  }

  const deadProxy = /^The proxy that .* is reached through can't be reached itself: 127\.0\.0\.1:9, ECONNREFUSED\./;
  const cases: [
    what: string,
    variable: string,
    address: (url: string) => string,
    to: string,
    words: RegExp,
    again: boolean,
  ][] = [
    ['is down', 'HTTP_PROXY', () => 'http://127.0.0.1:9', 'http://model.test/v1', deadProxy, true],
    ['is down, for HTTPS', 'HTTPS_PROXY', () => 'http://127.0.0.1:9', 'https://model.test/v1', deadProxy, true],
    ['is down, for all', 'ALL_PROXY', () => 'http://me:secret@127.0.0.1:9', 'https://model.test/v1', deadProxy, true],
    [
      'is unknown',
      'HTTPS_PROXY',
      () => 'http://proxy.invalid:3128',
      'https://model.test/v1',
      /itself: proxy\.invalid:3128, E(NOTFOUND|AI_AGAIN)\./,
      true,
    ],
    [
      'wants a password',
      'HTTPS_PROXY',
      (url) => url,
      'https://model.test/v1',
      /asks for a user name and a password: 127.* answered 407\. .*http:\/\/user:password@/,
      false,
    ],
    [
      'wants another password',
      'HTTP_PROXY',
      (url) => url.replace('//', '//me:wr0ng@'),
      'http://model.test/v1',
      /asks for a user name and a password/,
      false,
    ],
    [
      'lets nothing through',
      'HTTP_PROXY',
      (url) => url.replace('//', '//me:right@'),
      'http://model.test/v1',
      /did not let the request through: 127.* answered 502\. .*NO_PROXY/,
      true,
    ],
  ];
  for (const [what, variable, address, to, words, isRetryable] of cases)
    it(`that ${what} is named`, async () => {
      const error = await errorOf({ [variable]: address(proxy.url) }, openAi(to));
      assert.match(error.message, words);
      assert.match(error.message, /OpenAI \(model\.test\)/);
      assert.doesNotMatch(error.message, /wr0ng|right|secret|Nothing listens/);
      assert.deepEqual([error.kind, error.isRetryable], ['network', isRetryable]);
    });

  it('that is down is named for other protocols', async () => {
    const error = await errorOf({ HTTP_PROXY: '127.0.0.1:9' }, connectOllama({ baseUrl: 'http://model.test:11434' }));
    assert.match(error.message, deadProxy);
  });

  it('is not named where none is in the way', async () => {
    const past = { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'model.invalid' };
    assert.match(
      (await errorOf(past, openAi('http://model.invalid/v1'))).message,
      /^The host of OpenAI, model\.invalid/,
    );
    assert.match((await errorOf(past, openAi('http://127.0.0.1:9/v1'))).message, /^Nothing listens at http:\/\/127/);
  });
});
