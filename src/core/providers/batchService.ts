// What the runner knows of an API that takes batches: many requests in one piece, answered within hours or days. One adapter a protocol implements
// it. It keeps nothing: all that is needed to find a batch again is in the events of its run.

import type { BatchEnd, BatchProgress } from '../../shared/run/batches';
import type { ErrorKind } from '../../shared/run/verdict';
import type { OpenAiSettings } from './openaiClient';
import type { ModelReply, ModelRequest, ProviderError, ReplyListener, SentRequest } from './provider';

/** The protocols that a service may have for batches, of which OpenAI's own is the usual one. */
export const serviceBatchProtocols = ['openai', 'mistral', 'gemini'] as const;

export type ServiceBatchProtocol = (typeof serviceBatchProtocols)[number];

/** What the adapter of a service's batches is made of. */
export interface ServiceBatches {
  settings: OpenAiSettings;
  /** Where it takes other than what its protocol has. */
  limits?: Partial<BatchLimits>;
}

/** How batches are spoken of with an API. */
export type BatchProtocol = { name: 'anthropic' } | ({ name: ServiceBatchProtocol } & ServiceBatches);

/** How much one batch may have. */
export interface BatchLimits {
  requests: number;
  /** Of all entries together, with what stands between them. */
  bytes: number;
}

/** One request as a batch has it. */
export interface BatchEntry {
  /** JSON on one line. */
  text: string;
  sent: SentRequest;
}

/** A batch as its run knows it before the API does. */
export interface PlannedBatch {
  key: string;
  runId: string;
  /** Number within the run. */
  batch: number;
  /** As its API calls it. */
  model: string;
  plannedAt: Date;
  /** Null for one that was never sent. */
  sentAt: Date | null;
  /** How many requests it has. */
  count: number;
  /** How its requests are asked, as `wayAfter` said; absent for the first way. */
  way?: string | undefined;
}

/** Whether the API has a batch whose submission was not answered. `unclear`: it can't be said yet; `why` is for people. */
export type FoundBatch = { kind: 'found'; id: string } | { kind: 'none' } | { kind: 'unclear'; why: string };

/** How a batch stands. */
export type BatchReport = RunningBatch | EndedBatch;

type KnownOfBatch = { [field in 'answered' | 'failed']: number | null } & {
  /** ISO 8601. */
  expiresAt?: string;
};

export type RunningBatch = KnownOfBatch & { phase: BatchProgress['phase']; end: null };

export type EndedBatch = KnownOfBatch & {
  phase: null;
  end: BatchEnd;
  /** Why it failed as a whole. */
  message?: string;
  /** What is wrong with single requests of it, by their places from 1, where the API says so. */
  faults?: ReadonlyMap<number, string>;
  /** What the API calls the files of its results; empty where it has them in no files. */
  files: string[];
};

/** One result. They come in any order, some may be missing, and what they say is the API's word. */
export interface BatchItem {
  /** Null where none can be read. */
  customId: string | null;
  outcome: ItemOutcome;
}

export type ItemOutcome =
  /** What the API would have answered to the single request, as it came. */
  | { kind: 'answer'; status: number; body: string }
  /** It was not answered. */
  | { kind: Extract<ErrorKind, `batch${string}`>; message: string };

/** How a batch is sent: what its run is told of it on the way. */
interface Sending {
  signal: AbortSignal;
  /** Of the one call that makes a batch, which can't be taken back: later than `signal`, so that its answer is still heard. */
  creation: AbortSignal;
  /** To be awaited right before that call: then it is on the disk that the API may have the batch. Throws where the run is stopped. */
  begins(): Promise<void>;
}

export interface BatchService {
  limits: BatchLimits;
  entryOf(request: ModelRequest, customId: string, way: string | undefined): BatchEntry;
  /** The way in which a request that failed can be asked again, where the failure tells one: in words that are kept with a batch. Null where it tells none. */
  wayAfter(request: ModelRequest, failure: ProviderError, way: string | undefined): string | null;
  /** Gives the id of the batch. Throws `ProviderError`: what was retryable may have come to a batch all the same. */
  submit(entries: readonly string[], batch: PlannedBatch, sending: Sending): Promise<string>;
  /** `known`: ids of the run's other batches. Throws `ProviderError`. */
  find(batch: PlannedBatch, known: ReadonlySet<string>, signal: AbortSignal): Promise<FoundBatch>;
  look(id: string, signal: AbortSignal): Promise<BatchReport>;
  cancel(id: string, signal: AbortSignal): Promise<void>;
  /** Throws `ProviderError`, also in the middle. */
  items(id: string, ended: EndedBatch, signal: AbortSignal): AsyncIterable<BatchItem>;
  /** Reads an answer as the single request's is read. Throws `ProviderError`. */
  read(answer: ItemOutcome & { kind: 'answer' }, request: ModelRequest, listener: ReplyListener): Promise<ModelReply>;
}

/** By how much the clocks of this machine and of an API may differ, ms. */
export const clockDifference = 86_400_000;

/** Whether a batch that was made then, in ms since 1970, can be this one, whose answer was lost. */
export function isFromItsTime({ plannedAt, sentAt }: PlannedBatch, createdAt: number): boolean {
  const latest = (sentAt ?? plannedAt).getTime() + clockDifference;
  return createdAt >= plannedAt.getTime() - clockDifference && createdAt <= latest;
}

/** The name of a test in a batch: letters, digits and dashes, fewer than 64 of them, as every API takes it. */
export function customIdOf({ key }: Pick<PlannedBatch, 'key'>, index: number): string {
  return `isb-${key}-${index}`;
}

/** The index of the test that is named so in a batch; null for a name that is none of its. */
export function indexIn({ key }: Pick<PlannedBatch, 'key'>, customId: string | null): number | null {
  const start = `isb-${key}-`;
  if (!customId?.startsWith(start)) return null;
  const rest = customId.slice(start.length);
  return /^[1-9]\d{0,8}$/.test(rest) ? Number(rest) : null;
}
