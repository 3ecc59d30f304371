// The files of one test: `result.json` (the summary) and `transcript.json` (everything said and measured).
// Keys never enter either: requests are recorded from the parameters we chose, response headers by an allow-list.

import type { TestCost, TestTimings, TokenUsage } from './events';
import type { TestError, Verdict } from './verdict';

export interface TestResult {
  schemaVersion: number;
  runId: string;
  benchmarkName: string;
  model: string;
  provider: string;
  providerLabel: string;
  isSimulated: boolean;
  /** 1-based. */
  index: number;
  testType: string;
  verdict: Exclude<Verdict, 'not_run'>;
  /** Why the verdict is what it is, one sentence; absent when expected and got say it all. */
  reason?: string;
  error?: TestError;
  /** ISO 8601 with offset: when the first attempt was dispatched. */
  startedAt: string;
  prompt: string;
  response: string;
  /** Reasoning the model gave apart from its answer. */
  reasoning: string;
  expected: string;
  /** The execution result, or what else was compared with `expected`. */
  got: string;
  attempts: number;
  timings: TestTimings;
  tokens: TokenUsage;
  cost: TestCost;
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** One chunk of a streamed response. `t` is ms since the attempt's dispatch. */
export interface RecordedChunk {
  t: number;
  kind: 'reasoning' | 'answer';
  characters: number;
}

/** Monotonic run clock, ms; null where it did not come to that. */
export interface AttemptTimes {
  queuedAt: number;
  dispatchedAt: number;
  headersAt: number | null;
  firstChunkAt: number | null;
  firstReasoningAt: number | null;
  firstAnswerAt: number | null;
  lastTokenAt: number | null;
  endedAt: number;
}

/** What a server says of its own times, ms. */
export interface ServerTimings {
  total?: number;
  load?: number;
  promptEvaluation?: number;
  evaluation?: number;
}

export interface RecordedAttempt {
  /** 1-based. */
  attempt: number;
  times: AttemptTimes;
  request: {
    /** Where it went: scheme, host, port and path; no query, no user name. */
    url: string;
    model: string;
    messages: ChatMessage[];
    /** Every other parameter sent. */
    parameters: { [name: string]: unknown };
  };
  response?: {
    text: string;
    reasoning: string;
    finishReason: string | null;
    id: string | null;
    /** The model name the API answered with. */
    model: string | null;
    headers: { [name: string]: string };
    serverTimings: ServerTimings | null;
    tokens: TokenUsage;
  };
  chunks: RecordedChunk[];
  error?: TestError;
  /** How long was waited before the next attempt, ms. */
  retryInMs?: number;
}

/** What the evaluator did with the answer. */
export interface RecordedEvaluation {
  testType: string;
  /** The part of the response that was judged. */
  answer: string;
  expected: string;
  got: string;
  verdict: Exclude<Verdict, 'not_run'>;
  reason?: string;
  python?: { code: string; stdout: string; outcome: string; durationMs: number };
}

export interface TestTranscript {
  schemaVersion: number;
  runId: string;
  model: string;
  index: number;
  attempts: RecordedAttempt[];
  evaluation: RecordedEvaluation | null;
}
