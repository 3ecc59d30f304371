// What the runner knows of a model API. One thin adapter a protocol implements it; the runner owns retries, time-outs and clocks.

import type { MessagePort } from 'node:worker_threads';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { TestTypeName } from '../../shared/run/benchmark';
import type { ImageFile } from '../../shared/results/picture';
import type { Address, ReadAddress } from './address';
import type { JsonSchema } from '../checks/check';
import type { Scrub } from './scrubber';
import type { ErrorKind } from '../../shared/run/verdict';
import type { ModelId } from '../../shared/run/model';
import type { ModelParameters } from '../../shared/run/parameters';
import type { ChatMessage, ServerTimings } from '../../shared/results/testResult';
import type { TokenUsage } from '../../shared/run/events';
import type { ModelDescription } from '../../shared/runs/runManifest';
import type { BatchProtocol } from './batchService';
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
  /** Where requests go when nothing moves them; absent for what answers in this process. */
  defaultBaseUrl?: string;
  /** Reads an address for this API; present where there is a `defaultBaseUrl`. */
  readAddress?(text: string): ReadAddress;
  /** Of a local API: the vendor's own cloud that answers in its place, by the address or the model's name; null where it does not. */
  cloudHost?(baseUrl: string | undefined, name: string): string | null;
  /** Requests in flight at once unless the user says otherwise. */
  defaultConcurrency: number;
  /** True where no more requests are in flight than the user says, however well more would do. */
  isNeverWidened?: true;
  /** True where the vendor documents its limits for each model by itself; absent where they hold for the account. */
  hasLimitsPerModel?: true;
  /** The most output tokens that a request allows where the benchmark has no limit; absent where none is named, so that only the vendor's own holds. */
  outputLimit?(parameters: ModelParameters): number;
  /** True for what is no language model: nothing is sampled, so there is no parameter that it could be told, or that is left open. */
  isWithoutSampling?: true;
  /** Id that genai-prices knows the service by. */
  priceProviderId?: string;
  /** The models there are, where that is fixed; absent where only the service knows. */
  names?: readonly string[];
  /** The names of the models that the API offers, asked of its server, which charges nothing for it. Throws a sentence when it can't be reached or answers something else. */
  listModels?(connection: Connection, signal: AbortSignal): Promise<string[]>;
  /** Loads the SDK and makes the adapter. */
  connect(connection: Connection): Promise<Provider>;
  /** Why it is asked in no batches, a sentence for people; absent where there is nothing to say but that. */
  whyNoBatches?: string;
  /** Absent for an API that takes no batches. */
  batches?: {
    /** What a batch costs of the usual price, where the vendor documents it: 0.5 is half. */
    price: number;
    protocol: BatchProtocol;
  };
  /** Why it can't answer such a test at all, one sentence for people; null when it can. Absent for language models, which can be asked anything. */
  reasonNotToAsk?(test: Pick<ModelRequest, 'testType' | 'variables'>): string | null;
  /** Whether a model takes pictures, as far as its server tells; null when it tells nothing. May throw: then it is asked and may refuse. */
  seesImages?(connection: Connection, name: string, signal: AbortSignal): Promise<boolean | null>;
  /** The most tokens that a model takes, of a server that is told with each request how many to make room for; null when it does not say. May throw. */
  contextLimit?(connection: Connection, name: string, signal: AbortSignal): Promise<number | null>;
  /** The window that a model which has answered is loaded with, tokens; null when its server does not say. May throw: a run goes on without it. */
  loadedWindow?(connection: Connection, name: string, signal: AbortSignal): Promise<number | null>;
  /** What the server says of the weights behind a name; null when it tells nothing. May throw: a run goes on without it. */
  describeModel?(connection: Connection, name: string, signal: AbortSignal): Promise<ModelDescription | null>;
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
