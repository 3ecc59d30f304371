// The adapter for Ollama's chat protocol, through the `ollama` package. Its own streams can't be aborted before the headers
// and it writes errors to the console, so the request goes through a fetch of ours that closes the socket and reads errors itself.

import type { ServerTimings } from '../../shared/results/testResult';
import { apiError, connectionError, cutOffError, malformedError, recordedUrl } from './apiFailure';
import type { CallTarget } from './apiFailure';
import { isRecord, readErrorBody } from './errorBody';
import { ProviderError } from './provider';
import type { Connection, ModelReply, ModelRequest, Provider, ReplyListener } from './provider';
import { recordedHeaders } from './recordedHeaders';
import { scrubFor } from './scrubber';
import { heardBy, timedFetch } from './timedFetch';
import { messagesWithImages } from './messagesWithImages';
import { defaultOllamaUrl, ollamaHeaders, remoteHostOf } from './ollamaHost';

/** How long Ollama keeps a model in memory after a call, whatever its own setting: a model that is unloaded between two tests is loaded again inside the second. */
const keepAlive = '10m';

/** How long the end of a response is waited for after its last line, ms, so that the connection can be used again. */
const drainLimit = 250;

/** Loads the SDK and makes the adapter. The base URL is a complete one, as `readOllamaHost` makes it. */
export async function connectOllama(connection: Connection): Promise<Provider> {
  const { Ollama } = await import('ollama/browser');
  const baseUrl = connection.baseUrl ?? defaultOllamaUrl;
  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const target: CallTarget = {
        label: 'Ollama',
        url: `${baseUrl}/api/chat`,
        scrub: scrubFor(connection),
        isLocal: true,
        startAdvice: `Is Ollama running at ${baseUrl}? Start it with \`ollama serve\`, or set OLLAMA_HOST to where it runs.`,
        notFoundAdvice: `Pull the model with \`ollama pull ${request.model.name}\`.`,
        hasImages: request.images.length > 0,
      };
      const stop = new AbortController();
      const lines = new LineSource(target);
      try {
        const ollama = new Ollama({
          host: baseUrl,
          headers: ollamaHeaders(connection),
          fetch: lines.fetchThrough(listener, AbortSignal.any([signal, stop.signal])),
        });
        const parameters = { stream: true as const, keep_alive: keepAlive };
        listener.onSent({ url: recordedUrl(target.url), parameters });
        const reply = await readChat(
          await ollama.chat({ ...parameters, model: request.model.name, messages: messagesOf(request) }),
          listener,
        );
        await lines.drain();
        return reply;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ProviderError) throw error;
        throw error instanceof Error && error.message.startsWith('Did not receive done')
          ? cutOffError(target, 'its last line')
          : connectionError(target, error);
      } finally {
        stop.abort();
      }
    },
  };
}

/** Pictures are base64 beside the text. */
function messagesOf(request: ModelRequest): { role: string; content: string; images?: string[] }[] {
  return messagesWithImages(request).map(({ images, ...message }) =>
    images.length === 0 ? message : { ...message, images: images.map((image) => image.base64) },
  );
}

interface ChatPart {
  model?: string;
  remote_host?: string;
  message?: { content?: string; thinking?: string };
  done?: boolean;
  done_reason?: string;
  total_duration?: number;
  load_duration?: number;
  prompt_eval_count?: number;
  prompt_eval_cached_count?: number;
  prompt_eval_duration?: number;
  eval_count?: number;
  eval_duration?: number;
}

async function readChat(parts: AsyncIterable<ChatPart>, listener: ReplyListener): Promise<ModelReply> {
  let last: ChatPart = {};
  for await (const part of parts) {
    listener.onChunk();
    if (part.message?.thinking) listener.onText('reasoning', part.message.thinking);
    if (part.message?.content) listener.onText('answer', part.message.content);
    last = part;
  }
  return {
    finishReason: last.done_reason ?? null,
    stoppedBy: last.done_reason === 'length' ? 'length' : 'none',
    tokens: {
      input: last.prompt_eval_count ?? null,
      output: last.eval_count ?? null,
      reasoning: null,
      cached: last.prompt_eval_cached_count ?? null,
      source: 'usage',
    },
    serverTimings: serverTimings(last),
    id: null,
    model: last.model ?? null,
    reportedCostUsd: null,
    ...remoteHostOf(last.remote_host),
  };
}

/** Ollama's times are nanoseconds; ours are ms. */
function serverTimings(part: ChatPart): ServerTimings {
  const ms = (name: keyof ServerTimings, nanoseconds: number | undefined): ServerTimings =>
    nanoseconds === undefined ? {} : { [name]: nanoseconds / 1e6 };
  return {
    ...ms('total', part.total_duration),
    ...ms('load', part.load_duration),
    ...ms('promptEvaluation', part.prompt_eval_duration),
    ...ms('evaluation', part.eval_duration),
  };
}

/** The response's lines, each checked before the SDK sees it: the SDK passes over lines it can't read, and an answer would lose words. */
class LineSource {
  private lines: AsyncGenerator<string> | undefined;

  constructor(private readonly target: CallTarget) {}

  fetchThrough(listener: ReplyListener, signal: AbortSignal): typeof fetch {
    return async (input, init) => {
      const response = await heardBy(listener.wire, () => timedFetch(input, { ...init, signal }));
      if (!response.ok || !response.body) {
        const body = readErrorBody(await response.text());
        throw apiError(this.target, { ...body, status: response.status, headers: response.headers });
      }
      listener.onHeaders(recordedHeaders(response.headers));
      const lines = checkedLines(response.body, this.target);
      this.lines = lines;
      const encoder = new TextEncoder();
      const body = new ReadableStream<Uint8Array>(
        {
          // Pulled line by line, so that an error never overtakes the lines before it.
          async pull(controller) {
            const { value, done } = await lines.next();
            if (done) controller.close();
            else controller.enqueue(encoder.encode(`${value}\n`));
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(body, { status: response.status, headers: response.headers });
    };
  }

  /** Reads to the end of the response, which a complete answer has reached but for its last bytes. */
  async drain(): Promise<void> {
    const { lines } = this;
    if (!lines) return;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, drainLimit);
    });
    const rest = (async () => {
      while (!(await lines.next()).done);
    })().catch(() => {
      // The answer is complete: what goes wrong after it costs a connection, not the answer.
    });
    await Promise.race([rest, limit]);
    clearTimeout(timer);
  }
}

async function* checkedLines(body: ReadableStream<Uint8Array>, target: CallTarget): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body as AsyncIterable<Uint8Array>) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) if (line.trim() !== '') yield checkedLine(line, target);
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield checkedLine(rest, target);
}

function checkedLine(line: string, target: CallTarget): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw malformedError(target, error);
  }
  if (!isRecord(parsed)) throw malformedError(target, `expected an object, got ${target.scrub(line).slice(0, 80)}`);
  if (parsed.error !== undefined)
    throw apiError(target, {
      message: typeof parsed.error === 'string' ? parsed.error : JSON.stringify(parsed.error),
      isMidStream: true,
    });
  return line;
}
