// What the runner knows of a model API. One thin adapter a protocol implements it; the runner owns retries, time-outs and clocks.

import type { MessagePort } from 'node:worker_threads';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { TestTypeName } from '../../shared/run/benchmark';
import type { ImageFile } from '../../shared/results/picture';
import type { Address } from './address';
import type { JsonSchema } from '../checks/check';
import type { Scrub } from './scrubber';
import type { ErrorKind } from '../../shared/run/verdict';
import type { ModelId } from '../../shared/run/model';
import type { ChatMessage, ServerTimings } from '../../shared/results/testResult';
import type { TokenUsage } from '../../shared/run/testMeasurement';
import type { WireListener } from '../streams/wireListener';

/** A picture as it goes to a model. */
export interface SentImage extends ImageFile {
  /** The file's bytes, base64; made once for all requests of a run. */
  base64: string;
}

/** All that chance decides of a simulated model's answer. */
export interface SimulatedScript {
  fate: 'answers' | 'refusedByApi' | 'truncated' | 'refuses';
  /** The first attempt fails, and the next one goes well. */
  hasHiccup: boolean;
  /** ms, once the model is loaded. */
  firstTokenMs: number;
  /** In tokens, as the answer is. */
  reasoning: string[];
  answer: string[];
}

export interface ModelRequest {
  model: ModelId;
  /** `images` of a message name the files; the bytes are in `images` below, in the same order. */
  messages: ChatMessage[];
  /** What the prompt shows, to be sent before its words. */
  images: readonly SentImage[];
  /** 1-based index of the prompt, 0 for a warm-up call; the simulated API seeds its answer with it. */
  promptIndex: number;
  /** What the answer will be judged by; only tesseract, which is no language model, may look at it. */
  testType: TestTypeName;
  /** What a simulated model is to say; absent where a real one is asked. */
  script?: SimulatedScript;
  /** The prompt's dynamic variables: tesseract looks for the one called `word`. */
  variables: { readonly [name: string]: string | number | boolean };
  /** Tokens that prompt and answer need room for; absent where the server's own window will do. Only APIs with a `contextLimit` look at it. */
  window?: number;
  /** The JSON schema that the answer is held against: APIs that can are asked to answer by it; absent where there is none. */
  answerSchema?: JsonSchema;
}

/** The request as it goes out, for the transcript. */
export interface SentRequest {
  /** Scheme, host, port and path; no query, no user name. */
  url: string;
  /** Every parameter beside model and messages. */
  parameters: { [name: string]: unknown };
  /** Names of parameters that the API refused and that were left out for it; absent when there were none. */
  refused?: string[];
}

export interface ModelReply {
  /** As the API names it: `stop`, `length`, `end_turn`, `max_tokens`, `content_filter`, `refusal`...; null when it gave none. */
  finishReason: string | null;
  /** Why the answer can't be judged although the stream ended well. */
  stoppedBy: 'none' | 'length' | 'refusal';
  /** The model called a tool, which some do although none was offered; absent when it did not. */
  calledTool?: boolean;
  /** The model reasoned, and the API gave no word of it; absent when it did not. */
  hidReasoning?: boolean;
  /** What was said of a refusal: the model's own words, or the API's; absent when nothing was. */
  refusal?: string;
  tokens: TokenUsage;
  serverTimings: ServerTimings | null;
  id: string | null;
  model: string | null;
  /** OpenAI's name of the configuration that answered (`system_fingerprint`); absent when it gave none. */
  systemFingerprint?: string;
  /** What the API itself says this call cost, USD. */
  reportedCostUsd: number | null;
  /** Where the server had the answer from, when it passed the request on (Ollama's cloud models): `ollama.com`; absent when it answered itself. */
  remoteHost?: string;
}

/** Called while the response arrives, each at the moment it happens: the runner stamps the time itself. */
export interface ReplyListener {
  onSent(request: SentRequest): void;
  /** Headers of a successful response, already reduced by the allow-list. */
  onHeaders(headers: { [name: string]: string }): void;
  /** Any chunk at all, role preludes and empty deltas included. */
  onChunk(): void;
  /** Some text came; it is never empty. */
  onText(kind: 'reasoning' | 'answer', text: string): void;
  /** Text that is not empty, of an answer that came in one piece: it tells nothing of when its tokens came. */
  onWholeText(kind: 'reasoning' | 'answer', text: string): void;
  /** The reply, to be filled in while it arrives: what is known of it even when the call fails. */
  onReply?(reply: Readonly<ModelReply>): void;
  /** For adapters that speak HTTP: they know more exactly when than the moment of the call. */
  wire?: WireListener;
}

export interface Provider {
  /** Streams one answer. Throws `ProviderError`; throws the signal's reason when aborted, with the socket closed. */
  ask(request: ModelRequest, listener: ReplyListener, signal: AbortSignal): Promise<ModelReply>;
  /** Ends what the adapter keeps running on this machine, where it does. Nothing is asked after it. */
  dispose?(): Promise<void>;
}

export interface Connection extends Partial<Address> {
  /** Absent when the API needs none or none is set. */
  apiKey?: string;
  /** Takes the secrets of the run out of what the server says; absent where only the key is known. */
  scrub?: Scrub;
  /** How much of an answer is taken in; absent for the usual. */
  limits?: AnswerLimits;
  /** How long an API may be silent in a call about batches, ms; 0 or absent for ever. */
  silenceMs?: number;
  /** The line to the extension host, which alone can ask the language models of VS Code; absent outside of it. */
  editor?: MessagePort;
  /** Absolute path of the built product's folder, where an engine that ships with it lies. */
  distDirectory?: string;
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

/** The model or its API takes no pictures at all: the test is *not run*, and so are the model's others with pictures. */
export class ImagesRefused extends ProviderError {
  constructor(message: string, status?: number, options?: ErrorOptions) {
    super('api', message, false, status, undefined, options);
    this.name = 'ImagesRefused';
  }
}
