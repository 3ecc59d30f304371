// What the runner knows of a model API. One thin adapter a protocol implements it; the runner owns retries, time-outs and clocks.

import type { EvaluatorName } from '../../shared/benchmark';
import type { ErrorKind } from '../../shared/verdict';
import type { ModelId } from '../../shared/model';
import type { ChatMessage, ServerTimings } from '../../shared/testResult';
import type { TokenUsage } from '../../shared/events';
import type { ModelDescription } from '../../shared/runManifest';

export interface ModelRequest {
  model: ModelId;
  messages: ChatMessage[];
  /** 1-based index of the prompt; the simulated API seeds its answer with it. */
  promptIndex: number;
  /** The benchmark's expectation as text; only the simulated API may look at it. */
  expected: string;
  /** What the answer will be judged by; only the simulated API may look at it. */
  testType: EvaluatorName;
}

/** The request as it goes out, for the transcript. */
export interface SentRequest {
  /** Scheme, host, port and path; no query, no user name. */
  url: string;
  /** Every parameter beside model and messages. */
  parameters: { [name: string]: unknown };
}

export interface ModelReply {
  /** As the API names it: `stop`, `length`, `end_turn`, `max_tokens`, `content_filter`, `refusal`...; null when it gave none. */
  finishReason: string | null;
  /** Why the answer can't be judged although the stream ended well. */
  stoppedBy: 'none' | 'length' | 'refusal';
  tokens: TokenUsage;
  serverTimings: ServerTimings | null;
  id: string | null;
  model: string | null;
  /** What the API itself says this call cost, USD. */
  reportedCostUsd: number | null;
}

/** Called while the response arrives, each at the moment it happens: the runner stamps the time itself. */
export interface ReplyListener {
  onSent(request: SentRequest): void;
  /** Headers of a successful response, already reduced by the allow-list. */
  onHeaders(headers: { [name: string]: string }): void;
  /** Any chunk at all, role preludes and empty deltas included. */
  onChunk(): void;
  /** Text that is not empty. */
  onText(kind: 'reasoning' | 'answer', text: string): void;
}

export interface Provider {
  /** Streams one answer. Throws `ProviderError`; throws the signal's reason when aborted, with the socket closed. */
  ask(request: ModelRequest, listener: ReplyListener, signal: AbortSignal): Promise<ModelReply>;
}

/** A row of the list of model APIs. */
export interface ModelApi {
  /** The id in `id~model`. */
  id: string;
  /** For people: `OpenAI`. */
  label: string;
  isLocal: boolean;
  isSimulated: boolean;
  /** Environment variable of the key; absent when the API needs none. */
  keyVariable?: string;
  /** Environment variable that moves the base URL, where there is one. */
  baseUrlVariable?: string;
  /** Where requests go when nothing moves them; absent for `simulated`. */
  defaultBaseUrl?: string;
  /** Requests in flight at once unless the user says otherwise. */
  defaultConcurrency: number;
  /** Id that genai-prices knows the service by. */
  priceProviderId?: string;
  /** Loads the SDK and makes the adapter. */
  connect(connection: Connection): Promise<Provider>;
  /** What the server says of the weights behind a name; null when it tells nothing. May throw: a run goes on without it. */
  describeModel?(connection: Connection, name: string, signal: AbortSignal): Promise<ModelDescription | null>;
}

export interface Connection {
  /** Absent when the API needs none or none is set. */
  apiKey?: string;
  baseUrl?: string;
}

/** Settings and environment variables by name: keys, base URLs, hosts. */
export type Environment = { readonly [name: string]: string | undefined };

/** A failed call, with all the runner needs to decide on another try. */
export class ProviderError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
    readonly isRetryable: boolean,
    readonly status?: number,
    /** What `Retry-After` (or its ms form) asked for, ms. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProviderError';
  }
}
