// A failure that a server tells in the middle of a stream, or in its place, in fields of its own: never a part of a good answer.

import assert from 'node:assert/strict';
import { errorIn } from '../../../../src/core/providers/errorIn';
import { providerErrorOf } from '../../../servers/listenedAsk';
import { askRaw, chunk, done, event, lastLine, line, named, anthropicEvents } from './oddServers';

const say = (content: string, reason?: string, more: object = {}): string => chunk({ content }, reason, more);

describe('a failure told in a stream', () => {
  const failures: [string, object, RegExp, number?][] = [
    ['FastChat', { text: 'NETWORK ERROR: worker died', error_code: 50001 }, /worker died/],
    ['FastChat, a fault of the client', { text: 'bad request', error_code: 40001 }, /\(400\).*: bad request/, 400],
    ['a code and a sentence', { code: 500, msg: 'system busy' }, /\(500\).*: system busy/, 500],
    ['a code in words', { code: 'InvalidParameter', message: 'too long' }, /\(400\).*: too long/, 400],
    ['a code alone', { code: 10013, data: null }, /10013/],
    ['a status', { status: 503, title: 'Service Unavailable' }, /\(503\).*: Service Unavailable/, 503],
    ['a status in words', { status: 'failed', reason: 'out of memory' }, /out of memory/],
    ["Google's status", { code: 14, status: 'UNAVAILABLE', message: 'try later' }, /\(503\).*: try later/, 503],
    ['errcode', { errcode: 336100, errmsg: 'server busy' }, /server busy/],
    ['Baidu', { id: 'x', error_code: 336003, error_msg: 'the max length is 20000' }, /max length is 20000/],
    ['err_msg', { err_msg: 'no capacity' }, /no capacity/],
    ['errorMessage', { errorMessage: 'no capacity', errorType: 'ThrottlingException' }, /\(429\).*: no capacity/, 429],
    ['success: false', { success: false, message: 'no capacity' }, /no capacity/],
    ['Cloudflare', { success: false, result: null, errors: [{ code: 3040, message: 'no capacity' }] }, /: no capacity/],
    ['errors alone', { errors: ['no capacity'] }, /no capacity/],
    ['MiniMax', { choices: null, base_resp: { status_code: 1002, status_msg: 'rate limit' } }, /: rate limit/],
    ['AWS', { throttlingException: { message: 'Too many requests' } }, /\(429\).*: Too many requests/, 429],
    ['Apigee', { fault: { faultstring: 'Rate limit quota violation', detail: {} } }, /: Rate limit quota violation/],
    [
      'a problem of RFC 9457',
      { type: 'about:blank', title: 'Bad Gateway', status: 502 },
      /\(502\).*: Bad Gateway/,
      502,
    ],
    ['an error that is true', { error: true, message: 'no capacity' }, /: no capacity/],
    ['beside an empty choice', { choices: [], error_code: 50002, text: 'CUDA out of memory' }, /CUDA out of memory/],
    ['beside a choice', { choices: [{ delta: {} }], base_resp: { status_code: 1013, status_msg: 'bad' } }, /: bad/],
    [
      'OpenRouter',
      { choices: [{ delta: {}, error: { message: 'upstream died', code: 502 } }] },
      /\(502\).*upstream/,
      502,
    ],
    ['OpenRouter, in the delta', { choices: [{ delta: { error: 'upstream died' } }] }, /upstream died/],
  ];
  for (const [what, failure, words, status] of failures) {
    it(`after text is no answer: ${what}`, async () => {
      const error = providerErrorOf(await askRaw('openai', [say('10'), event(failure), done]));
      assert.match(error.message, words);
      assert.match(error.message, /broke off its answer with an error/);
      assert.deepEqual([error.status, error.isRetryable], [status, status !== 400]);
    });

    it(`in place of an answer is told: ${what}`, async () => {
      for (const more of [{}, { contentType: 'application/json' }]) {
        const pieces = 'contentType' in more ? [JSON.stringify(failure)] : [event(failure), done];
        const error = providerErrorOf(await askRaw('openai', pieces, more));
        assert.match(error.message, words);
        assert.match(error.message, /sent an error.* in place of an answer/);
      }
    });
  }

  it('is told with the reason of the choice that it ended', async () => {
    const choice = { index: 0, delta: { content: '' }, finish_reason: 'error', error: { message: 'died', code: 502 } };
    const error = providerErrorOf(await askRaw('openai', [say('1'), event({ choices: [choice] }), done]));
    assert.match(error.message, /\(502\): died\./);
  });

  it('is told whatever the protocol', async () => {
    const failure = { error_code: 50001, message: 'worker died' };
    const anthropic = [...named(anthropicEvents('10').slice(0, 3)), event(failure)];
    assert.match(providerErrorOf(await askRaw('anthropic', anthropic)).message, /worker died/);
    const ollama = [line('10'), `${JSON.stringify(failure)}\n`, line('', lastLine)];
    assert.match(providerErrorOf(await askRaw('ollama', ollama)).message, /worker died/);
  });

  const harmless: object[] = [
    { type: 'ping' },
    { code: 0, msg: 'success' },
    { code: 200, message: 'ok' },
    { status: 'processing', message: 'Your request is in the queue' },
    { status: 'QUEUED' },
    { success: true, errors: [] },
    { error: null, error_code: 0, err_msg: '' },
    { error: {} },
    { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 }, message: '' },
    {
      choices: [{ index: 0, delta: {} }],
      error: '',
      base_resp: { status_code: 0, status_msg: '' },
      code: 7,
      status: 'x',
    },
    { meta: { region: 'eu' } },
    {},
  ];
  for (const message of harmless)
    it(`is not seen where there is none: ${JSON.stringify(message)}`, async () => {
      assert.equal(errorIn({ ...message }, ''), null);
      const heard = await askRaw('openai', [say('1'), event(message), say('0', 'stop'), event(message), done]);
      assert.deepEqual([heard.error, heard.answer], [undefined, '10']);
    });

  for (const sign of ['ping', '[PING]', 'keep-alive', 'heartbeat', 'null'])
    it(`is not seen in a sign of life: ${sign}`, async () => {
      const heard = await askRaw('openai', [event(sign), say('10', 'stop'), event(sign), done]);
      assert.deepEqual([heard.error, heard.answer], [undefined, '10']);
    });

  it('is not seen in an event beside the answer', async () => {
    const heard = await askRaw('openai', [event({ message: 'Still thinking' }, 'progress'), say('10', 'stop'), done]);
    assert.equal(heard.answer, '10');
  });
});
