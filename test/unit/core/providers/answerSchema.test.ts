// An answer that is held against a JSON schema is asked for in that form, in each protocol's words; an API that refuses is asked once more without.

import assert from 'node:assert/strict';
import { answerSchemaOf } from '../../../../src/core/testTypes/checkList';
import type { Provider } from '../../../../src/core/providers/provider';
import type { Behavior, ModelCall } from '../../../servers/behavior';
import { listenedAsk, type Heard } from '../../../servers/listenedAsk';
import type { TestServer } from '../../../servers/testServer';
import { promptOf } from '../checks/judged';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import { closeServers, ollama, opened, service } from './openedServers';

const answerSchema = { type: 'object', required: ['name'] };
const named = { name: 'answer', schema: answerSchema, strict: false };

type Opener = (reply: (call: ModelCall) => Behavior) => Promise<{ provider: Provider; server: TestServer }>;

const protocols: [api: string, open: Opener, field: string, sent: unknown, refusal: string][] = [
  [
    'openai',
    (reply) => service('openai', { reply }),
    'response_format',
    { type: 'json_schema', json_schema: named },
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
  ],
  [
    'vllm',
    (reply) => service('vllm', { reply }),
    'response_format',
    { type: 'json_schema', json_schema: named },
    'response_format.json_schema is not supported by this server',
  ],
  [
    'gemini',
    (reply) => service('gemini', { reply }),
    'response_format',
    { type: 'json_schema', json_schema: named },
    'Invalid JSON payload received. Unknown name "response_format": Cannot find field.',
  ],
  [
    'openrouter',
    (reply) => service('openrouter', { reply }),
    'response_format',
    { type: 'json_schema', json_schema: named },
    'response_format is not supported by this provider',
  ],
  ['ollama', (reply) => ollama({ reply }), 'format', answerSchema, 'failed to load grammar from the format'],
];

describe('the form of an answer', () => {
  afterEach(closeServers);

  const ask = (api: string, provider: Provider, more: object = { answerSchema }): Promise<Heard> =>
    listenedAsk(provider, { model: `${api}~m`, ...more });

  for (const [api, open, field, sent, refusal] of protocols) {
    it(`is asked for from ${api}, and not where there is no schema`, async () => {
      const { server, provider } = await open(() => ({}));
      const heard = await ask(api, provider);
      assert.equal(heard.answer, 'Hello', String(heard.error));
      const posted = (): { [key: string]: unknown } =>
        server.requests.filter(({ method }) => method === 'POST').at(-1)!.body;
      assert.deepEqual(posted()[field], sent);
      assert.deepEqual(heard.sent.at(-1)!.parameters[field], sent);
      await ask(api, provider, {});
      assert.ok(!(field in posted()));
    });

    it(`is left out where ${api} refuses it, once a model`, async () => {
      const { server, provider } = await open(({ body }) =>
        field in body ? { failure: { status: 400, message: refusal } } : {},
      );
      for (const requests of [2, 3]) {
        const heard = await ask(api, provider);
        assert.equal(heard.answer, 'Hello', String(heard.error));
        assert.deepEqual(heard.sent.at(-1)!.refused, [field]);
        assert.equal(server.requests.filter(({ method }) => method === 'POST').length, requests);
      }
      assert.equal((await ask(api, provider, {})).sent.at(-1)!.refused, undefined);
    });
  }

  it('is asked for from the Responses API, and left out where that refuses it', async () => {
    for (const isRefused of [false, true]) {
      const { server, provider } = await service('openai', {
        reply: ({ path, body }) => {
          if (!path.endsWith('/responses'))
            return { failure: { status: 404, message: 'This model is only supported in v1/responses.' } };
          if (isRefused && 'text' in body)
            return {
              failure: {
                status: 400,
                message: "Unsupported parameter: 'text.format' is not supported with this model.",
              },
            };
          const answer = { type: 'message', content: [{ type: 'output_text', text: '{"name": 1}' }] };
          const response = { id: 'r', object: 'response', model: 'm', status: 'completed', output: [answer] };
          return { raw: { pieces: [JSON.stringify(response)], contentType: 'application/json' } };
        },
      });
      const heard = await ask('openai', provider);
      assert.equal(heard.answer, '{"name": 1}', String(heard.error));
      const { text } = server.requests.at(-1)!.body;
      assert.deepEqual(text, isRefused ? undefined : { format: { type: 'json_schema', ...named } });
      assert.deepEqual(heard.sent.at(-1)!.refused, isRefused ? ['response_format'] : undefined);
      assert.equal(server.requests.length, isRefused ? 3 : 2);
    }
  });

  it('is named as not asked for where an API has no word for it', async () => {
    const server = await opened(startAnthropicServer({ reply: () => ({}) }));
    const provider = await connectAnthropic({ baseUrl: server.url, apiKey: 'k' });
    assert.deepEqual((await ask('anthropic', provider)).sent.at(-1)!.refused, ['response_format']);
    assert.equal((await ask('anthropic', provider, {})).sent.at(-1)!.refused, undefined);
  });

  it('is that of a check of the whole answer, unless it says no', () => {
    const schemaOf = (checks: string): unknown =>
      answerSchemaOf(promptOf(`{ expect: ${checks} }`), { read: () => ({ problem: 'is not there.' }) });
    const check = 'json_schema: { type: object }';
    assert.deepEqual(schemaOf(`[{ contains: a }, { ${check} }]`), { type: 'object' });
    assert.equal(schemaOf(`[{ ${check}, response_format: false }]`), undefined);
    assert.equal(schemaOf(`[{ ${check}, at: $.a }]`), undefined);
    assert.equal(schemaOf(`[{ not: { ${check} } }]`), undefined);
    assert.equal(schemaOf('[{ contains: a }]'), undefined);
  });
});
