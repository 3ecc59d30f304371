// Answers in another form than their protocol has: taken where nothing is lost by it, else an error and never a part of an answer.

import assert from 'node:assert/strict';
import { providerErrorOf } from '../../../servers/listenedAsk';
import { anthropicEvents, askRaw, chunk, done, event, lastLine, line, named, usage, type Protocol } from './oddServers';

type Pieces = (string | Uint8Array)[];
const json = { contentType: 'application/json' };
const say = (content: string, reason?: string): string => chunk({ content }, reason);
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const start = { type: 'message_start', message: { id: 'm', model: 'x' } };
const stopped = [{ type: 'message_delta', delta: { stop_reason: 'end_turn' } }, { type: 'message_stop' }];
const anthropic = (...events: object[]): string[] => named([start, ...events, ...stopped]);
const delta = (piece: unknown, index = 0): object => ({ type: 'content_block_delta', index, delta: piece });

describe('an answer in another form', () => {
  const taken: [string, Protocol, Pieces, object?][] = [
    [
      'with all so far beside each piece',
      'openai',
      ['1', '10'].map((content, at) =>
        event({
          choices: [{ delta: { content: content.at(-1) }, message: { content }, finish_reason: at ? 'stop' : null }],
        }),
      ),
    ],
    ['as one message that nothing ends', 'openai', [event({ choices: [{ message: { content: '10' } }] }), done]],
    ['as a message without a reason', 'openai', [JSON.stringify({ choices: [{ message: { content: '10' } }] })], json],
    ['as text of completions', 'openai', [event({ choices: [{ text: '10', finish_reason: 'stop' }] }), done]],
    ['behind a greeting', 'openai', ['Connected\n\n', say('10', 'stop'), done]],
    ['with a mark before every event', 'openai', [say('1'), say('0', 'stop'), done].map((one) => `\u{feff}${one}`)],
    ['with an end event', 'openai', [say('10'), event({}, 'done')]],
    ['with an end event without data', 'openai', [say('10'), 'event: end\ndata:\n\n']],
    ['with a character cut between escapes', 'openai', [say('\ud83d'), say('\ude00', 'stop'), done]],
    ['as text in place of blocks', 'anthropic', [JSON.stringify({ type: 'message', content: '10' })], json],
    [
      'in the first event',
      'anthropic',
      named([{ ...start, message: { content: [{ type: 'text', text: '10' }] } }, ...stopped]),
    ],
    ['in pieces without a name', 'anthropic', anthropic(delta({ text: '1' }), delta({ text: '0' }))],
    ['in pieces of text', 'anthropic', anthropic(delta('1'), delta('0'))],
    [
      'in two blocks',
      'anthropic',
      anthropic(delta({ type: 'text_delta', text: '1' }), delta({ type: 'text_delta', text: '0' }, 1)),
    ],
    [
      'behind what its server looked up',
      'anthropic',
      anthropic(
        { type: 'content_block_start', index: 0, content_block: { type: 'server_tool_use', name: 'web_search' } },
        delta({ type: 'input_json_delta', partial_json: '{"a":1}' }),
        {
          type: 'content_block_start',
          content_block: { type: 'web_search_tool_result', content: { error_code: 'x' } },
        },
        delta({ type: 'citations_delta', citation: {} }, 2),
        delta({ type: 'text_delta', text: '10' }, 2),
      ),
    ],
    [
      'between signs of life',
      'anthropic',
      anthropic({ type: 'ping' }, delta({ type: 'text_delta', text: '10' }), { type: 'ping' }),
    ],
    [
      'with an end without data',
      'anthropic',
      [...named(anthropicEvents('10').slice(0, 4)), 'event: message_stop\ndata:\n\n'],
    ],
    ['with thoughts in an object', 'openai', [chunk({ reasoning: { content: 'hm' } }), say('10', 'stop'), done]],
    ['with thoughts in an object', 'openai', [chunk({ thinking: { text: 'hm' } }), say('10', 'stop'), done]],
    ['as events', 'ollama', [`data: ${line('10')}\n`, `data: ${line('', lastLine)}\n`]],
    ['of the other endpoint', 'ollama', ['{"response":"10","done":false}\n', '{"response":"","done":true}\n']],
    ['with CR alone', 'ollama', [line('10').replace('\n', '\r'), line('', lastLine).replace('\n', '\r')]],
  ];
  for (const [what, protocol, pieces, more] of taken)
    it(`is taken: ${protocol}, ${what}`, async () => {
      const { answer, error } = await askRaw(protocol, pieces, more ?? {});
      assert.deepEqual([error, answer === '10' || answer === '😀'], [undefined, true]);
    });

  const refused: [string, Protocol, Pieces, RegExp, object?][] = [
    ['a stream of OpenAI', 'anthropic', [say('10'), chunk({}, 'stop'), done], /another protocol.*chat\.completion/],
    [
      'JSON of OpenAI',
      'anthropic',
      [JSON.stringify({ choices: [{ message: { content: '10' } }] })],
      /another protocol/,
      json,
    ],
    ['a stream of OpenAI', 'ollama', [say('10'), chunk({}, 'stop'), done], /another protocol/],
    ['a stream of Anthropic', 'openai', named(anthropicEvents('10')), /another protocol.*message_start/],
    ['JSON of Anthropic', 'openai', [JSON.stringify({ type: 'message', content: [] })], /another protocol/, json],
    ['lines of Ollama', 'openai', [line('10'), line('', lastLine)], /another protocol/],
    [
      'an envelope',
      'openai',
      [JSON.stringify({ code: 0, data: { choices: [] } })],
      /expected a stream.*"code":0/,
      json,
    ],
    [
      'several chunks in a list',
      'openai',
      [JSON.stringify([say('1'), say('0')].map((one) => JSON.parse(one.slice(5)) as object))],
      /several messages in one/,
      json,
    ],
    [
      'several whole messages',
      'openai',
      ['1', '2'].map((content) => event({ choices: [{ message: { content } }] })),
      /whole messages where pieces/,
    ],
    [
      'text of its own form, counted',
      'openai',
      [event({ response: '10' }), event({ response: '', usage: { prompt_tokens: 5, completion_tokens: 2 } }), done],
      /sent no answer\. It said: .*"response":"10"/,
    ],
    [
      'packed otherwise',
      'openai',
      ['x'],
      /answered 200: its body is packed as zstd/,
      { headers: { 'content-encoding': 'zstd' } },
    ],
    [
      'a place in a queue',
      'openai',
      ['{"requestId":"r","status":"queued"}'],
      /answered 202: .*queue/,
      { ...json, status: 202 },
    ],
    ['nothing', 'openai', [], /answered 204: .*no words/, { status: 204 }],
    ['nothing', 'anthropic', [], /answered 205: .*no words/, { status: 205 }],
    ['a page', 'ollama', ['<h1>Hi</h1>'], /answered 203: .*Hi/, { contentType: 'text/html', status: 203 }],
    ['Latin-1', 'openai', [latin(say('Z\u00fcrich')), chunk({}, 'stop'), done], /not UTF-8/],
    ['Latin-1', 'anthropic', [latin(JSON.stringify({ type: 'message', content: 'Z\u00fcrich' }))], /not UTF-8/, json],
    ['Latin-1', 'ollama', [latin(line('Z\u00fcrich')), line('', lastLine)], /not UTF-8/],
    [
      'a character cut between chunks',
      'openai',
      [Buffer.from(say('#')), Buffer.from(say('#', 'stop')), Buffer.from(done)].map((piece, at) =>
        Buffer.concat([
          piece.subarray(0, piece.indexOf('#')),
          Buffer.from(at ? [0x98, 0x80] : [0xf0, 0x9f]),
          piece.subarray(piece.indexOf('#') + 1),
        ]),
      ),
      /not UTF-8/,
    ],
    ['UTF-16', 'openai', [Buffer.from(`\u{feff}${say('10', 'stop')}`, 'utf16le')], /expected a stream of events/],
  ];
  for (const [what, protocol, pieces, words, more] of refused)
    it(`is an error and not asked for again: ${protocol}, ${what}`, async () => {
      const error = providerErrorOf(await askRaw(protocol, pieces, more ?? {}));
      assert.deepEqual([error.kind, error.isRetryable], ['api', false]);
      assert.match(error.message, words);
    });

  for (const [what, pieces] of [
    ['capitals', [say('1'), say('0').replace('data', 'Data'), chunk({}, 'stop'), done]],
    ['a blank', [say('1'), say('0').replace('data:', 'data :'), chunk({}, 'stop'), done]],
    ['a torn name', [say('1'), say('0').replace('data:', 'ta:'), chunk({}, 'stop'), done]],
  ] as [string, string[]][])
    it(`is not judged without the piece whose event has another name: ${what}`, async () => {
      assert.match(providerErrorOf(await askRaw('openai', pieces)).message, /can't be read/);
    });

  it('is cut off, and nothing else, in the middle of a character', async () => {
    const bytes = Buffer.from(say('😀'));
    const error = providerErrorOf(await askRaw('openai', [say('1'), bytes.subarray(0, bytes.indexOf('😀') + 2)]));
    assert.deepEqual([error.kind, error.isRetryable], ['network', true]);
  });

  it('repeats a page in another encoding as well as it can', async () => {
    const page = latin('<html><body>Bitte anmelden f\u00fcr den Zugang</body></html>');
    assert.match(
      providerErrorOf(await askRaw('openai', [page], { contentType: 'text/html' })).message,
      /Bitte anmelden/,
    );
  });

  it('has its counts although they came with the text', async () => {
    const { reply } = await askRaw('openai', [
      event({ choices: [{ text: '10', finish_reason: 'stop' }], usage }),
      done,
    ]);
    assert.equal(reply!.tokens.output, 2);
  });
});
