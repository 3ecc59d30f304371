// The adapter for Ollama's chat protocol, through the `ollama` package, which builds the request. Its own streams can't be aborted before
// the headers and pass over lines they can't read, so the response is taken where it goes through our fetch.

import type { Effort, ParameterName } from '../../shared/run/parameters';
import type { HttpAnswer } from './exchange';
import { postQuestion } from './postQuestion';
import { recordedUrl, type ApiFailure, type CallTarget } from './apiFailure';
import { LearntWays } from './learntWays';
import { messagesWithImages } from './messagesWithImages';
import { defaultOllamaUrl, ollamaCloudHost, ollamaHeaders, ollamaTarget } from './ollamaHost';
import { ollamaReading } from './ollamaReading';
import type { Connection, ModelReply, ModelRequest, Provider } from './provider';
import { readAnswer } from './readAnswer';
import { refusedParameter } from './refusedParameter';
import { sayParameters, type SaidParameters, type WireNames } from './sayParameters';

/** How long Ollama keeps a model in memory after a call, whatever its own setting: a model that is unloaded between two tests is loaded again inside the second. */
const keepAlive = '10m';

const signInAdvice =
  "This model runs in Ollama's cloud: sign in with `ollama signin` on the machine of that server, or set OLLAMA_API_KEY and OLLAMA_HOST=https://ollama.com.";

/** Loads the SDK and makes the adapter. The base URL is a complete one, as `readOllamaHost` makes it. */
export async function connectOllama(connection: Connection): Promise<Provider> {
  const { Ollama } = await import('ollama/browser');
  const baseUrl = connection.baseUrl ?? defaultOllamaUrl;
  const ways = new LearntWays<OllamaWay>({ leftOut: [], asksForFormat: true });
  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const target: CallTarget = {
        ...ollamaTarget(connection, '/api/chat'),
        notFoundAdvice: `Pull the model with \`ollama pull ${request.model.name}\`.`,
        signInAdvice,
        mustSignIn: ollamaCloudHost(undefined, request.model.name) !== null,
        hasImages: request.images.length > 0,
      };
      const askIn = async ({ leftOut, asksForFormat }: OllamaWay): Promise<ModelReply> => {
        const { fields, unsaid: unsaidNames } = saidIn(request, leftOut);
        const { answerSchema: schema } = request;
        const format = schema && asksForFormat ? { format: schema } : {};
        const unsaid = schema && !asksForFormat ? ['format', ...unsaidNames] : unsaidNames;
        const parameters = { stream: true as const, keep_alive: keepAlive, ...format, ...fields };
        listener.onSent({
          url: recordedUrl(target.url),
          parameters,
          ...(unsaid.length > 0 ? { refused: unsaid } : {}),
        });
        const body = { ...parameters, model: request.model.name, messages: messagesOf(request) };
        let answer: HttpAnswer | undefined;
        const ollama = new Ollama({
          host: baseUrl,
          headers: ollamaHeaders(connection),
          fetch: async (url, { headers, body } = {}) => {
            const built = { url: String(url), headers: Object.fromEntries(new Headers(headers)) };
            answer = await postQuestion(built, String(body), { signal, wire: listener.wire, limits: target.limits });
            return new Response('');
          },
        });
        // The stream that it makes of the empty response is left alone.
        await ollama.chat(body);
        if (!answer) throw new Error('the Ollama SDK sent no request');
        return readAnswer(answer, target, listener, ollamaReading);
      };
      const wayAfter = (way: OllamaWay, failure: ApiFailure): OllamaWay | null => {
        const isOfFormat = request.answerSchema && way.asksForFormat && failure.came !== 'afterText';
        if (isOfFormat && /\b(?:format|grammar|schema)\b/i.test(failure.message))
          return { ...way, asksForFormat: false };
        const refused = refusedParameter(failure, saidIn(request, way.leftOut).said);
        return refused === null ? null : { ...way, leftOut: [...way.leftOut, refused] };
      };
      return ways.ask({ model: request.model.model, askIn, targetOf: () => target, wayAfter }, signal);
    },
  };
}

interface OllamaWay {
  /** The parameters that the server refused. */
  leftOut: readonly ParameterName[];
  /** Whether an answer that is held against a JSON schema is asked for in that form. */
  asksForFormat: boolean;
}

/** What a model is told is one of `options`, but for its thinking. */
const names: WireNames = {
  temperature: 'options.temperature',
  top_p: 'options.top_p',
  top_k: 'options.top_k',
  min_p: 'options.min_p',
  seed: 'options.seed',
  max_tokens: 'options.num_predict',
  stop: 'options.stop',
  num_ctx: 'options.num_ctx',
  frequency_penalty: 'options.frequency_penalty',
  presence_penalty: 'options.presence_penalty',
};

/** Of the least and the second most effort there is no word. */
const thinks: { readonly [effort in Effort]: boolean | string | null } = {
  none: false,
  minimal: null,
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: null,
  max: 'max',
};

/** The benchmark's own window wins over the one that the run finds its prompts to need. */
function saidIn({ model, window }: ModelRequest, leftOut: readonly ParameterName[]): SaidParameters {
  const wanted = { ...(window === undefined ? {} : { num_ctx: window }), ...model.parameters };
  const effortFields = (effort: Effort): { think: boolean | string } | null => {
    const think = thinks[effort];
    return think === null ? null : { think };
  };
  return sayParameters(wanted, { names, effortFields }, leftOut);
}

/** Pictures are base64 beside the text. */
function messagesOf(request: ModelRequest): { role: string; content: string; images?: string[] }[] {
  return messagesWithImages(request).map(({ images, ...message }) =>
    images.length === 0 ? message : { ...message, images: images.map((image) => image.base64) },
  );
}
