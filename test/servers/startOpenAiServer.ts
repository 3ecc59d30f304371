// A server that speaks OpenAI's chat completions protocol, streamed, with the oddities of the services that imitate it.
// Written from the vendors' documentation of their wire formats; answers anything on `/chat/completions` below any base path.

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
import { openAiPictureTokens, receivePicture } from './receivedPictures';
import type { ReceivedPicture } from './receivedPictures';
import { startServer } from './testServer';
import type { RequestHandler, TestServer } from './testServer';

export interface OpenAiBehavior extends Behavior {
  /** The delta field that carries reasoning: DeepSeek and vLLM say `reasoning_content`, OpenRouter and Groq `reasoning`. */
  reasoningField?: 'reasoning_content' | 'reasoning';
  /** Magistral's way: `content` is a list of parts, reasoning among them. */
  contentParts?: boolean;
  /** A first chunk with the role and an empty text, as OpenAI sends; default true. */
  rolePrelude?: boolean;
  /**
   * Where the counts are: a last chunk without choices (OpenAI), every chunk (some gateways), Groq's own field, the choice (Moonshot), or a chunk that
   * others with zeros come before and after. Default `final`.
   */
  usagePlace?: 'final' | 'everyChunk' | 'groq' | 'choice' | 'beforeZeros';
  /** USD that OpenRouter says the call cost. */
  cost?: number;
  /** USD that OpenRouter says a key of the caller's own at the service behind it was charged, beside `cost`; null where it does not say. */
  ownKeyCost?: number | null;
  /** The model refuses in the `refusal` delta. */
  refusal?: string;
  /** Comment lines that keep the connection open, `: OPENROUTER PROCESSING`. */
  keepAliveComments?: boolean;
  /** How requests with `stream_options` are refused: as Groq once did (400) or as Mistral did (422). */
  refusesStreamOptions?: 400 | 422;
  /** Leave out the closing `[DONE]`. */
  omitsDone?: boolean;
}

export interface OpenAiServerOptions {
  /** What to do with each call; default: answer `Hello`. */
  reply?: Reply<OpenAiBehavior>;
  /** The answer by prompt and pictures: the short form of `reply`. */
  answer?: Answer;
  /** What `GET /models` lists; any other path is not found. */
  models?: string[];
  /** The key a caller must show; any other gets a 401 that echoes the wrong one, as OpenAI does. */
  key?: string;
  port?: number;
}

/** Starts the server. The base URL for clients is `url + '/v1'`. */
export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<TestServer> {
  const choose = replyChooser<OpenAiBehavior>(replyOf(options));
  const answer: RequestHandler = async (request, response) => {
    const isList = /\/models(\?|$)/.test(request.path) && request.method === 'GET' && options.models !== undefined;
    const isAsked = /\/(chat\/completions|responses)(\?|$)/.test(request.path) && request.method === 'POST';
    if (!isList && !isAsked) {
      return sendFailure(response, { status: 404, message: `Invalid URL (${request.method} ${request.path})` });
    }
    const shownKey = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (options.key !== undefined && shownKey !== options.key) {
      return sendFailure(response, {
        status: 401,
        message: `Incorrect API key provided: ${shownKey}. You can find your API key in your account settings.`,
        code: 'invalid_api_key',
      });
    }
    if (isList) {
      response.writeHead(200, { 'content-type': 'application/json' });
      const data = options.models!.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'system' }));
      response.end(JSON.stringify({ object: 'list', data }));
      return;
    }
    const pictures = picturesIn(request.body);
    const { call, behavior } = await choose(request, pictures);
    if (await stopBeforeHeaders(behavior, response)) return;
    if (behavior.failure) return sendFailure(response, behavior.failure);
    if (await sentRaw(behavior, response)) return;
    if (behavior.refusesStreamOptions && request.body.stream_options !== undefined) {
      return sendFailure(response, streamOptionsRefusals[behavior.refusesStreamOptions]);
    }
    const wantsUsage = (request.body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
    await stream(
      response,
      behavior,
      call.model,
      wantsUsage ? countsOf(behavior, call.prompt, sumOf(pictures.map(openAiPictureTokens))) : null,
    );
  };
  return startServer(refusing(answer, sendFailure), options.port);
}

const messageKeys = ['role', 'content', 'name', 'tool_calls', 'tool_call_id', 'refusal'];
const details = ['auto', 'low', 'high', 'original'];
const largestPicture = 20 * 1024 * 1024;

/** The pictures of the messages, checked as OpenAI checks them. Throws `RefusedRequest`. */
function picturesIn(body: { [name: string]: unknown }): ReceivedPicture[] {
  const refuse = (message: string, code?: string): never => {
    throw new RefusedRequest({ status: 400, message, ...(code === undefined ? {} : { code }) });
  };
  return messagesIn(body).flatMap((message, position) => {
    const extra = Object.keys(message).find((key) => !messageKeys.includes(key));
    if (extra !== undefined)
      refuse(`Additional properties are not allowed ('${extra}' was unexpected) - 'messages.${position}'`);
    if (!Array.isArray(message.content)) return [];
    return (
      message.content as { type?: unknown; text?: unknown; image_url?: { url?: unknown; detail?: unknown } }[]
    ).flatMap((part, at) => {
      const place = `messages[${position}].content[${at}]`;
      if (part.type === 'text')
        return typeof part.text === 'string' ? [] : refuse(`Missing required parameter: '${place}.text'.`);
      if (part.type !== 'image_url')
        return refuse(
          `Invalid value: '${String(part.type)}'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', and 'file'.`,
        );
      const { url, detail } = part.image_url ?? {};
      if (detail !== undefined && !details.includes(detail as string))
        return refuse(
          `Invalid value: '${String(detail)}'. Supported values are: 'low', 'high', 'original', and 'auto'.`,
        );
      const [, mediaType, base64] = /^data:(image\/(?:png|jpeg|webp|gif));base64,(.*)$/s.exec(String(url)) ?? [];
      if (base64 === undefined)
        return refuse('Invalid MIME type. Only image types are supported.', 'invalid_image_format');
      const picture = receivePicture(base64, mediaType!);
      if (picture === 'notBase64') return refuse(`Invalid base64 image_url.`, 'invalid_base64');
      if (typeof picture === 'string') {
        return refuse(
          "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
          'invalid_image_format',
        );
      }
      if (picture.bytes.length > largestPicture)
        return refuse(
          `Image size is ${picture.bytes.length} bytes, but the maximum is ${largestPicture}.`,
          'image_too_large',
        );
      return [{ ...picture, ...(detail === undefined ? {} : { detail: detail as string }) }];
    });
  });
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

async function stream(
  response: ServerResponse,
  behavior: OpenAiBehavior,
  model: string,
  counts: TokenCounts | null,
): Promise<void> {
  const usage = counts ? usageOf(counts, behavior) : null;
  const base = {
    id: 'chatcmpl-test1',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model,
    system_fingerprint: 'fp_test',
  };
  const send = (data: unknown): void => {
    response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  };
  const sendDelta = (delta: object, finishReason: string | null = null): void => {
    const everyChunk = usage && behavior.usagePlace === 'everyChunk' ? { usage } : {};
    send({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }], ...everyChunk });
  };

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'x-request-id': 'req_test1',
    'openai-processing-ms': '12',
    'x-ratelimit-remaining-requests': '99',
    'set-cookie': 'session=must-not-be-recorded',
    ...behavior.headers,
  });
  response.flushHeaders();
  if (behavior.keepAliveComments) response.write(': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n');
  if (behavior.rolePrelude !== false) sendDelta({ role: 'assistant', content: '', refusal: null });
  if (behavior.refusal !== undefined) sendDelta({ refusal: behavior.refusal });
  const isWhole = await streamText(behavior, response, {
    chunk: (kind, text) => sendDelta(deltaOf(kind, text, behavior)),
    malformed: send,
    error: (failure) =>
      send({
        ...base,
        error: { code: failure.status, message: failure.message, ...typeOf(failure) },
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
      }),
  });
  if (!isWhole) return;
  const zeros = usageOf({ input: 0, output: 0 }, { cost: 0 });
  if (behavior.usagePlace === 'beforeZeros') send({ ...base, choices: [], usage: zeros });
  if (behavior.usagePlace === 'choice')
    send({ ...base, choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] });
  else if (behavior.finishReason !== null) sendDelta({}, behavior.finishReason ?? 'stop');
  if (usage && (behavior.usagePlace ?? 'final') === 'final') send({ ...base, choices: [], usage });
  if (behavior.usagePlace === 'beforeZeros')
    for (const one of [usage, zeros]) send({ ...base, choices: [], usage: one });
  if (usage && behavior.usagePlace === 'groq') send({ ...base, choices: [], x_groq: { id: 'req_groq', usage } });
  if (!behavior.omitsDone) send('[DONE]');
  response.end();
}

function deltaOf(kind: 'reasoning' | 'answer', text: string, behavior: OpenAiBehavior): object {
  if (!behavior.contentParts)
    return kind === 'answer' ? { content: text } : { [behavior.reasoningField ?? 'reasoning_content']: text };
  const part = { type: 'text', text };
  return { content: [kind === 'answer' ? part : { type: 'thinking', thinking: [part] }] };
}

function usageOf(counts: TokenCounts, { cost, ownKeyCost }: Pick<OpenAiBehavior, 'cost' | 'ownKeyCost'>): object {
  return {
    prompt_tokens: counts.input,
    completion_tokens: counts.output,
    total_tokens: counts.input + counts.output,
    prompt_tokens_details: { cached_tokens: counts.cached ?? 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: counts.reasoning ?? 0, audio_tokens: 0 },
    ...(cost === undefined ? {} : { cost }),
    ...(ownKeyCost === undefined ? {} : { is_byok: true, cost_details: { upstream_inference_cost: ownKeyCost } }),
  };
}

const streamOptionsRefusals: { [status in 400 | 422]: Failure } = {
  400: { status: 400, message: "property 'stream_options' is unsupported, did you mean 'stream'?" },
  422: {
    status: 422,
    message: '',
    rawBody: JSON.stringify({
      object: 'error',
      message: {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'stream_options', 'include_usage'],
            msg: 'Extra inputs are not permitted',
            input: true,
          },
        ],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    }),
  },
};

function sendFailure(response: ServerResponse, failure: Failure): void {
  const body =
    failure.rawBody ??
    JSON.stringify({
      error: { message: failure.message, type: typeOf(failure).type, param: null, code: failure.code ?? null },
    });
  response.writeHead(failure.status, {
    'content-type': 'application/json',
    'x-request-id': 'req_failed',
    ...failure.headers,
  });
  response.end(body);
}

function typeOf(failure: Failure): { type: string } {
  const byStatus: { [status: number]: string } = {
    401: 'invalid_request_error',
    429: 'rate_limit_exceeded',
    500: 'server_error',
    503: 'server_error',
  };
  return { type: failure.type ?? byStatus[failure.status] ?? 'invalid_request_error' };
}
