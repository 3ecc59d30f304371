// The end of an answer: its own last event ends it, and only a known good reason is a good end.

import assert from 'node:assert/strict';
import { ProviderError } from '../../../../src/core/providers/provider';
import type { RawAnswer } from '../../../servers/behavior';
import { anthropicEvents, askRaw, chunk, done, event, lastLine, line, named, usage, type Protocol } from './oddServers';

interface Case {
  what: string;
  protocol?: Protocol;
  pieces: RawAnswer['pieces'];
  then?: RawAnswer['then'];
  /** `good`, `length`, `refusal`, or the kind of the error with `again` where it is tried again. */
  end: string;
}

/** `good`, how the answer was stopped, or the error. */
async function endOf({ protocol = 'openai', pieces, then }: Case): Promise<string> {
  const { reply, error } = await askRaw(protocol, pieces, then ? { then } : {});
  if (error instanceof ProviderError) return `${error.kind}${error.isRetryable ? ' again' : ''}`;
  assert.equal(error, undefined);
  return reply!.stoppedBy === 'none' ? 'good' : reply!.stoppedBy;
}

const say = (text: string, reason?: unknown): string => chunk({ content: text }, reason);
const stop = (reason: unknown): string => chunk({}, reason);
const anthropic = (reason: unknown): string[] => named(anthropicEvents('10', reason));
const only = (type: string): string[] =>
  named(anthropicEvents('10').filter((one) => 'type' in one && one.type !== type));

const reason = (fields: object): string => event({ choices: [{ index: 0, delta: {}, ...fields }] });

const cases: Case[] = [
  ...[
    { finishReason: 'length' },
    { stop_reason: 'max_tokens' },
    { delta: { finish_reason: 'length' } },
    { finish_reason: 'stop', native_finish_reason: 'MAX_TOKENS' },
    { finish_reason: null, native_finish_reason: 'length' },
  ].map((fields) => ({
    what: `a reason as ${JSON.stringify(fields)}`,
    pieces: [say('10'), reason(fields), done],
    end: 'length',
  })),
  ...[
    { finish_reason: 'stop', stop_reason: 'length' },
    { finish_reason: 'stop', stop_reason: 128_001 },
    { finish_reason: 'stop', native_finish_reason: 'end_of_sequence' },
    { finish_reason: 'stop', native_finish_reason: 7 },
    { finish_reason: null, stop_reason: 128_001 },
  ].map((fields) => ({
    what: `a reason as ${JSON.stringify(fields)}`,
    pieces: [say('10'), reason(fields), done],
    end: 'good',
  })),
  ...[
    '{"done": true}',
    '{"type": "done"}',
    '{"event": "end"}',
    '{"object": "end", "is_finished": true}',
    '[END]',
    '[EOS]',
    '<EOS>',
    '<|endoftext|>',
    '"<|im_end|>"',
    '</s>',
  ].map((last) => ({ what: `no reason, but ${last}`, pieces: [say('10'), event(last)], end: 'good' })),
  ...['{"done": false}', '{"type": "status"}', '{"done": true, "note": "wait"}', '{}'].map((last) => ({
    what: `no reason, and ${last}`,
    pieces: [say('10'), event(last)],
    end: 'network again',
  })),
  { what: 'done before anything was said', pieces: [event('{"done": true}'), say('10', 'stop')], end: 'good' },
  ...[
    ...['stop', 'tool_calls', 'function_call', 'eos', 'eos_token', 'end_turn', 'STOP', 'COMPLETE', 'TOOL_CALL'],
    ...['finish', 'done', 'stop_token', 'endoftext', 'STOP_CRITERIA_MET', 'normal', 'endTurn', 'FinishReason.STOP'],
  ].map((reason) => ({
    what: `finish reason ${reason}`,
    pieces: [say('10'), stop(reason), done],
    end: 'good',
  })),
  ...[
    ...['length', 'model_length', 'max_tokens', 'MAX_TOKENS', 'max_output_tokens', 'token_limit', 'ERROR_LIMIT'],
    ...['max-tokens', 'maxTokens', 'FINISH_REASON_MAX_TOKENS', 'max_new_tokens', 'context_length_exceeded', 'limit'],
  ].map((reason) => ({
    what: `finish reason ${reason}`,
    pieces: [say('10'), stop(reason), done],
    end: 'length',
  })),
  ...[
    ...['content_filter', 'SAFETY', 'RECITATION', 'sensitive', 'PROHIBITED_CONTENT', 'blocked', 'ERROR_TOXIC'],
    ...['content-filter', 'MODEL_ARMOR', 'IMAGE_PROHIBITED_CONTENT', 'moderation', 'content_policy_violation'],
  ].map((reason) => ({
    what: `finish reason ${reason}`,
    pieces: [say('10'), stop(reason), done],
    end: 'refusal',
  })),
  ...[
    ...['error', 'abort', 'cancelled', 'insufficient_system_resource', 'network_error', 'USER_CANCEL'],
    ...['time_limit', 'TIMEOUT', 'failed', 'server_error', 'interrupted'],
  ].map((reason) => ({
    what: `finish reason ${reason}`,
    pieces: [say('10'), stop(reason), done],
    end: 'api again',
  })),
  ...[
    ...['whatever', 'unknown', 'FINISH_REASON_UNSPECIFIED', 'repetition', 'repetition_truncation', 'OTHER'],
    ...['MALFORMED_FUNCTION_CALL', 'LANGUAGE', 'stopped by nobody'],
  ].map((reason) => ({
    what: `finish reason ${reason}`,
    pieces: [say('10'), stop(reason), done],
    end: 'api',
  })),
  { what: 'error in the last text', pieces: [say('10', 'error'), done], end: 'api again' },
  { what: 'stop, then error', pieces: [say('10', 'stop'), stop('error'), done], end: 'api again' },
  { what: 'length, then empty', pieces: [say('1', ''), stop('length'), stop(''), done], end: 'length' },
  { what: 'length, then stop', pieces: [say('1'), stop('length'), stop('stop'), done], end: 'length' },
  { what: 'length, then null', pieces: [say('1'), stop('length'), stop(null), done], end: 'length' },
  { what: 'length, then a blank', pieces: [say('1'), stop('length'), stop(' '), done], end: 'length' },
  { what: 'content_filter, then stop', pieces: [say('1'), stop('content_filter'), stop('stop'), done], end: 'refusal' },
  { what: 'stop, then content_filter', pieces: [say('1'), stop('stop'), stop('content_filter'), done], end: 'refusal' },
  { what: 'empty in every chunk, then cut', pieces: [say('1', ''), say('', '')], then: 'cut', end: 'network again' },
  { what: 'empty in every chunk, then ended', pieces: [say('1', ''), say('', '')], end: 'network again' },
  { what: 'null in every chunk, then ended', pieces: [say('1', null), say('2', null)], end: 'network again' },
  { what: 'blanks in every chunk, then ended', pieces: [say('1', ' '), say('2', ' ')], end: 'network again' },
  { what: 'text alone, then cut', pieces: [say('1')], then: 'cut', end: 'network again' },
  { what: 'usage alone, then ended', pieces: [say('1'), event({ choices: [], usage })], end: 'network again' },
  { what: '[DONE] with usage, no reason', pieces: [say('10'), event({ choices: [], usage }), done], end: 'good' },
  { what: '[DONE] with text, no reason', pieces: [say('10'), done], end: 'good' },
  { what: '[DONE] with empty reasons', pieces: [say('10', ''), stop(''), done], end: 'good' },
  { what: '[DONE] with null reasons', pieces: [say('10', null), done], end: 'good' },
  { what: '[DONE] with null as a word', pieces: [say('1', 'null'), say('0', 'not_finished'), done], end: 'good' },
  { what: 'null as a word, then stop', pieces: [say('1', 'null'), stop('stop'), done], end: 'good' },
  { what: 'null as a word, then ended', pieces: [say('1', 'null'), say('0', 'null')], end: 'network again' },
  { what: '[DONE] after an empty message', pieces: [chunk({ role: 'assistant' }), done], end: 'good' },
  { what: '[DONE] in quotes', pieces: [say('10'), event('"[DONE]"')], end: 'good' },
  { what: '[DONE] without its blank line', pieces: [say('10'), 'data: [DONE]'], end: 'good' },
  { what: '[DONE] and nothing else', pieces: [done], end: 'good' },
  { what: 'a reason and no [DONE]', pieces: [say('10', 'stop')], end: 'good' },
  { what: 'a reason, then cut', pieces: [say('10', 'stop')], then: 'cut', end: 'good' },
  { what: 'no body', pieces: [], end: 'network again' },

  ...['end_turn', 'stop_sequence', 'tool_use', 'stop'].map((reason) => ({
    what: `stop reason ${reason}`,
    protocol: 'anthropic' as const,
    pieces: anthropic(reason),
    end: 'good',
  })),
  { what: 'stop reason max_tokens', protocol: 'anthropic', pieces: anthropic('max_tokens'), end: 'length' },
  { what: 'stop reason refusal', protocol: 'anthropic', pieces: anthropic('refusal'), end: 'refusal' },
  { what: 'stop reason error', protocol: 'anthropic', pieces: anthropic('error'), end: 'api again' },
  { what: 'stop reason pause_turn', protocol: 'anthropic', pieces: anthropic('pause_turn'), end: 'api' },
  { what: 'no stop reason', protocol: 'anthropic', pieces: anthropic(null), end: 'good' },
  { what: 'no message_delta', protocol: 'anthropic', pieces: only('message_delta'), end: 'good' },
  { what: 'no message_stop', protocol: 'anthropic', pieces: only('message_stop'), end: 'good' },
  { what: 'neither', protocol: 'anthropic', pieces: named(anthropicEvents('10').slice(0, 4)), end: 'network again' },
  {
    what: 'cut in the text',
    protocol: 'anthropic',
    pieces: named(anthropicEvents('10').slice(0, 3)),
    then: 'cut',
    end: 'network again',
  },

  { what: 'done', protocol: 'ollama', pieces: [line('10'), line('', lastLine)], end: 'good' },
  {
    what: 'done without a reason',
    protocol: 'ollama',
    pieces: [line('10'), line('', { done: true, eval_count: 1 })],
    end: 'good',
  },
  {
    what: 'done by length',
    protocol: 'ollama',
    pieces: [line('10'), line('', { ...lastLine, done_reason: 'length' })],
    end: 'length',
  },
  {
    what: 'done by error',
    protocol: 'ollama',
    pieces: [line('10'), line('', { ...lastLine, done_reason: 'error' })],
    end: 'api again',
  },
  {
    what: 'done by something else',
    protocol: 'ollama',
    pieces: [line('10'), line('', { ...lastLine, done_reason: 'something_else' })],
    end: 'api',
  },
  { what: 'done at once', protocol: 'ollama', pieces: [line('', { done: true })], end: 'good' },
  { what: 'not done', protocol: 'ollama', pieces: [line('10'), line('')], end: 'network again' },
  {
    what: 'done written as text',
    protocol: 'ollama',
    pieces: [line('10'), line('', { done: 'true' })],
    end: 'network again',
  },
];

describe('the end of an answer', () => {
  for (const one of cases)
    it(`${one.protocol ?? 'openai'}: ${one.what} is ${one.end}`, async () => assert.equal(await endOf(one), one.end));

  const held: [string, Protocol, string[]][] = [
    ['[DONE]', 'openai', [say('10'), stop('stop'), event({ choices: [], usage }), done]],
    ['[DONE] in the same write', 'openai', [[say('10'), stop('stop'), done].join('')]],
    ['[DONE] without a reason', 'openai', [say('10'), done]],
    ['message_stop', 'anthropic', anthropic('end_turn')],
    ['message_stop without names', 'anthropic', anthropicEvents('10').map((one) => event(one))],
    ['done: true', 'ollama', [line('10'), line('', lastLine)]],
    ['done: true in the only line', 'ollama', [line('10', lastLine)]],
  ];
  for (const [what, protocol, pieces] of held)
    it(`${protocol}: ${what} ends an answer whose server holds the connection`, async () => {
      const { reply, answer } = await askRaw(protocol, pieces, { then: 'hold' });
      assert.deepEqual([reply?.stoppedBy, answer], ['none', '10']);
    });

  it('passes over what comes after the last event', async () => {
    const { answer, reply } = await askRaw('openai', [say('10', 'stop'), done, say('and more', 'error'), done]);
    assert.deepEqual([answer, reply?.finishReason], ['10', 'stop']);
  });

  it('takes nothing twice, and of several answers the first', async () => {
    const message = { role: 'assistant', content: '10' };
    const repeated = event({ choices: [{ index: 0, delta: { content: '' }, message, finish_reason: 'stop' }] });
    const second = event({ choices: [{ index: 1, delta: { content: 'or 11' }, finish_reason: null }] });
    const both = event({
      choices: [
        { index: 1, delta: { content: '11' } },
        { index: 0, delta: { content: '10' } },
      ],
    });
    for (const pieces of [
      [say('1'), say('0'), repeated, done],
      [chunk({ reasoning_content: 'hm' }), repeated, done],
      [say('10'), second, stop('stop'), done],
      [both, stop('stop'), done],
      [say('10', 'stop'), '\n', event('[done]')],
    ])
      assert.equal((await askRaw('openai', pieces)).answer, '10');
  });

  it('is a known reason in silence where the last event never comes', async () => {
    const { answer, reply } = await askRaw('openai', [say('10', 'stop')], { then: 'hold' });
    assert.deepEqual([answer, reply?.finishReason], ['10', 'stop']);
  });

  it('is a known reason in silence where counts, pings and other things follow it and the last event never comes', async () => {
    const after = [event({ choices: [], usage }), event({ type: 'ping' }), event({ meta: 1 }), ': ping\n\n'];
    const { reply } = await askRaw('openai', [say('10', 'stop'), ...after], { then: 'hold' });
    assert.deepEqual([reply?.finishReason, reply?.tokens.output], ['stop', 2]);
    const ping = event({ type: 'ping' }, 'ping');
    const anthropicEnd = [...only('message_stop'), ping, ping];
    assert.equal((await askRaw('anthropic', anthropicEnd, { then: 'hold' })).answer, '10');
  });

  it('says the reason that is no good one', async () => {
    const said = async (reason: string) => String((await askRaw('openai', [say('1'), stop(reason), done])).error);
    assert.match(await said('error'), /broke off its answer: it gives "error" as the reason for its end/);
    assert.match(await said('whatever'), /ended its answer for the reason "whatever", which is none that is known/);
  });

  it('says the last words of a server that sent no answer', async () => {
    const { error } = await askRaw('openai', [event({ status: 'queue is full' })]);
    assert.match(String(error), /without a finish reason\. The last it said: \{"status":"queue is full"\}\./);
  });
});
