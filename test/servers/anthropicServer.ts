// A server that speaks Anthropic's Messages protocol, streamed as named server-sent events.
// Written from the vendor's documentation of its wire format.

import type { ServerResponse } from 'node:http';
import { countsOf, replyChooser, stopBeforeHeaders, streamText } from './behaviour';
import type { Behaviour, Failure, Reply, TokenCounts } from './behaviour';
import { startServer } from './testServer';
import type { TestServer } from './testServer';

export interface AnthropicBehaviour extends Behaviour {
  /** `ping` events between the others. */
  pings?: boolean;
  /** End the stream without `message_stop`. */
  omitsStop?: boolean;
}

export interface AnthropicServerOptions {
  /** What to do with each call; default: answer `Hello`. */
  reply?: Reply<AnthropicBehaviour>;
  /** The answer by prompt: the short form of `reply`. */
  answer?: (prompt: string) => string;
  /** The key a caller must show, in `x-api-key` or as a bearer. */
  key?: string;
  port?: number;
}

/** Starts the server. The base URL for clients is `url`. */
export async function startAnthropicServer(options: AnthropicServerOptions = {}): Promise<TestServer> {
  const { answer } = options;
  const choose = replyChooser<AnthropicBehaviour>(options.reply ?? (answer ? ({ prompt }) => ({ text: answer(prompt) }) : {}));
  return startServer(async (request, response) => {
    if (request.path !== '/v1/messages' || request.method !== 'POST') return sendFailure(response, { status: 404, message: 'Not found' });
    const shownKey = request.headers['x-api-key'] ?? (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (options.key !== undefined && shownKey !== options.key) {
      return sendFailure(response, { status: 401, message: 'invalid x-api-key' });
    }
    if (request.headers['anthropic-version'] === undefined) {
      return sendFailure(response, { status: 400, message: 'anthropic-version: header is required' });
    }
    if (typeof request.body.max_tokens !== 'number') return sendFailure(response, { status: 400, message: 'max_tokens: Field required' });
    const { call, behaviour } = await choose(request);
    if (await stopBeforeHeaders(behaviour, response)) return;
    if (behaviour.failure) return sendFailure(response, behaviour.failure);
    await stream(response, behaviour, call.model, countsOf(behaviour, call.prompt));
  }, options.port);
}

async function stream(response: ServerResponse, behaviour: AnthropicBehaviour, model: string, counts: TokenCounts | null): Promise<void> {
  const send = (type: string, data: object = {}): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
    if (behaviour.pings && type !== 'ping') send('ping');
  };
  const cached = counts?.cached ?? 0;
  const written = counts?.cacheWritten ?? 0;
  const inputUsage = { input_tokens: (counts?.input ?? 0) - cached - written, cache_creation_input_tokens: written, cache_read_input_tokens: cached };

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'request-id': 'req_test1',
    'anthropic-ratelimit-requests-remaining': '49',
    'set-cookie': 'session=must-not-be-recorded',
    ...behaviour.headers,
  });
  response.flushHeaders();
  send('message_start', {
    message: { id: 'msg_test1', type: 'message', role: 'assistant', content: [], model, stop_reason: null, stop_sequence: null, usage: { ...inputUsage, output_tokens: 1 } },
  });

  let open: 'reasoning' | 'answer' | null = null;
  let index = -1;
  const closeBlock = (): void => {
    if (open === 'reasoning') send('content_block_delta', { index, delta: { type: 'signature_delta', signature: 'c2lnbmVk' } });
    if (open) send('content_block_stop', { index });
    open = null;
  };
  const isWhole = await streamText(behaviour, response, {
    chunk: (kind, text) => {
      if (open !== kind) {
        closeBlock();
        index += 1;
        open = kind;
        send('content_block_start', { index, content_block: kind === 'answer' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' } });
      }
      send('content_block_delta', { index, delta: kind === 'answer' ? { type: 'text_delta', text } : { type: 'thinking_delta', thinking: text } });
    },
    malformed: (text) => response.write(`event: content_block_delta\ndata: ${text}\n\n`),
    error: (failure) => send('error', { error: { type: typeOf(failure), message: failure.message } }),
  });
  if (!isWhole) return;
  closeBlock();
  if (behaviour.finishReason !== null) {
    const details = counts?.reasoning === undefined ? {} : { output_tokens_details: { thinking_tokens: counts.reasoning } };
    send('message_delta', {
      delta: { stop_reason: behaviour.finishReason ?? 'end_turn', stop_sequence: null },
      usage: { output_tokens: counts?.output ?? 0, ...details },
    });
  }
  if (!behaviour.omitsStop) send('message_stop');
  response.end();
}

function sendFailure(response: ServerResponse, failure: Failure): void {
  const body = failure.rawBody ?? JSON.stringify({ type: 'error', error: { type: typeOf(failure), message: failure.message }, request_id: 'req_failed' });
  response.writeHead(failure.status, { 'content-type': 'application/json', 'request-id': 'req_failed', ...failure.headers });
  response.end(body);
}

function typeOf(failure: Failure): string {
  const byStatus: { [status: number]: string } = {
    401: 'authentication_error',
    403: 'permission_error',
    404: 'not_found_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
    500: 'api_error',
    504: 'timeout_error',
    529: 'overloaded_error',
  };
  return failure.type ?? byStatus[failure.status] ?? 'invalid_request_error';
}
