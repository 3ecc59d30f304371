// The adapter for Ollama's chat protocol, through the `ollama` package, which builds the request. Its own streams can't be aborted before
// the headers and pass over lines they can't read, so the response is taken where it goes through our fetch.

import type { HttpAnswer } from './exchange';
import { postQuestion } from './postQuestion';
import { recordedUrl, type CallTarget } from './apiFailure';
import { callError } from './callError';
import { messagesWithImages } from './messagesWithImages';
import { defaultOllamaUrl, ollamaCloudHost, ollamaHeaders } from './ollamaHost';
import { ollamaReading } from './ollamaReading';
import type { Connection, ModelRequest, Provider } from './provider';
import { readAnswer } from './readAnswer';
import { scrubFor } from './scrubber';

/** How long Ollama keeps a model in memory after a call, whatever its own setting: a model that is unloaded between two tests is loaded again inside the second. */
const keepAlive = '10m';

const signInAdvice =
  "This model runs in Ollama's cloud: sign in with `ollama signin` on the machine of that server, or set OLLAMA_API_KEY and OLLAMA_HOST=https://ollama.com.";

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
        signInAdvice,
        mustSignIn: ollamaCloudHost(undefined, request.model.name) !== null,
        hasImages: request.images.length > 0,
      };
      try {
        const parameters = {
          stream: true as const,
          keep_alive: keepAlive,
          ...(request.window === undefined ? {} : { options: { num_ctx: request.window } }),
        };
        listener.onSent({ url: recordedUrl(target.url), parameters });
        const body = { ...parameters, model: request.model.name, messages: messagesOf(request) };
        let answer: HttpAnswer | undefined;
        const ollama = new Ollama({
          host: baseUrl,
          headers: ollamaHeaders(connection),
          fetch: async (url, { headers, body } = {}) => {
            const built = { url: String(url), headers: Object.fromEntries(new Headers(headers)) };
            answer = await postQuestion(built, String(body), { signal, wire: listener.wire });
            return new Response('');
          },
        });
        // The stream that it makes of the empty response is left alone.
        await ollama.chat(body);
        if (!answer) throw new Error('the Ollama SDK sent no request');
        return await readAnswer(answer, target, listener, ollamaReading);
      } catch (error) {
        signal.throwIfAborted();
        throw callError(target, error);
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
