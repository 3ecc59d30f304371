// A server that speaks Anthropic's Messages protocol, streamed as named server-sent events.
// Written from the vendor's documentation of its wire format.

import type { ServerResponse } from 'node:http';
import {
  countsOf,
  messagesIn,
  RefusedRequest,
  refusing,
  replyChooser,
  replyOf,
  sentRaw,
  stopBeforeHeaders,
  streamText,
} from './behavior';
import type { Answer, Behavior, Failure, Reply, TokenCounts } from './behavior';
import { anthropicPictureTokens, receivePicture } from './receivedPictures';
import type { ReceivedPicture } from './receivedPictures';
import { startServer } from './testServer';
import type { RequestHandler, TestServer } from './testServer';

interface AnthropicBehavior extends Behavior {
  /** `ping` events between the others. */
  pings?: boolean;
  /** End the stream without `message_stop`. */
  omitsStop?: boolean;
}

export interface AnthropicServerOptions {
  /** What `GET /v1/models` lists. */
  models?: string[];
  /** What to do with each call; default: answer `Hello`. */
  reply?: Reply<AnthropicBehavior>;
  /** The answer by prompt and pictures: the short form of `reply`. */
  answer?: Answer;
  /** The key a caller must show, in `x-api-key` or as a bearer. */
  key?: string;
  port?: number;
}

/** Starts the server. The base URL for clients is `url`. */
export async function startAnthropicServer(options: AnthropicServerOptions = {}): Promise<TestServer> {
  const choose = replyChooser<AnthropicBehavior>(replyOf(options));
  const answer: RequestHandler = async (request, response) => {
    const isList = /^\/v1\/models(\?|$)/.test(request.path) && request.method === 'GET';
    if (!isList && (request.path !== '/v1/messages' || request.method !== 'POST'))
      return sendFailure(response, { status: 404, message: 'Not found' });
    const shownKey = request.headers['x-api-key'] ?? (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (options.key !== undefined && shownKey !== options.key) {
      return sendFailure(response, { status: 401, message: 'invalid x-api-key' });
    }
    if (request.headers['anthropic-version'] === undefined) {
      return sendFailure(response, { status: 400, message: 'anthropic-version: header is required' });
    }
    if (isList) {
      response.writeHead(200, { 'content-type': 'application/json' });
      const data = (options.models ?? []).map((id) => ({ type: 'model', id, display_name: id }));
      response.end(JSON.stringify({ data, has_more: false }));
      return;
    }
    if (typeof request.body.max_tokens !== 'number')
      return sendFailure(response, { status: 400, message: 'max_tokens: Field required' });
    const pictures = picturesIn(request.body);
    const { call, behavior } = await choose(request, pictures);
    if (await stopBeforeHeaders(behavior, response)) return;
    if (behavior.failure) return sendFailure(response, behavior.failure);
    if (await sentRaw(behavior, response)) return;
    await stream(
      response,
      behavior,
      call.model,
      countsOf(
        behavior,
        call.prompt,
        pictures.reduce((sum, picture) => sum + anthropicPictureTokens(picture), 0),
      ),
    );
  };
  return startServer(refusing(answer, sendFailure), options.port);
}

const mediaTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const mostBase64 = 5 * 1024 * 1024;
const longestEdge = 8000;

interface ContentBlock {
  type?: unknown;
  text?: unknown;
  source?: { type?: unknown; media_type?: unknown; data?: unknown };
}

/** The pictures of the messages, checked as Anthropic checks them. Throws `RefusedRequest`. */
function picturesIn(body: { [name: string]: unknown }): ReceivedPicture[] {
  const refuse = (place: string, message: string): never => {
    throw new RefusedRequest({ status: 400, message: `${place}: ${message}` });
  };
  return messagesIn(body).flatMap((message, position) => {
    const extra = Object.keys(message).find((key) => key !== 'role' && key !== 'content');
    if (extra !== undefined) refuse(`messages.${position}.${extra}`, 'Extra inputs are not permitted');
    if (!Array.isArray(message.content)) return [];
    return (message.content as ContentBlock[]).flatMap((block, at) => {
      const place = `messages.${position}.content.${at}`;
      if (block.type === 'text')
        return typeof block.text === 'string' && block.text !== ''
          ? []
          : refuse('messages', 'text content blocks must be non-empty');
      if (block.type !== 'image')
        return refuse(
          place,
          `Input tag '${String(block.type)}' found using 'type' does not match any of the expected tags`,
        );
      const { type, media_type: mediaType, data } = block.source ?? {};
      if (type !== 'base64')
        return refuse(
          `${place}.image.source`,
          `Input tag '${String(type)}' found using 'type' does not match any of the expected tags: 'base64', 'url'`,
        );
      const source = `${place}.image.source.base64`;
      if (!mediaTypes.includes(mediaType as string))
        return refuse(`${source}.media_type`, "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
      const base64 = String(data);
      if (base64.length > mostBase64)
        return refuse(source, `image exceeds 5 MB maximum: ${base64.length} bytes > ${mostBase64} bytes`);
      const picture = receivePicture(base64, mediaType as string);
      if (picture === 'notBase64') return refuse(`${source}.data`, 'Invalid base64 data');
      if (picture === 'notAnImage') return refuse(`${source}.data`, 'Could not process image');
      if (picture === 'otherType')
        return refuse(`${source}.data`, `Image does not match the provided media type ${String(mediaType)}`);
      if (Math.max(picture.width, picture.height) > longestEdge)
        return refuse(`${source}.data`, 'At least one of the image dimensions exceed max allowed size: 8000 pixels');
      return [picture];
    });
  });
}

async function stream(
  response: ServerResponse,
  behavior: AnthropicBehavior,
  model: string,
  counts: TokenCounts | null,
): Promise<void> {
  const send = (type: string, data: object = {}): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
    if (behavior.pings && type !== 'ping') send('ping');
  };
  const cached = counts?.cached ?? 0;
  const written = counts?.cacheWritten ?? 0;
  const inputUsage = {
    input_tokens: (counts?.input ?? 0) - cached - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
  };

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'request-id': 'req_test1',
    'anthropic-ratelimit-requests-remaining': '49',
    'set-cookie': 'session=must-not-be-recorded',
    ...behavior.headers,
  });
  response.flushHeaders();
  send('message_start', {
    message: {
      id: 'msg_test1',
      type: 'message',
      role: 'assistant',
      content: [],
      model,
      stop_reason: null,
      stop_sequence: null,
      usage: { ...inputUsage, output_tokens: 1 },
    },
  });

  let open: 'reasoning' | 'answer' | null = null;
  let index = -1;
  const closeBlock = (): void => {
    if (open === 'reasoning')
      send('content_block_delta', { index, delta: { type: 'signature_delta', signature: 'c2lnbmVk' } });
    if (open) send('content_block_stop', { index });
    open = null;
  };
  const isWhole = await streamText(behavior, response, {
    chunk: (kind, text) => {
      if (open !== kind) {
        closeBlock();
        index += 1;
        open = kind;
        send('content_block_start', {
          index,
          content_block:
            kind === 'answer' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' },
        });
      }
      send('content_block_delta', {
        index,
        delta: kind === 'answer' ? { type: 'text_delta', text } : { type: 'thinking_delta', thinking: text },
      });
    },
    malformed: (text) => response.write(`event: content_block_delta\ndata: ${text}\n\n`),
    error: (failure) => send('error', { error: { type: typeOf(failure), message: failure.message } }),
  });
  if (!isWhole) return;
  closeBlock();
  if (behavior.finishReason !== null) {
    const details =
      counts?.reasoning === undefined ? {} : { output_tokens_details: { thinking_tokens: counts.reasoning } };
    send('message_delta', {
      delta: { stop_reason: behavior.finishReason ?? 'end_turn', stop_sequence: null },
      usage: { output_tokens: counts?.output ?? 0, ...details },
    });
  }
  if (!behavior.omitsStop) send('message_stop');
  response.end();
}

function sendFailure(response: ServerResponse, failure: Failure): void {
  const body =
    failure.rawBody ??
    JSON.stringify({
      type: 'error',
      error: { type: typeOf(failure), message: failure.message },
      request_id: 'req_failed',
    });
  response.writeHead(failure.status, {
    'content-type': 'application/json',
    'request-id': 'req_failed',
    ...failure.headers,
  });
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
