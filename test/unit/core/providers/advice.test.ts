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

  it("is to sign in where Ollama's server asks for it, whatever the model is called", async () => {
    const asking = failing(401, { error: 'unauthorized', signin_url: 'https://ollama.com/connect?name=x' });
    assert.match(await ollamaSays('ollama~my-own-name', asking), /sign in with `ollama signin`/);
  });

  it('is to choose another model, where it answers no chat', async () => {
    for (const message of [
      'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
      'This model is only supported in v1/embeddings.',
      'The model m does not support chat',
    ]) {
      const said = await openAiSays('/v1', failing(404, { error: { message } }));
      assert.match(said, /It answers no chat, so it can not be asked: choose another model/);
      assert.doesNotMatch(said, /spelling/);
    }
  });

  it('is to add credit, where the account is empty, whatever the status', async () => {
    for (const [status, message] of [
      [400, 'Your credit balance is too low to access the Anthropic API.'],
      [403, 'Insufficient funds'],
      [429, 'Insufficient balance or no resource package. Please recharge.'],
      [429, '余额不足或无可用资源包,请充值。'],
    ] as const)
      assert.match(await openAiSays('/v1', failing(status, { error: { message } })), /no credit left: add credit/);
  });

  it('is to look at the spelling, where the model is not there', async () => {
    for (const message of ['The model `m` does not exist', 'DeploymentNotFound: no such deployment'])
      assert.match(await openAiSays('/v1', failing(404, { error: { message } })), /Check the spelling of the model/);
  });
});
