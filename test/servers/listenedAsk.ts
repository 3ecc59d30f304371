// Asks an adapter as the runner does and keeps all that it tells, in order, for tests to look at.

import type { TestTypeName, Expectation } from '../../src/shared/run/benchmark';
import { parseModel, type ModelId } from '../../src/shared/run/model';
import type { ModelParameters } from '../../src/shared/run/parameters';
import type { PictureContext } from '../../src/core/coordinates/pictureContext';
import { ProviderError } from '../../src/core/providers/provider';
import type { ModelReply, ModelRequest, Provider, SentImage, SentRequest } from '../../src/core/providers/provider';
import { withScript } from '../../src/core/providers/withScript';
import type { ChatMessage } from '../../src/shared/results/testResult';

interface AskSpec {
  /** `openai~gpt-4o`; default `ollama~llama3.2`. */
  model?: string;
  /** What is set for the model. */
  parameters?: ModelParameters;
  prompt?: string;
  messages?: ChatMessage[];
  /** Shown before the prompt. */
  images?: readonly SentImage[];
  promptIndex?: number;
  expected?: string;
  testType?: TestTypeName;
  expectation?: Expectation;
  picture?: PictureContext;
  variables?: ModelRequest['variables'];
  answerSchema?: NonNullable<ModelRequest['answerSchema']>;
  signal?: AbortSignal;
  /** Called at every text. */
  onText?: (kind: 'reasoning' | 'answer', text: string) => void;
}

export interface Heard {
  /** Absent when the call failed. */
  reply?: ModelReply;
  /** What was thrown. */
  error?: unknown;
  sent: SentRequest[];
  headers: { [name: string]: string } | null;
  /** From the last request sent to the headers, ms; null without one of them. */
  headersAfter: number | null;
  chunks: number;
  reasoning: string;
  answer: string;
  /** How many texts came, by kind. */
  texts: { reasoning: number; answer: number };
  /** The order of things: `sent headers chunk reasoning answer`, repetitions once. */
  order: string;
}

function modelOf({ model = 'llama3.2', parameters }: AskSpec): ModelId {
  const id = parseModel(model);
  return { ...id, parameters: { ...id.parameters, ...parameters } };
}

/** The request that is asked. */
export function requestIn(spec: AskSpec): ModelRequest {
  const images = spec.images ?? [];
  const named = images.map(({ base64: _bytes, ...file }) => file);
  return {
    model: modelOf(spec),
    messages: spec.messages ?? [
      { role: 'user', content: spec.prompt ?? 'Say hello.', ...(named.length > 0 ? { images: named } : {}) },
    ],
    images,
    promptIndex: spec.promptIndex ?? 1,
    testType: spec.testType ?? 'raw_string_evaluator',
    variables: spec.variables ?? {},
    ...(spec.answerSchema ? { answerSchema: spec.answerSchema } : {}),
  };
}

/** Never throws: what the adapter throws is in `error`. */
export async function listenedAsk(provider: Provider, spec: AskSpec = {}): Promise<Heard> {
  let sentAt: number | null = null;
  const heard: Heard = {
    sent: [],
    headers: null,
    headersAfter: null,
    chunks: 0,
    reasoning: '',
    answer: '',
    texts: { reasoning: 0, answer: 0 },
    order: '',
  };
  const order: string[] = [];
  const note = (what: string): void => {
    if (order.at(-1) !== what) order.push(what);
  };
  try {
    heard.reply = await provider.ask(
      await withScript(requestIn(spec), {
        expectation: spec.expectation ?? spec.expected ?? 'Hello',
        picture: spec.picture ?? null,
      }),
      {
        onSent: (sent) => {
          note('sent');
          heard.sent.push(sent);
          sentAt = performance.now();
        },
        onHeaders: (headers) => {
          note('headers');
          heard.headers = headers;
          heard.headersAfter = sentAt === null ? null : performance.now() - sentAt;
        },
        onChunk: () => {
          heard.chunks += 1;
          if (order.at(-1) === 'headers') note('chunk');
        },
        onText: (kind, text) => {
          note(kind);
          heard.texts[kind] += 1;
          heard[kind] += text;
          spec.onText?.(kind, text);
        },
        onWholeText: (kind, text) => {
          note(`whole ${kind}`);
          heard[kind] += text;
        },
      },
      spec.signal ?? new AbortController().signal,
    );
  } catch (error) {
    heard.error = error;
  }
  heard.order = order.join(' ');
  return heard;
}

/** The `ProviderError` of a call that was to fail; throws when it went well or failed otherwise. */
export function providerErrorOf(heard: Heard): ProviderError {
  if (heard.error instanceof ProviderError) return heard.error;
  throw new Error(
    `expected a ProviderError, got ${heard.error instanceof Error ? (heard.error.stack ?? heard.error.message) : JSON.stringify(heard.reply)}`,
  );
}
