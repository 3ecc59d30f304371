// What a server asks for is done: another way, a pause, none at all; and what it refuses is no fault of the request.

import assert from 'node:assert/strict';
import { waitByHeaders } from '../../../../src/core/providers/waitByHeaders';
import type { Behavior } from '../../../servers/behavior';
import { providerErrorOf } from '../../../servers/listenedAsk';
import { askOdd, chunk, done, event, named, usage } from './oddServers';

const json = { contentType: 'application/json' };
const completion = {
  id: 'x',
  object: 'chat.completion',
  model: 'm',
  usage,
  choices: [{ message: { role: 'assistant', content: '10' }, finish_reason: 'stop' }],
};

describe('what a server asks for', () => {
  /** How a refusal comes: with a status of its own, or in a 200, as JSON or as an event. */
  const failing =
    (status: number) =>
    (error: object): Behavior => ({ failure: { status, message: '', rawBody: JSON.stringify({ error }) } });
  const inJson = (error: object): Behavior => ({ raw: { pieces: [JSON.stringify({ error })], ...json } });
  const inEvent = (error: object): Behavior => ({ raw: { pieces: [chunk({ role: 'assistant' }), event({ error })] } });
  const unverified = { message: 'Your organization must be verified to stream this model.', param: 'stream' };

  const refusals: [string, object, (error: object) => Behavior][] = [
    ['OpenAI, unverified', unverified, failing(400)],
    ['OpenAI, unverified, in a 200', unverified, inJson],
    ['OpenAI, unverified, in a stream', unverified, inEvent],
    ['o1', { message: "Unsupported value: 'stream' does not support true with this model." }, failing(400)],
    ['in words', { message: 'This model does not support streaming' }, failing(400)],
    ['in words, in a stream', { message: 'This model does not support streaming', code: 400 }, inEvent],
    ['in other words', { message: 'Streaming is not supported with this model' }, failing(400)],
    ['in the passive', { message: 'stream=true is not allowed for this model' }, failing(403)],
    ['as not there', { message: 'Streaming is not implemented' }, failing(501)],
    ['as a fault of its own', { message: 'This model does not support streaming.' }, failing(500)],
    ['as advice', { message: 'Only non-streaming requests are supported: set stream to false.' }, failing(400)],
    ['by the parameter alone', { message: 'Unsupported value.', param: 'stream' }, inJson],
  ];
  for (const [what, error, refuse] of refusals)
    it(`is done: without streaming (${what})`, async () => {
      const heard = await askOdd('openai', ({ body }) =>
        body.stream === true ? refuse(error) : { raw: { pieces: [JSON.stringify(completion)], ...json } },
      );
      assert.deepEqual([heard.answer, heard.sent.at(-1)?.refused?.includes('stream')], ['10', true]);
      assert.equal(heard.sent.at(-1)?.parameters.stream, false);
    });

  const unknown = { message: 'Unknown parameter: stream_options', code: 400 };
  const optionRefusals: [string, Behavior][] = [
    ['400', failing(400)(unknown)],
    ['a stream', inEvent(unknown)],
    ['JSON in a 200', inJson(unknown)],
    ['a 500', failing(500)({ message: "unexpected keyword argument 'stream_options'" })],
    [
      "FastAPI's path",
      {
        failure: {
          status: 422,
          message: '',
          rawBody: JSON.stringify({
            detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }],
          }),
        },
      },
    ],
  ];
  for (const [what, refusal] of optionRefusals)
    it(`is done: without asking for counts (${what})`, async () => {
      const heard = await askOdd('openai', ({ body }) =>
        body.stream_options ? refusal : { raw: { pieces: [chunk({ content: '10' }, 'stop'), done] } },
      );
      assert.deepEqual([heard.answer, heard.sent.at(-1)?.refused], ['10', ['stream_options']]);
    });

  for (const [what, reply] of [
    ['an overload of streams', failing(500)({ message: 'The stream was closed by the server' })],
    ['another parameter', failing(400)({ message: 'Unsupported value', param: 'temperature' })],
    ['a refusal after text', { raw: { pieces: [chunk({ content: '1' }), event({ error: unverified })] } }],
  ] as [string, Behavior][])
    it(`is no reason to ask another way: ${what}`, async () => {
      const heard = await askOdd('openai', reply);
      assert.equal(heard.sent.length, 1);
      assert.match(String(heard.error), /ProviderError/);
    });

  it('is done: through the Responses API, with its own events', async () => {
    const ended = { id: 'r1', model: 'm', status: 'completed', usage: { input_tokens: 7, output_tokens: 2 } };
    const heard = await askOdd('openai', ({ path }) =>
      path.endsWith('/responses')
        ? {
            raw: {
              pieces: named([
                { type: 'response.created', response: {} },
                { type: 'response.output_text.delta', delta: '10' },
                { type: 'response.completed', response: ended },
              ]),
              then: 'hold',
            },
          }
        : {
            failure: {
              status: 404,
              message: 'This model is only supported in v1/responses and not in v1/chat/completions.',
            },
          },
    );
    assert.deepEqual([heard.answer, heard.reply?.tokens.input, heard.reply?.finishReason], ['10', 7, 'completed']);
    assert.match(heard.sent.at(-1)!.url, /\/v1\/responses$/);
  });

  const waits: [string, object, number | undefined][] = [
    ['RetryInfo', { message: 'Quota exceeded.', details: [{ retryDelay: '6s' }] }, 6000],
    ['RetryInfo with a fraction', { message: 'Quota exceeded.', details: [{ retryDelay: '5.1s' }] }, 5100],
    ["Gemini's sentence", { message: 'Quota exceeded. Please retry in 5.1s.' }, 5100],
    ["OpenAI's sentence", { message: 'Rate limit reached. Please try again in 1m30s.' }, 90_000],
    ["Azure's sentence", { message: 'Please retry after 26 seconds.' }, 26_000],
    ['when it resets', { message: 'Hourly limit reached, resets in 45 minutes.' }, 2_700_000],
    ['how long to wait', { message: 'Too fast. Please wait for 30 seconds.' }, 30_000],
    ['when it is available', { message: 'Busy; available again in 1 minute and 5 seconds' }, 65_000],
    ['milliseconds', { message: 'Please try again in 120ms.' }, 120],
    ['retry_after', { message: 'slow down', retry_after: 3 }, 3000],
    ['retryAfterMs', { message: 'slow down', retryAfterMs: 1500 }, 1500],
    ['retry_after_seconds as text', { message: 'slow down', metadata: { retry_after_seconds: '7' } }, 7000],
    ['a reset of something else', { message: 'resets after 20 requests' }, undefined],
    ['no wait at all', { message: 'slow down' }, undefined],
  ];
  for (const [what, error, wait] of waits)
    it(`is waited: ${what}`, async () => {
      const rawBody = JSON.stringify([{ error: { code: 429, ...error } }]);
      const said = providerErrorOf(await askOdd('openai', { failure: { status: 429, message: '', rawBody } }));
      assert.deepEqual([said.retryAfterMs, said.isRetryable], [wait, true]);
    });

  const elsewhere: [string, number, object, { [name: string]: string }, number | undefined][] = [
    ['Hugging Face, loading', 503, { error: 'Model x is currently loading', estimated_time: 2.2 }, {}, 2200],
    ['beside the error', 429, { error: { message: 'slow down' }, retry_after: 4 }, {}, 4000],
    ['without an error object', 429, { message: 'slow down', retryAfter: 5 }, {}, 5000],
    ['by spent requests', 429, {}, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '2s' }, 2000],
    ['by spent tokens', 429, {}, { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m3s' }, 63_000],
    ["by the IETF's names", 429, {}, { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }, 9000],
    [
      'by both, the longer',
      429,
      {},
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '2s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '5s',
      },
      5000,
    ],
    [
      'Retry-After before limits',
      429,
      {},
      { 'retry-after': '3', 'ratelimit-remaining': '0', 'ratelimit-reset': '9' },
      3000,
    ],
    ['a day ahead', 429, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '23h' }, 82_800_000],
    [
      'no limit spent',
      429,
      {},
      { 'x-ratelimit-remaining-requests': '7', 'x-ratelimit-reset-requests': '2s' },
      undefined,
    ],
    ['limits of another trouble', 503, {}, { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }, undefined],
  ];
  for (const [what, status, body, headers, wait] of elsewhere)
    it(`is waited: ${what}`, async () => {
      const failure = { status, message: '', rawBody: JSON.stringify(body), headers };
      const said = providerErrorOf(await askOdd('openai', { failure }));
      assert.deepEqual([said.retryAfterMs, said.isRetryable], [wait, true]);
    });

  it('is waited: until a time in seconds or ms since 1970', () => {
    const now = Date.UTC(2026, 0, 1);
    for (const reset of [String(now / 1000 + 6), String(now + 6000)])
      assert.equal(waitByHeaders({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, now), 6000);
  });

  for (const [status, isTried] of [
    [425, true],
    [498, true],
    [529, true],
    [501, false],
    [424, false],
    [410, false],
  ] as const)
    it(`is ${isTried ? '' : 'not '}tried again: ${status}`, async () => {
      const said = providerErrorOf(await askOdd('openai', { failure: { status, message: 'no' } }));
      assert.equal(said.isRetryable, isTried);
    });

  for (const error of [
    { message: 'Rate limit reached on requests per day (RPD).' },
    { message: 'Daily limit reached.' },
    { message: 'You are using a Trial key, which is limited to 1000 API calls / month.' },
    { message: 'Weekly quota exceeded.' },
    { message: 'You have exceeded your monthly included credits.' },
    { message: 'Requests per week: 500 of 500. Please retry in 2s.' },
    { message: 'You are out of tokens for this month.' },
    { message: 'You have used your quota for today.' },
    { message: 'Rate limit reached on tokens per day (TPD): try again in 20s.' },
    {
      message: 'Quota exceeded.',
      details: [
        { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
        { retryDelay: '40s' },
      ],
    },
  ])
    it(`is not waited when it is a day or longer: ${JSON.stringify(error).slice(0, 60)}`, async () => {
      const rawBody = JSON.stringify({ error });
      const said = providerErrorOf(await askOdd('openai', { failure: { status: 429, message: '', rawBody } }));
      assert.deepEqual([said.kind, said.isRetryable], ['rateLimited', false]);
    });

  for (const error of [
    { message: 'filtered', code: 'content_filter' },
    { message: 'no', innererror: { code: 'ResponsibleAIPolicyViolation' } },
    { message: "The prompt triggered Azure OpenAI's content management policy." },
    { message: 'Output blocked by content filtering policy' },
    { message: 'Content Exists Risk' },
    { message: 'no', code: 'data_inspection_failed' },
    { message: 'no', code: 'content_policy_violation' },
    { message: 'input new_sensitive', code: 1026 },
  ])
    it(`is no fault of the request: ${JSON.stringify(error).slice(0, 60)}`, async () => {
      const rawBody = JSON.stringify({ error });
      const said = providerErrorOf(await askOdd('openai', { failure: { status: 400, message: '', rawBody } }));
      assert.deepEqual([said.kind, said.isRetryable], ['refused', false]);
    });

  for (const feedback of [
    { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: {} },
    { promptFeedback: { blockReason: 'OTHER', blockReasonMessage: 'No.' } },
    { prompt_feedback: { block_reason: 'PROHIBITED_CONTENT' }, choices: [] },
    { choices: null, base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } },
  ])
    it(`is no fault of the request: ${JSON.stringify(feedback).slice(0, 60)}`, async () => {
      for (const raw of [{ pieces: [JSON.stringify(feedback)], ...json }, { pieces: [event(feedback), done] }]) {
        const said = providerErrorOf(await askOdd('openai', { raw }));
        assert.deepEqual([said.kind, said.isRetryable], ['refused', false]);
        assert.match(said.message, /SAFETY|OTHER, No|PROHIBITED_CONTENT|new_sensitive/);
      }
    });
});
