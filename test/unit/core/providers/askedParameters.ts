// What the tests of parameters share: a server of each protocol that is asked with some, what came to it, and the words of a refusal.

import { connectAnthropic } from '../../../../src/core/providers/connectAnthropic';
import type { Provider } from '../../../../src/core/providers/provider';
import type { ModelParameters } from '../../../../src/shared/run/parameters';
import type { Behavior, ModelCall } from '../../../servers/behavior';
import { listenedAsk, type Heard } from '../../../servers/listenedAsk';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import type { TestServer } from '../../../servers/testServer';
import { ollama, opened, service } from './openedServers';

export const allParameters: ModelParameters = {
  temperature: 0,
  top_p: 0.9,
  top_k: 40,
  min_p: 0.1,
  seed: 7,
  max_tokens: 512,
  stop: ['END'],
  num_ctx: 16_384,
  frequency_penalty: 0.5,
  presence_penalty: -0.5,
};

interface Asked {
  provider: Provider;
  server: TestServer;
}

type Opener = (reply: (call: ModelCall) => Behavior) => Promise<Asked>;

export async function anthropic(reply: (call: ModelCall) => Behavior): Promise<Asked> {
  const server = await opened(startAnthropicServer({ reply }));
  return { server, provider: await connectAnthropic({ baseUrl: server.url, apiKey: 'k' }) };
}

export const openers: { readonly [protocol: string]: Opener } = {
  openai: (reply) => service('openai', { reply }),
  openrouter: (reply) => service('openrouter', { reply }),
  mistral: (reply) => service('mistral', { reply }),
  gemini: (reply) => service('gemini', { reply }),
  groq: (reply) => service('groq', { reply }),
  vllm: (reply) => service('vllm', { reply }),
  ollama: (reply) => ollama({ reply }),
  anthropic,
};

/** The body that came, without model, messages and the way the answer is carried. */
export function sentBody(server: TestServer, at = -1): object {
  const posted = server.requests.filter(({ method }) => method === 'POST');
  const { model: _m, messages: _t, stream: _s, stream_options: _o, keep_alive: _k, ...rest } = posted.at(at)!.body;
  return rest;
}

export function askWith(api: string, asked: Asked, parameters: ModelParameters, model = 'm'): Promise<Heard> {
  return listenedAsk(asked.provider, { model: `${api}~${model}`, parameters });
}
