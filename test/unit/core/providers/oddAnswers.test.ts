// Answers in another wrapping than was asked for, errors that come with status 200, and what is no text where text should be.

import assert from 'node:assert/strict';
import { providerErrorOf } from '../../../servers/listenedAsk';
import { anthropicEvents, askRaw, chunk, done, event, lastLine, line, named, usage, type Protocol } from './oddServers';

const say = (content: unknown, reason?: unknown, more: object = {}): string => chunk({ content }, reason, more);
const json = { contentType: 'application/json' };
const completion = {
  id: 'x',
  object: 'chat.completion',
  model: 'm',
  usage,
  choices: [{ message: { role: 'assistant', content: '10' }, finish_reason: 'stop' }],
};
const anthropicMessage = {
  type: 'message',
  id: 'm',
  model: 'x',
  stop_reason: 'end_turn',
  content: [{ type: 'text', text: '10' }],
  usage: { input_tokens: 3, output_tokens: 2 },
};

describe('an answer in another wrapping', () => {
  const taken: [string, Protocol, string[], object, boolean][] = [
    ['JSON on one line', 'openai', [JSON.stringify(completion)], json, true],
    ['JSON over several lines', 'openai', [JSON.stringify(completion, null, 2)], json, true],
    ['JSON called a stream', 'openai', [JSON.stringify(completion)], {}, true],
    ['JSON in one event', 'openai', [event(completion), done], {}, true],
    ['a stream called JSON', 'openai', [say('1'), say('0'), say('', 'stop'), done], json, false],
    ['a stream called a page', 'openai', [say('10', 'stop'), done], { contentType: 'text/html' }, false],
    ['empty events', 'openai', ['data: \n\n', say('10'), 'data:\n\n', say('', 'stop'), done], {}, false],
    ['JSON on one line', 'anthropic', [JSON.stringify(anthropicMessage)], json, true],
    ['JSON over several lines', 'anthropic', [JSON.stringify(anthropicMessage, null, 2)], json, true],
    ['events without names', 'anthropic', anthropicEvents('10').map((one) => event(one)), {}, false],
    ['JSON over several lines', 'ollama', [JSON.stringify(JSON.parse(line('10', lastLine)), null, 2)], json, true],
    ['lines called a stream', 'ollama', [line('10'), line('', lastLine)], {}, false],
  ];
  for (const [what, protocol, pieces, more, isWhole] of taken)
    it(`is taken: ${protocol}, ${what}`, async () => {
      const heard = await askRaw(protocol, pieces, more);
      assert.equal(heard.error, undefined);
      assert.equal(heard.answer, '10');
      assert.equal(
        heard.order.includes('whole answer'),
        isWhole,
        'an answer in one piece has no time of a first token',
      );
    });

  it('has parts joined, not written out', async () => {
    const parts = [
      { type: 'text', text: '1' },
      { type: 'text', text: '0' },
    ];
    assert.equal((await askRaw('openai', [say(parts), say('', 'stop'), done])).answer, '10');
    assert.equal((await askRaw('openai', [say(['1', '0']), say('', 'stop'), done])).answer, '10');
    assert.equal((await askRaw('anthropic', named(anthropicEvents(parts)))).answer, '10');
    assert.equal((await askRaw('ollama', [line(parts), line('', lastLine)])).answer, '10');
    assert.equal(
      (await askRaw('openai', [chunk({ reasoning_content: parts }), say('x', 'stop'), done])).reasoning,
      '10',
    );
  });
});

describe('an error that comes with status 200', () => {
  const told: [string, Protocol, string[], object, RegExp, boolean][] = [
    [
      'event: error',
      'openai',
      [say('1'), event({ message: 'worker ran out of memory', type: 'internal_error' }, 'error')],
      {},
      /broke off its answer with an error: worker ran out of memory\./,
      true,
    ],
    ['event: error in words', 'openai', [event('queue is full', 'error')], {}, /queue is full/, true],
    [
      'a line of llama.cpp',
      'openai',
      ['error: {"code":400,"message":"prompt is too long"}\n\n'],
      {},
      /\(400\).*: prompt is too long/,
      false,
    ],
    ['detail', 'openai', [event({ detail: 'model is loading' })], {}, /model is loading/, true],
    [
      'a bare line',
      'openai',
      [say('1'), '{"error":{"message":"out of memory","code":400}}\n\n'],
      {},
      /\(400\): out of memory/,
      false,
    ],
    ['vLLM', 'openai', [event({ object: 'error', message: 'too long', code: 400 })], {}, /\(400\).*: too long/, false],
    [
      'MiniMax',
      'openai',
      [event({ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } })],
      {},
      /insufficient balance/,
      false,
    ],
    ['a list', 'openai', ['[{"error":{"code":429,"message":"busy"}}]'], json, /\(429\).*: busy/, true],
    [
      'a page',
      'openai',
      ['<html><body>Please sign in</body></html>'],
      { contentType: 'text/html' },
      /answered 200: expected a stream of events, got text\/html: Please sign in\./,
      false,
    ],
    [
      'a sentence',
      'openai',
      ['upstream connect error'],
      { contentType: 'text/plain' },
      /upstream connect error/,
      false,
    ],
    ['another JSON', 'openai', ['{\n"hello": "world"\n}'], json, /"hello": "world"/, false],
    [
      'a page',
      'anthropic',
      ['<html><body>Sign in</body></html>'],
      { contentType: 'text/html' },
      /got text\/html: Sign in\./,
      false,
    ],
    [
      'JSON',
      'anthropic',
      ['{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'],
      json,
      /\(529\).*: Overloaded/,
      true,
    ],
    [
      'an event',
      'anthropic',
      named([{ type: 'error', error: { type: 'invalid_request_error', message: 'too long' } }]),
      {},
      /\(400\).*: too long/,
      false,
    ],
    ['a line', 'ollama', [line('1'), '{"error":"out of memory"}\n'], {}, /out of memory/, true],
    ['plain words', 'openai', [say('1'), event('Error: the worker died')], {}, /: Error: the worker died\./, true],
    ['plain words in quotes', 'openai', [event('"worker died"')], {}, /worker died/, true],
    ['a page in an event', 'openai', [event('<html><body><h1>502</h1>Bad Gateway</body></html>')], {}, /502 Bad/, true],
    ['plain words', 'ollama', [line('1'), 'llama runner process has terminated\n'], {}, /has terminated/, true],
    [
      'plain words',
      'anthropic',
      [event('upstream connect error')],
      {},
      /in place of an answer: upstream connect/,
      true,
    ],
    [
      'a page that broke in',
      'openai',
      [say('1'), '<html>\n<body>502 Bad Gateway</body>\n</html>\n'],
      {},
      /was cut off.*502 Bad Gateway/,
      true,
    ],
    ['a foreign message, then [DONE]', 'openai', [event({ status: 'queue is full' }), done], {}, /queue is full/, true],
    ['a page', 'ollama', ['<h1>Bad gateway</h1>'], { contentType: 'text/html' }, /Bad gateway/, false],
  ];
  for (const [what, protocol, pieces, more, words, isRetryable] of told)
    it(`is told in the server's words: ${protocol}, ${what}`, async () => {
      const error = providerErrorOf(await askRaw(protocol, pieces, more));
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /answered 502/);
      assert.equal(error.isRetryable, isRetryable);
    });
});

describe('the border at the adapters', () => {
  const wrong: [string, Protocol, string[]][] = [
    ['text that is a number', 'openai', [say(10, 'stop'), done]],
    ['text that is an object', 'openai', [say({ text: '10' }, 'stop'), done]],
    ['text that is true', 'openai', [say(true, 'stop'), done]],
    ['a piece that is text', 'openai', [event({ choices: [{ index: 0, delta: '10' }] }), done]],
    ['an id that is a number', 'openai', [say('10', 'stop', { id: 12345 }), done]],
    ['a model that is a number', 'openai', [say('10', 'stop', { model: 777 }), done]],
    ['a fingerprint that is an object', 'openai', [say('10', 'stop', { system_fingerprint: {} }), done]],
    ['a reason that is a number', 'openai', [say('10', 5), done]],
    ['a reason that is an object', 'openai', [say('10', {}), done]],
    ['text that is a number', 'anthropic', named(anthropicEvents(10))],
    ['a reason that is a list', 'anthropic', named(anthropicEvents('10', ['end_turn']))],
    ['text that is a number', 'ollama', [line(10), line('', lastLine)]],
    ['a reason that is a number', 'ollama', [line('10'), line('', { ...lastLine, done_reason: 1 })]],
  ];
  for (const [what, protocol, pieces] of wrong)
    it(`turns away ${what} (${protocol})`, async () => {
      const error = providerErrorOf(await askRaw(protocol, pieces));
      assert.deepEqual([error.kind, error.isRetryable], ['api', false]);
    });

  for (const count of ['2', {}, [2], -1, null, true])
    it(`takes ${JSON.stringify(count)} for no count`, async () => {
      const odd = { prompt_tokens: 10, completion_tokens: count };
      assert.equal((await askRaw('openai', [say('10', 'stop', { usage: odd }), done])).reply?.tokens.output, null);
      const ollama = await askRaw('ollama', [
        line('10'),
        line('', { ...lastLine, eval_count: count, total_duration: count }),
      ]);
      assert.deepEqual([ollama.reply?.tokens.output, ollama.reply?.serverTimings], [null, {}]);
      const anthropic = await askRaw('anthropic', named(anthropicEvents('10', 'end_turn', count)));
      assert.equal(anthropic.reply?.tokens.output, null);
    });
});
