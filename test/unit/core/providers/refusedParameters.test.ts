// Parameters that a service or a model refuses: asked once more without them, and named.

import assert from 'node:assert/strict';
import type { Behavior } from '../../../servers/behavior';
import { listenedAsk } from '../../../servers/listenedAsk';
import { allParameters, anthropic, askWith, openers } from './askedParameters';
import { closeServers } from './openedServers';
import { named } from './oddServers';

const failing = (status: number, error: object): Behavior => ({
  failure: { status, message: '', rawBody: JSON.stringify({ error }) },
});
const said = (message: string, status = 400): Behavior => failing(status, { message });
const forbidden = (name: string): Behavior => ({
  failure: {
    status: 422,
    message: '',
    rawBody: JSON.stringify({
      detail: [{ type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' }],
    }),
  },
});
const unsupported = (param: string): Behavior =>
  failing(400, {
    message: `Unsupported value: '${param}' does not support 0 with this model. Only the default (1) value is supported.`,
    param,
    code: 'unsupported_value',
  });
describe('parameters that are refused', () => {
  afterEach(closeServers);

  const set = { temperature: 0, top_p: 0.9, max_tokens: 100, seed: 1, stop: ['END'], effort: 'high' as const };

  const refusals: [api: string, what: string, field: string, refusal: Behavior, refused: string[]][] = [
    ['openai', 'a value, by its parameter', 'temperature', unsupported('temperature'), ['temperature']],
    [
      'openai',
      'in words alone',
      'stop',
      said("Unsupported parameter: 'stop' is not supported with this model."),
      ['stop'],
    ],
    [
      'openai',
      'an effort',
      'reasoning_effort',
      said('Unrecognized request argument supplied: reasoning_effort'),
      ['effort'],
    ],
    [
      'openai',
      'a limit',
      'max_completion_tokens',
      failing(400, {
        message: 'max_tokens is too large: 100. This model supports at most 50 completion tokens.',
        param: 'max_tokens',
      }),
      ['max_tokens'],
    ],
    ['groq', 'a property', 'seed', said("property 'seed' is unsupported"), ['seed']],
    ['groq', 'an effort', 'reasoning_effort', said('`reasoning_effort` is not supported with this model'), ['effort']],
    ['mistral', "FastAPI's path", 'random_seed', forbidden('random_seed'), ['seed']],
    ['vllm', 'what it checks', 'temperature', said('temperature must be non-negative, got 0'), ['temperature']],
    ['vllm', 'in a list of errors', 'top_p', forbidden('top_p'), ['top_p']],
    [
      'gemini',
      'an unknown name',
      'seed',
      said('Invalid JSON payload received. Unknown name "seed": Cannot find field.'),
      ['seed'],
    ],
    ['openrouter', 'inside of another', 'reasoning', said('Reasoning is not supported by this model.'), ['effort']],
    ['ollama', 'thinking', 'think', said('"m" does not support thinking'), ['effort']],
    ['ollama', 'a level of thinking', 'think', said('invalid think value: "high" (must be true or false)'), ['effort']],
    [
      'anthropic',
      'what a new model has no more',
      'temperature',
      said('`temperature` is deprecated for this model.'),
      ['seed', 'temperature'],
    ],
    [
      'anthropic',
      'two that exclude each other',
      'top_p',
      said('`temperature` and `top_p` cannot both be specified for this model. Please use only one.'),
      ['seed', 'top_p'],
    ],
    [
      'anthropic',
      'an effort',
      'output_config',
      said('This model does not support the effort parameter.'),
      ['effort', 'seed'],
    ],
    [
      'anthropic',
      'thinking, but not the effort',
      'thinking',
      said('adaptive thinking is not supported on this model'),
      ['seed', 'thinking'],
    ],
  ];
  for (const [api, what, field, refusal, refused] of refusals)
    it(`that ${api} refuses are left out: ${what}`, async () => {
      const asked = await openers[api]!(({ body }) => (field in body ? refusal : {}));
      const heard = await askWith(api, asked, set);
      assert.equal(heard.answer, 'Hello', String(heard.error));
      assert.deepEqual([...(heard.sent.at(-1)!.refused ?? [])].sort(), refused);
      assert.equal(asked.server.requests.length, 2);
      // Known from then on, for this model alone.
      await askWith(api, asked, set);
      assert.equal(asked.server.requests.length, 3);
      await askWith(api, asked, set, 'other');
      assert.equal(asked.server.requests.length, 5);
    });

  it('that are refused one after the other are left out one after the other', async () => {
    const asked = await openers.openai!(({ body }) =>
      body.temperature !== undefined
        ? unsupported('temperature')
        : body.top_p !== undefined
          ? said("Unsupported parameter: 'top_p' is not supported with this model.")
          : {},
    );
    const heard = await askWith('openai', asked, set);
    assert.deepEqual(heard.sent.at(-1)!.refused, ['temperature', 'top_p']);
    assert.equal(asked.server.requests.length, 3);
  });

  it('keep the limit under the name that a service asks for', async () => {
    const azure = await openers.vllm!(({ body }) =>
      body.max_tokens === undefined
        ? {}
        : said(
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          ),
    );
    assert.equal((await askWith('vllm', azure, set)).sent.at(-1)!.refused, undefined);
    assert.equal(azure.server.requests.at(-1)!.body.max_completion_tokens, 100);
    const old = await openers.openai!(({ body }) =>
      body.max_completion_tokens === undefined ? {} : said('Unknown parameter: max_completion_tokens'),
    );
    assert.equal((await askWith('openai', old, set)).sent.at(-1)!.refused, undefined);
    assert.equal(old.server.requests.at(-1)!.body.max_tokens, 100);
  });

  it('are not asked for in turn of a service that refuses either name', async () => {
    const asked = await openers.openai!(({ body }) =>
      body.max_tokens === undefined
        ? said("Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead.")
        : said("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
    );
    const heard = await askWith('openai', asked, set);
    assert.equal(asked.server.requests.length, 2);
    assert.match(String(heard.error), /Use 'max_completion_tokens' instead/);
  });

  it('say when a model of Anthropic allows less than was asked for', async () => {
    const asked = await anthropic(({ body }) =>
      Number(body.max_tokens) > 4096
        ? said('max_tokens: 9000 > 4096, which is the maximum allowed number of output tokens for m')
        : {},
    );
    const heard = await askWith('anthropic', asked, { max_tokens: 9000 });
    assert.deepEqual(heard.sent.at(-1), {
      url: heard.sent[0]!.url,
      parameters: { stream: true, max_tokens: 4096 },
      refused: ['max_tokens'],
    });
  });

  for (const [what, refusal] of [
    ['the same words about a failure of its own', said('temperature of the GPU too high', 503)],
    ['a word of every day', said('The request was told to stop by the seed node.')],
    ['a model that is not there', said('The model m does not exist', 404)],
    ['a prompt that is too long', said("This model's maximum prompt is 10 tokens")],
  ] as [string, Behavior][])
    it(`stay when the failure is about something else: ${what}`, async () => {
      const asked = await openers.openai!(() => refusal);
      const { effort: _e, ...others } = set;
      const heard = await askWith('openai', asked, others);
      assert.equal(heard.sent.length, 1);
      assert.match(String(heard.error), /ProviderError/);
    });

  it('and system come to the Responses API in its words, where only that serves the model, without streaming', async () => {
    const response = {
      id: 'r1',
      object: 'response',
      model: 'm',
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: '10' }] }],
      usage: { input_tokens: 7, output_tokens: 2 },
    };
    const asked = await openers.openai!(({ path, body }) => {
      if (!path.endsWith('/responses'))
        return said('This model is only supported in v1/responses and not in v1/chat/completions.', 404);
      if (body.temperature !== undefined) return unsupported('temperature');
      if (body.stream === true) return said('Your organization must be verified to stream this model.');
      return { raw: { pieces: [JSON.stringify(response)], contentType: 'application/json' } };
    });
    const messages = [
      { role: 'system' as const, content: 'Be short.' },
      { role: 'user' as const, content: 'Add.' },
    ];
    const heard = await listenedAsk(asked.provider, {
      model: 'openai~m',
      parameters: { ...allParameters, effort: 'low' },
      messages,
    });
    assert.equal(heard.answer, '10', String(heard.error));
    assert.deepEqual(asked.server.requests.at(-1)!.body, {
      model: 'm',
      stream: false,
      store: false,
      top_p: 0.9,
      max_output_tokens: 512,
      reasoning: { effort: 'low' },
      instructions: 'Be short.',
      input: [{ role: 'user', content: 'Add.' }],
    });
    assert.deepEqual(heard.sent.at(-1)!.refused, [
      'stream',
      ...['temperature', 'top_k', 'min_p', 'seed', 'stop', 'num_ctx', 'frequency_penalty', 'presence_penalty'],
    ]);
    assert.equal(heard.order, 'sent headers chunk whole answer');
    // One request each for the endpoint, the parameter and the stream; the next answer costs one.
    const count = asked.server.requests.length;
    await listenedAsk(asked.provider, { model: 'openai~m', parameters: { ...allParameters, effort: 'low' }, messages });
    assert.deepEqual([count, asked.server.requests.length], [4, 5]);
  });

  it('and system come streamed from the Responses API', async () => {
    const asked = await openers.openai!(({ path }) =>
      path.endsWith('/responses')
        ? {
            raw: {
              pieces: named([
                { type: 'response.output_text.delta', delta: '10' },
                { type: 'response.completed', response: { id: 'r', status: 'completed' } },
              ]),
            },
          }
        : said('This model is only supported in v1/responses', 404),
    );
    const heard = await askWith('openai', asked, { max_tokens: 5, effort: 'max' });
    assert.equal(heard.answer, '10');
    assert.deepEqual(heard.sent.at(-1)!.parameters, {
      stream: true,
      store: false,
      max_output_tokens: 5,
      reasoning: { effort: 'max' },
    });
  });
});
