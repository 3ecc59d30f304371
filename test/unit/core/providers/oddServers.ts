// The three protocols with one way of asking each, for tests of what they share: an answer that is sent as it is.

import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import { connectOllama } from '../../../../src/core/providers/connectOllama';
import { connectOpenAi } from '../../../../src/core/providers/connectOpenAi';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import type { Behavior, RawAnswer, Reply } from '../../../servers/behavior';
import { listenedAsk, type Heard } from '../../../servers/listenedAsk';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';

export type Protocol = 'openai' | 'anthropic' | 'ollama';

interface OddAnswer extends Heard {
  server: TestServer;
}

/** Asks a server of this protocol once, and closes it. */
export async function askOdd(protocol: Protocol, reply: Reply, prompt = 'Say hello.'): Promise<OddAnswer> {
  const server = await startServer(protocol, reply);
  try {
    const apiKey = 'sk-test-0123456789abcdef';
    const provider =
      protocol === 'openai'
        ? await connectOpenAi(
            { label: 'OpenAI', defaultBaseUrl: '', isLocal: false, asksForUsage: true, isOpenAi: true },
            { apiKey, baseUrl: `${server.url}/v1` },
          )
        : protocol === 'anthropic'
          ? await connectAnthropic({ apiKey, baseUrl: server.url })
          : await connectOllama({ baseUrl: server.url });
    return { ...(await listenedAsk(provider, { model: `${protocol}~odd`, prompt })), server };
  } finally {
    await server.close();
  }
}

/** The same for bytes in place of the vendor's own stream. */
export function askRaw(
  protocol: Protocol,
  pieces: RawAnswer['pieces'],
  more: Partial<RawAnswer> = {},
): Promise<OddAnswer> {
  return askOdd(protocol, { raw: { pieces, ...more } });
}

function startServer(protocol: Protocol, reply: Reply<Behavior>): Promise<TestServer> {
  if (protocol === 'openai') return startOpenAiServer({ reply });
  return protocol === 'anthropic' ? startAnthropicServer({ reply }) : startOllamaServer({ reply });
}

/** An event of OpenAI's protocol with this delta. */
export function chunk(delta: object, finishReason?: unknown, more: object = {}): string {
  const choice = { index: 0, delta, ...(finishReason === undefined ? {} : { finish_reason: finishReason }) };
  return event({ id: 'c1', object: 'chat.completion.chunk', model: 'm', choices: [choice], ...more });
}

export function event(data: unknown, name?: string): string {
  const line = `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
  return name === undefined ? line : `event: ${name}\n${line}`;
}

export const done = event('[DONE]');
export const usage = { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 };

/** An answer of Anthropic's protocol, event by event. */
export function anthropicEvents(text: unknown, stopReason: unknown = 'end_turn', output: unknown = 5): object[] {
  return [
    { type: 'message_start', message: { id: 'm1', model: 'x', usage: { input_tokens: 12, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: stopReason }, usage: { output_tokens: output } },
    { type: 'message_stop' },
  ];
}

/** Named as Anthropic names them. */
export function named(events: readonly object[]): string[] {
  return events.map((one) => event(one, 'type' in one ? String(one.type) : undefined));
}

/** A line of Ollama's protocol. */
export function line(content: unknown, more: object = { done: false }): string {
  return `${JSON.stringify({ model: 'x', message: { role: 'assistant', content }, ...more })}\n`;
}

export const lastLine = { done: true, done_reason: 'stop', prompt_eval_count: 20, eval_count: 2 };
