// What a test can ask of a model API server, whatever its protocol: how the answer is cut up and paced, and every way of going wrong.
// The servers turn this into their vendor's wire format.

import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReceivedPicture } from './receivedPictures';
import { cutConnection } from './testServer';
import type { ReceivedRequest, RequestHandler } from './testServer';

/** One call as the deciding function sees it. */
export interface ModelCall {
  /** The path that was asked. */
  path: string;
  /** The model's name as sent. */
  model: string;
  /** The last user message. */
  prompt: string;
  /** The pictures of all its messages, in their order. */
  pictures: readonly ReceivedPicture[];
  /** The whole request body. */
  body: { [name: string]: unknown };
  /** 1-based, over all calls of this server. */
  number: number;
  /** 1-based, over the calls with this model and prompt: 1 is the first attempt. */
  attempt: number;
}

export interface TokenCounts {
  input: number;
  output: number;
  reasoning?: number;
  cached?: number;
  /** Anthropic only: tokens written to the cache. */
  cacheWritten?: number;
}

export interface Behavior {
  /** The answer; default `Hello`. */
  text?: string;
  /** What a reasoning model says before it answers. */
  reasoning?: string;
  /** Characters a chunk; default 4. */
  chunkSize?: number;
  /** ms before the headers, before the first token and between chunks; default 0. */
  headersDelay?: number;
  firstTokenDelay?: number;
  chunkDelay?: number;
  /** Token counts reported; `null` for a server that reports none. Default: about four characters a token. */
  usage?: TokenCounts | null;
  /** The reason given for stopping, in the vendor's words; `null` for a stream that ends without one. */
  finishReason?: string | null;
  /** Extra response headers. */
  headers?: { [name: string]: string };
  /** Answer with this status and the vendor's error body instead. */
  failure?: Failure;
  /** The same for requests with pictures only: see `imageRefusals`. */
  imageRefusal?: Failure;
  /** Stop sending, without ending: before the headers, after them, or half-way through the text. */
  hang?: 'beforeHeaders' | 'afterHeaders' | 'midStream';
  /** Destroy the connection: before the headers or half-way through the text. */
  cut?: 'beforeHeaders' | 'midStream';
  /** Sent as it is with status 200, in place of the vendor's stream. */
  raw?: RawAnswer;
  /** Half-way through the text send a chunk that is not JSON, or the vendor's error object. */
  midStream?: { malformed: string } | { error: Failure };
}

export interface RawAnswer {
  /** Written one after the other, each in a turn of its own. */
  pieces: readonly (string | Uint8Array)[];
  /** Default: 200. */
  status?: number;
  /** Default: that of server-sent events. */
  contentType?: string;
  headers?: { [name: string]: string };
  /** What becomes of the connection after them: it is ended (default), kept open, or cut. */
  then?: 'end' | 'hold' | 'cut';
}

export interface Failure {
  /** HTTP status; of an error in the middle of a stream, the code in its body. */
  status: number;
  message: string;
  /** The vendor's name of the kind of error; each server has a default by status. */
  type?: string;
  code?: string;
  headers?: { [name: string]: string };
  /** Sent as it is instead of the vendor's error body. */
  rawBody?: string;
}

/** A fixed behavior, or one decided by call. */
export type Reply<B extends Behavior = Behavior> = B | ((call: ModelCall) => B | Promise<B>);

/** The answer by prompt and pictures: the short form of a reply. */
export type Answer = (prompt: string, pictures: readonly ReceivedPicture[]) => string;

/** What a server was told to do with its calls; without a word it answers `Hello`. */
export function replyOf<B extends Behavior>({ reply, answer }: { reply?: Reply<B>; answer?: Answer }): Reply<B> {
  return (
    reply ?? ((answer ? ({ prompt, pictures }: ModelCall) => ({ text: answer(prompt, pictures) }) : {}) as Reply<B>)
  );
}

/** A picture that the vendor refuses, or messages that it can't read. */
export class RefusedRequest extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** The handler with a `RefusedRequest` that it throws answered in the vendor's words. */
export function refusing(
  handler: RequestHandler,
  sendFailure: (response: ServerResponse, failure: Failure) => void,
): RequestHandler {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      sendFailure(response, error.failure);
    }
  };
}

/** Counts calls and asks `reply` what to do with each. */
export function replyChooser<B extends Behavior>(
  reply: Reply<B>,
): (request: ReceivedRequest, pictures: readonly ReceivedPicture[]) => Promise<{ call: ModelCall; behavior: B }> {
  let number = 0;
  const attempts = new Map<string, number>();
  return async (request, pictures) => {
    const prompt = lastUserMessage(request.body);
    const model = String(request.body.model ?? '');
    const key = JSON.stringify([model, prompt]);
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    number += 1;
    const call: ModelCall = { path: request.path, model, prompt, pictures, body: request.body, number, attempt };
    const behavior = typeof reply === 'function' ? await reply(call) : reply;
    const { imageRefusal } = behavior;
    return { call, behavior: imageRefusal && pictures.length > 0 ? { ...behavior, failure: imageRefusal } : behavior };
  };
}

function lastUserMessage(body: { [name: string]: unknown }): string {
  const content = messagesIn(body).findLast((message) => message.role === 'user')?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as { text?: unknown }[]).map((part) => (typeof part.text === 'string' ? part.text : '')).join('');
}

/** The counts a server reports when a test doesn't say: about four characters a token, and what the vendor counts for the pictures. */
export function countsOf(behavior: Behavior, prompt: string, pictureTokens: number): TokenCounts | null {
  if (behavior.usage !== undefined) return behavior.usage;
  const reasoning = Math.ceil((behavior.reasoning ?? '').length / 4);
  const answer = Math.ceil((behavior.text ?? defaultText).length / 4);
  return { input: Math.ceil(prompt.length / 4) + pictureTokens, output: reasoning + answer, reasoning };
}

/** The messages of a request as they came. */
export function messagesIn(body: { [name: string]: unknown }): { [name: string]: unknown }[] {
  return Array.isArray(body.messages) ? (body.messages as { [name: string]: unknown }[]) : [];
}

const defaultText = 'Hello';

/** Text in chunks of the behavior's size, by code point so that no character is torn. */
function chunksOf(text: string, behavior: Behavior): string[] {
  const points = [...text];
  const size = behavior.chunkSize ?? 4;
  const chunks: string[] = [];
  for (let start = 0; start < points.length; start += size) chunks.push(points.slice(start, start + size).join(''));
  return chunks;
}

/** True when the headers were never to be sent: the caller must return. */
export async function stopBeforeHeaders(behavior: Behavior, response: ServerResponse): Promise<boolean> {
  if (behavior.headersDelay) await delay(behavior.headersDelay);
  if (behavior.cut === 'beforeHeaders') cutConnection(response);
  return behavior.cut === 'beforeHeaders' || behavior.hang === 'beforeHeaders';
}

/** True when the behavior has a raw answer, which was sent: the caller must return. */
export async function sentRaw({ raw }: Behavior, response: ServerResponse): Promise<boolean> {
  if (!raw) return false;
  response.writeHead(raw.status ?? 200, { 'content-type': raw.contentType ?? 'text/event-stream', ...raw.headers });
  for (const piece of raw.pieces) {
    if (response.destroyed) return true;
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    await delay(1);
  }
  if (raw.then === 'cut') {
    await delay(20);
    cutConnection(response);
  } else if (raw.then !== 'hold') response.end();
  return true;
}

/** How a vendor writes one chunk of text and its error in mid-stream. */
interface StreamWriter {
  chunk(kind: 'reasoning' | 'answer', text: string): void;
  malformed(text: string): void;
  error(failure: Failure): void;
}

/** Streams reasoning and answer at the behavior's pace. False when the stream went wrong as asked: the caller must return. */
export async function streamText(behavior: Behavior, response: ServerResponse, writer: StreamWriter): Promise<boolean> {
  if (behavior.hang === 'afterHeaders') return false;
  if (behavior.firstTokenDelay) await delay(behavior.firstTokenDelay);
  const chunks = [
    ...chunksOf(behavior.reasoning ?? '', behavior).map((text) => ({ kind: 'reasoning' as const, text })),
    ...chunksOf(behavior.text ?? defaultText, behavior).map((text) => ({ kind: 'answer' as const, text })),
  ];
  const middle = Math.ceil(chunks.length / 2);
  for (const [position, chunk] of chunks.entries()) {
    if (position === middle && (await goWrong(behavior, response, writer))) return false;
    if (position > 0 && behavior.chunkDelay) await delay(behavior.chunkDelay);
    if (response.destroyed) return false;
    writer.chunk(chunk.kind, chunk.text);
  }
  return chunks.length > middle || !(await goWrong(behavior, response, writer));
}

async function goWrong(behavior: Behavior, response: ServerResponse, writer: StreamWriter): Promise<boolean> {
  if (behavior.hang === 'midStream') return true;
  if (behavior.cut === 'midStream') {
    // The client gets to read what was sent so far, or it would see an empty response instead of a cut one.
    await delay(20);
    cutConnection(response);
    return true;
  }
  if (!behavior.midStream) return false;
  if ('malformed' in behavior.midStream) {
    writer.malformed(behavior.midStream.malformed);
    return false;
  }
  writer.error(behavior.midStream.error);
  response.end();
  return true;
}
