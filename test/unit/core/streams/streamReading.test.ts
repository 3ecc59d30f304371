// Bytes to messages: every way in which a stream may be cut up, labelled or broken, and the bounds on what is taken in.

import assert from 'node:assert/strict';
import { usualAnswerLimits, type AnswerLimits } from '../../../../src/shared/run/answerLimits';
import { LimitExceeded } from '../../../../src/core/streams/limitExceeded';
import type { ServerMessage } from '../../../../src/core/streams/messageParser';
import { readMessages, type Heard } from '../../../../src/core/streams/readMessages';
import type { WireListener } from '../../../../src/core/streams/wireListener';
import { FedBody, type Pieces } from './fedBody';

async function read(
  pieces: Pieces,
  limits: Partial<AnswerLimits> = {},
): Promise<{ messages: ServerMessage[]; isOwnEnd: boolean }> {
  const messages: ServerMessage[] = [];
  const options = { wire: undefined, limits: { ...usualAnswerLimits, ...limits } };
  const isOwnEnd = await readMessages(new FedBody(pieces, { limits }).body, options, (message) => {
    messages.push(message);
    return message.data === 'last' ? 'last' : 'more';
  });
  return { messages, isOwnEnd };
}

const dataOf = async (pieces: Pieces): Promise<string[]> => (await read(pieces)).messages.map(({ data }) => data);

describe('the reader of streams', () => {
  const same: [string, Pieces][] = [
    ['LF', ['data: a\n\ndata: b\n\n']],
    ['CRLF', ['data: a\r\n\r\ndata: b\r\n\r\n']],
    ['CR', ['data: a\r\rdata: b\r\r']],
    ['CRLF torn between its halves', ['data: a\r', '\n\r', '\ndata: b\r\n\r', '\n']],
    ['a byte order mark', ['\u{feff}data: a\n\n', 'data: b\n\n']],
    ['a torn byte order mark', [Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf), 'data: a\n\ndata: b\n\n']],
    ['comments', [': OPENROUTER PROCESSING\n\n', 'data: a\n\n', ':\n\n', 'data: b\n\n']],
    ['empty data', ['data:\n\ndata: a\n\ndata: \n\ndata\n\ndata: b\n\n']],
    ['ids and waits', ['retry: 100\nid: 7\ndata: a\n\nid\ndata: b\n\n']],
    ['no space after the colon', ['data:a\n\ndata:b\n\n']],
    ['blank lines around', ['\n\n\ndata: a\n\n\n\ndata: b\n\n\n']],
    ['one byte at a time', [...new TextEncoder().encode('data: a\n\ndata: b\n\n')].map((byte) => Uint8Array.of(byte))],
  ];
  for (const [what, pieces] of same)
    it(`reads events with ${what}`, async () => assert.deepEqual(await dataOf(pieces), ['a', 'b']));

  it('puts torn characters together, of two, three and four bytes', async () => {
    const bytes = new TextEncoder().encode('data: é世🌍\n\n');
    for (let cut = 1; cut < bytes.length; cut++)
      assert.deepEqual(await dataOf([bytes.slice(0, cut), bytes.slice(cut)]), ['é世🌍']);
  });

  it('keeps names with their data, and joins data over lines', async () => {
    const { messages } = await read(['event: error\ndata: x\n\ndata: one\ndata: two\n\nerror: {"code":500}\n\n']);
    assert.deepEqual(messages, [
      { name: 'error', data: 'x' },
      { name: '', data: 'one\ntwo' },
      { name: 'error', data: '{"code":500}' },
    ]);
  });

  it('takes events apart where no blank line does', async () => {
    assert.deepEqual(await dataOf(['data: {"a":1}\ndata: {"b":2}\ndata: [DONE]\n']), ['{"a":1}', '{"b":2}', '[DONE]']);
    assert.deepEqual(await dataOf(['data: {\ndata: "a":1}\n\ndata: {"b":2}\n']), ['{\n"a":1}', '{"b":2}']);
    const { messages } = await read(['event: x\ndata: {"a":1}\nevent: y\ndata: {"b":2}\ndata: {"c":3}\n']);
    assert.deepEqual(
      messages.map(({ name, data }) => `${name} ${data}`),
      ['x {"a":1}', 'y {"b":2}', ' {"c":3}'],
    );
  });

  it('tells lines that are no part of a stream', async () => {
    const { messages } = await read(['data: {"a":1}\n\n<html>\nBad gateway\nretry: 5\nid: 7\n \n: ping\n']);
    assert.deepEqual(
      messages.filter(({ isStray }) => isStray).map(({ data }) => data),
      ['<html>', 'Bad gateway'],
    );
  });

  it('takes a JSON among events for a message, with or without its label', async () => {
    assert.deepEqual(await dataOf(['data: {"a":1}\n\n{"detail":"no"}\n']), ['{"a":1}', '{"detail":"no"}']);
  });

  it('takes a last event that no blank line ends when it is complete, and not when it was cut', async () => {
    assert.deepEqual(await dataOf(['data: {"a":1}\n\ndata: {"b":2}']), ['{"a":1}', '{"b":2}']);
    assert.deepEqual(await dataOf(['data: {"a":1}\n\ndata: [DONE]']), ['{"a":1}', '[DONE]']);
    assert.deepEqual(await dataOf(['data: {"a":1}\n\ndata: {"b":']), ['{"a":1}']);
  });

  it('reads JSON lines, with blank ones between and without a last line end', async () => {
    assert.deepEqual(await dataOf(['{"a":1}\r\n\n{"b":', '2}\n', '{"c":3}']), ['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  const wholes: [string, string][] = [
    ['a page', '<html>\n<body>Sign in</body></html>'],
    ['JSON over several lines', '{\n  "choices": []\n}'],
    ['a list', '[{"error":{}}]'],
    ['a sentence', 'upstream connect error'],
    ['half a JSON', '{"choices": ['],
  ];
  for (const [what, text] of wholes)
    it(`gives ${what} as a whole`, async () =>
      assert.deepEqual((await read([text])).messages, [{ name: '', data: text, isWhole: true }]));

  it('gives nothing for an empty body', async () => assert.deepEqual((await read([])).messages, []));

  it('ends at the last message, however long the server stays, and closes the connection later', async () => {
    const fed = new FedBody(['data: last\n\ndata: more\n\n'], { then: 'nothing', now: () => 5 });
    const told: string[] = [];
    const wire: WireListener = {
      now: () => 5,
      onDispatched: () => undefined,
      onArrival: (at) => told.push(`arrival ${at}`),
      onEnd: (at) => told.push(`end ${at}`),
    };
    const heard: string[] = [];
    const take = ({ data }: ServerMessage): Heard => {
      heard.push(data);
      return 'last';
    };
    assert.equal(await readMessages(fed.body, { wire, limits: usualAnswerLimits }, take), true);
    assert.deepEqual([heard, told, fed.wasClosed], [['last'], ['arrival 5', 'end 5'], false]);
    while (!fed.wasClosed) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('is content with enough when nothing follows', async () => {
    const { body } = new FedBody(['data: enough\n\n'], { then: 'nothing' });
    assert.equal(await readMessages(body, { wire: undefined, limits: usualAnswerLimits }, () => 'enough'), false);
  });

  it('stamps what came while nobody read, not when it is read', async () => {
    let clock = 0;
    const arrivals: number[] = [];
    const wire: WireListener = {
      now: () => clock,
      onDispatched: () => undefined,
      onArrival: (at) => arrivals.push(at),
      onEnd: () => undefined,
    };
    const { body } = new FedBody(['data: a\n\n', 'data: b\n\n', 'data: c\n\n'], { now: () => clock });
    await readMessages(body, { wire, limits: usualAnswerLimits }, () => {
      // Reading the first one takes until 1000; the others have come before.
      clock = 1000;
      return 'more';
    });
    assert.deepEqual(arrivals, [0, 0, 0]);
  });

  it('throws what reading threw, after the messages before it', async () => {
    const { body } = new FedBody(['data: a\n\n'], { then: new Error('cut') });
    const heard: string[] = [];
    const reading = readMessages(body, { wire: undefined, limits: usualAnswerLimits }, ({ data }) => {
      heard.push(data);
      return 'more';
    });
    await assert.rejects(reading, /^Error: cut$/);
    assert.deepEqual(heard, ['a']);
  });

  const x = 'x'.repeat(50);
  const tooMuch: [string, Partial<AnswerLimits>, Pieces, string][] = [
    ['one line in one piece', { lineCharacters: 99 }, [`data: ${x}${x}\n\n`], '99 characters in one line'],
    ['one line in many pieces', { lineCharacters: 99 }, ['data: ', x, x], '99 characters in one line'],
    ['one event of many lines', { lineCharacters: 99 }, [`data: ${x}\ndata: ${x}\n\n`], '99 characters in one piece'],
    ['a page of many lines', { lineCharacters: 99 }, ['<html>\n', `${x}\n`, `${x}\n`], '99 characters in one piece'],
    ['a body of comments', { bodyBytes: 99 }, [`: ${x}\n`, `: ${x}\n`], '99 bytes'],
    ['a body of blank lines', { bodyBytes: 99 }, ['\n'.repeat(60), '\n'.repeat(60)], '99 bytes'],
    ['a body of events', { bodyBytes: 99 }, ['data: a\n\n'.repeat(5), 'data: a\n\n'.repeat(9)], '99 bytes'],
  ];
  for (const [what, limits, pieces, limit] of tooMuch)
    it(`takes no more than the limit of ${what}`, async () => {
      await assert.rejects(read(pieces, limits), (error) => error instanceof LimitExceeded && error.what === limit);
    });

  it('makes a server wait whose bytes are not read', async () => {
    let pulled = 0;
    const pieces = function* (): Generator<string> {
      for (;;) {
        pulled++;
        yield `: ${x}\n`;
      }
    };
    // All limits but that of the body are out of the way; what waits never comes near it.
    const { body } = new FedBody(pieces(), { limits: { waitingBytes: 100, bodyBytes: 5300 } });
    await assert.rejects(
      readMessages(body, { wire: undefined, limits: usualAnswerLimits }, () => 'more'),
      LimitExceeded,
    );
    assert.ok(pulled <= 102, String(pulled));
  });

  it('joins a long line in time that grows with its length, not with its square', async () => {
    const piece = new Uint8Array(64).fill(0x78);
    const pieces = ['data: ', ...Array.from({ length: 2000 }, () => piece), '\n\n'];
    assert.deepEqual(
      (await dataOf(pieces)).map((data) => data.length),
      [128_000],
    );
  });
});
