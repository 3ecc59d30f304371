// What an error advises fits its cause: where to sign in, which part of an address is wrong.

import assert from 'node:assert/strict';
import { connectOllama } from '../../../../src/core/providers/connectOllama';
import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import type { Behavior } from '../../../servers/behavior';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';

const failing = (status: number, body: object | string): Behavior => ({
  failure: { status, message: '', rawBody: typeof body === 'string' ? body : JSON.stringify(body) },
});

async function ollamaSays(model: string, reply: Behavior): Promise<string> {
  const server = await startOllamaServer({ reply });
  try {
    const provider = await connectOllama({ baseUrl: server.url });
    return providerErrorOf(await listenedAsk(provider, { model })).message;
  } finally {
    await server.close();
  }
}

async function openAiSays(path: string, reply: Behavior): Promise<string> {
  const server = await startOpenAiServer({ reply });
  try {
    const provider = await connectOpenAi(
      { label: 'OpenAI', defaultBaseUrl: '', isLocal: false, asksForUsage: true, isOpenAi: true },
      { apiKey: 'sk-test-0123456789abcdef', baseUrl: `${server.url}${path}` },
    );
    return providerErrorOf(await listenedAsk(provider, { model: 'openai~m' })).message;
  } finally {
    await server.close();
  }
}

describe("an error's advice", () => {
  const unauthorized = failing(401, { error: 'unauthorized' });

  it("is to sign in where a model runs in Ollama's cloud", async () => {
    for (const model of ['ollama~gpt-oss:120b-cloud', 'ollama~qwen3-coder:480b-cloud'])
      assert.match(
        await ollamaSays(model, unauthorized),
        /answered 401: unauthorized\. .*sign in with `ollama signin` on the machine of that server, or set OLLAMA_API_KEY/,
      );
  });

  it('is not to sign in where a proxy stands before a server of your own', async () => {
    const said = await ollamaSays('ollama~llama3.2', unauthorized);
    assert.match(said, /answered 401: unauthorized\./);
    assert.doesNotMatch(said, /signin/);
  });

  it('is to look at the end of the base URL, where it has no version', async () => {
    for (const body of ['404 page not found', { detail: 'Not Found' }, '<html><body>Not Found</body></html>']) {
      const said = await openAiSays('', failing(404, body));
      assert.match(said, /Nothing was found at http:\/\/127\.0\.0\.1:\d+\/chat\/completions: check the base URL/);
      assert.match(said, /one that ends in \/v1/);
    }
  });

  it('is to look at the base URL, where nothing is said of a model', async () => {
    const said = await openAiSays('/api/v1', failing(404, { detail: 'Not Found' }));
    assert.match(
      said,
      /Nothing was found at http:\/\/127\.0\.0\.1:\d+\/api\/v1\/chat\/completions: check the base URL/,
    );
    assert.doesNotMatch(said, /ends in \/v1/);
  });

  it('is to look at the spelling, where the model is not there', async () => {
    for (const message of ['The model `m` does not exist', 'DeploymentNotFound: no such deployment'])
      assert.match(await openAiSays('/v1', failing(404, { error: { message } })), /Check the spelling of the model/);
  });
});
