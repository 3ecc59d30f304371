// The OpenAI adapter, through the real SDK, against a server that speaks the protocol over a real socket.

import assert from 'node:assert/strict';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import type { OpenAiServerOptions } from '../../../servers/startOpenAiServer';
import { ask, key, usingOpenAi } from './connectedOpenAi';

describe('openai adapter', () => {
  const connected = usingOpenAi();

  it('streams an answer and says what it sent, in order', async () => {
    const { provider, server } = await connected({ key, answer: (prompt) => `You said: ${prompt}` });
    const heard = await listenedAsk(provider, {
      ...ask,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Grüße, 世界 🌍' },
      ],
    });
    assert.equal(heard.error, undefined);
    assert.equal(heard.answer, 'You said: Grüße, 世界 🌍');
    assert.equal(heard.order, 'sent headers chunk answer');
    assert.deepEqual(heard.sent, [
      {
        url: `${server.url}/v1/chat/completions`,
        parameters: { stream: true, stream_options: { include_usage: true } },
      },
    ]);
    assert.deepEqual(server.requests[0]!.body, {
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Grüße, 世界 🌍' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
    assert.equal(server.requests[0]!.headers['x-stainless-retry-count'], '0');
    assert.equal(server.requests[0]!.wasAborted, false);
  });

  it('keeps allowed response headers and no others', async () => {
    const { provider } = await connected();
    const { headers } = await listenedAsk(provider, ask);
    assert.equal(headers!['x-request-id'], 'req_test1');
    assert.equal(headers!['openai-processing-ms'], '12');
    assert.equal(headers!['x-ratelimit-remaining-requests'], '99');
    assert.equal(headers!['set-cookie'], undefined);
  });

  it('reads usage: cached and reasoning tokens, model and id', async () => {
    const { provider } = await connected({ reply: { usage: { input: 100, output: 40, reasoning: 30, cached: 64 } } });
    const { reply } = await listenedAsk(provider, ask);
    assert.deepEqual(reply, {
      finishReason: 'stop',
      stoppedBy: 'none',
      tokens: { input: 100, output: 40, reasoning: 30, cached: 64, source: 'usage' },
      serverTimings: null,
      id: 'chatcmpl-test1',
      model: 'gpt-4o',
      systemFingerprint: 'fp_test',
      reportedCostUsd: null,
    });
  });

  it('does not take the role prelude for text', async () => {
    const { provider } = await connected({ reply: { text: 'abcd', chunkSize: 4 } });
    const heard = await listenedAsk(provider, ask);
    assert.deepEqual(heard.texts, { reasoning: 0, answer: 1 });
    assert.equal(heard.chunks, 4, 'prelude, text, finish, usage');
  });

  it('sends the reasoning effort of the model string', async () => {
    const { provider, server } = await connected();
    const heard = await listenedAsk(provider, { model: 'openai~o3-mini:high' });
    assert.equal(server.requests[0]!.body.reasoning_effort, 'high');
    assert.equal(server.requests[0]!.body.model, 'o3-mini');
    assert.equal(heard.sent[0]!.parameters.reasoning_effort, 'high');
  });

  for (const reasoningField of ['reasoning_content', 'reasoning'] as const) {
    it(`tells reasoning in ${reasoningField} from the answer`, async () => {
      const { provider } = await connected({ reply: { reasoning: 'Let me think.', text: '42', reasoningField } });
      const heard = await listenedAsk(provider, ask);
      assert.equal(heard.reasoning, 'Let me think.');
      assert.equal(heard.answer, '42');
      assert.equal(heard.order, 'sent headers chunk reasoning answer');
    });
  }

  it('reads content that is a list of parts, reasoning among them', async () => {
    const { provider } = await connected({ reply: { reasoning: 'Let me think.', text: '42', contentParts: true } });
    const heard = await listenedAsk(provider, ask);
    assert.deepEqual([heard.reasoning, heard.answer], ['Let me think.', '42']);
  });

  it('leaves an inline <think> block in the answer for the evaluator', async () => {
    const { provider } = await connected({ reply: { text: '<think>hm</think>42' } });
    assert.equal((await listenedAsk(provider, ask)).answer, '<think>hm</think>42');
  });

  it("reads usage in every chunk, in Groq's own field, and the cost OpenRouter reports", async () => {
    const usage = { input: 10, output: 5 };
    for (const usagePlace of ['everyChunk', 'groq', 'final'] as const) {
      const { provider } = await connected({ reply: { usage, usagePlace, cost: 0.00123, keepAliveComments: true } });
      const { reply } = await listenedAsk(provider, ask);
      assert.deepEqual(reply!.tokens, { input: 10, output: 5, reasoning: 0, cached: 0, source: 'usage' }, usagePlace);
      assert.equal(reply!.reportedCostUsd, 0.00123, usagePlace);
    }
  });

  it("reads usage in Moonshot's place, and lets zeros before and after overwrite nothing", async () => {
    for (const usagePlace of ['choice', 'beforeZeros'] as const) {
      const { provider } = await connected({ reply: { usage: { input: 10, output: 5 }, usagePlace, cost: 0.00123 } });
      const { reply } = await listenedAsk(provider, ask);
      assert.deepEqual([reply!.tokens.input, reply!.tokens.output], [10, 5], usagePlace);
      assert.equal(reply!.reportedCostUsd, 0.00123, usagePlace);
    }
  });

  it('gives null counts when the service reports none', async () => {
    const { provider } = await connected({ reply: { usage: null } });
    const { reply } = await listenedAsk(provider, ask);
    assert.deepEqual(reply!.tokens, { input: null, output: null, reasoning: null, cached: null, source: 'usage' });
  });

  for (const status of [400, 422] as const) {
    it(`asks again without stream_options when they are refused with ${status}, and remembers it`, async () => {
      const { provider, server } = await connected({ reply: { refusesStreamOptions: status } });
      const first = await listenedAsk(provider, ask);
      const second = await listenedAsk(provider, ask);
      assert.equal(first.answer, 'Hello');
      assert.equal(second.answer, 'Hello');
      assert.equal(server.requests.length, 3);
      assert.deepEqual(first.sent.at(-1)!.parameters, { stream: true });
      assert.deepEqual(second.sent, [
        { url: `${server.url}/v1/chat/completions`, parameters: { stream: true }, refused: ['stream_options'] },
      ]);
    });
  }

  it('does not repeat a request that is refused for another reason', async () => {
    const { provider, server } = await connected({
      reply: { failure: { status: 400, message: "Unsupported value: 'reasoning_effort'" } },
    });
    const error = providerErrorOf(await listenedAsk(provider, ask));
    assert.equal(server.requests.length, 1);
    assert.deepEqual([error.kind, error.status, error.isRetryable], ['api', 400, false]);
    assert.match(error.message, /^OpenAI \(127\.0\.0\.1:\d+\) answered 400: Unsupported value: 'reasoning_effort'\.$/);
  });

  it('tells why an answer ended', async () => {
    const stops = async (behavior: NonNullable<OpenAiServerOptions['reply']>) =>
      (await listenedAsk((await connected({ reply: behavior })).provider, ask)).reply!;
    assert.equal((await stops({ finishReason: 'length' })).stoppedBy, 'length');
    assert.equal((await stops({ finishReason: 'content_filter' })).stoppedBy, 'refusal');
    assert.equal((await stops({ finishReason: 'tool_calls' })).stoppedBy, 'none');
    const refused = await stops({ text: '', refusal: 'I can not help with that.' });
    assert.deepEqual([refused.stoppedBy, refused.finishReason], ['refusal', 'stop']);
  });

  it('sends the account variables of OpenAI to no other service', async () => {
    process.env.OPENAI_ORG_ID = 'org-mine';
    process.env.OPENAI_CUSTOM_HEADERS = 'x-gateway-secret: 12345';
    try {
      const others = await connected({}, {}, { isOpenAi: false });
      assert.equal((await listenedAsk(others.provider, ask)).answer, 'Hello');
      assert.equal(others.server.requests[0]!.headers['openai-organization'], undefined);
      assert.equal(others.server.requests[0]!.headers['x-gateway-secret'], undefined);
      const own = await connected();
      await listenedAsk(own.provider, ask);
      assert.equal(own.server.requests[0]!.headers['openai-organization'], 'org-mine');
    } finally {
      delete process.env.OPENAI_ORG_ID;
      delete process.env.OPENAI_CUSTOM_HEADERS;
    }
  });

  for (const hang of ['beforeHeaders', 'afterHeaders', 'midStream'] as const) {
    it(`closes the socket when aborted, hanging ${hang}`, async () => {
      const { provider, server } = await connected({ reply: { text: 'abcdefgh', hang } });
      const abort = new AbortController();
      const asked = listenedAsk(provider, { ...ask, signal: abort.signal });
      await server.arrived(1);
      abort.abort(new Error('changed my mind'));
      const heard = await asked;
      assert.equal((heard.error as Error).message, 'changed my mind');
      await server.requests[0]!.closed;
      assert.equal(server.requests[0]!.wasAborted, true);
    });
  }

  it('closes the socket when aborted between chunks', async () => {
    const { provider, server } = await connected({
      reply: { text: 'abcdefgh'.repeat(50), chunkSize: 1, chunkDelay: 5 },
    });
    const abort = new AbortController();
    const heard = await listenedAsk(provider, {
      ...ask,
      signal: abort.signal,
      onText: () => abort.abort(new Error('enough')),
    });
    assert.equal((heard.error as Error).message, 'enough');
    assert.ok(heard.answer.length < 20, heard.answer);
    await server.requests[0]!.closed;
    assert.equal(server.requests[0]!.wasAborted, true);
  });

  it('sends nothing when aborted before', async () => {
    const { provider, server } = await connected();
    const heard = await listenedAsk(provider, { ...ask, signal: AbortSignal.abort(new Error('never mind')) });
    assert.equal((heard.error as Error).message, 'never mind');
    assert.equal(server.requests.length, 0);
  });

  it('keeps simultaneous answers apart', async () => {
    const { provider } = await connected({
      reply: ({ prompt }) => ({ text: prompt.repeat(20), chunkSize: 3, chunkDelay: 1 }),
    });
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((prompt) => listenedAsk(provider, { ...ask, prompt })));
    assert.deepEqual(
      all.map((heard) => heard.answer),
      ['a', 'b', 'c', 'd', 'e'].map((prompt) => prompt.repeat(20)),
    );
  });
});
