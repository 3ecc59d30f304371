// What is kept of one test: its result (the summary) and its transcript (everything said and measured).
// Keys never enter either: requests are recorded from the parameters we chose, response headers by an allow-list.

import type {
  ChargedCalls,
  TestClasses,
  TestCost,
  TestMeasures,
  TestTimings,
  TokenUsage,
} from '../run/testMeasurement';
import type { ImageEvidence, ImageFile, RecordedImage } from './picture';
import type { TestError, Verdict } from '../run/verdict';

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
  /** The newest one; `rescores` has what was before, where there is more than one. */
  verdict: Exclude<Verdict, 'not_run'>;
  /** 0-1: 1 for correct and 0 for incorrect where a test type knows no degrees; null for an error. */
  score: number | null;
  /** The figures behind the score, by name. */
  measures?: TestMeasures;
  classes?: TestClasses;
  /** The pictures of the prompt, in its order; empty for a test without. */
  images: RecordedImage[];
  /** What was found on the first picture. */
  evidence?: ImageEvidence;
  /** What each check of `expect` came to, in its order; absent for other test types. */
  checks?: RecordedCheck[];
  /** Why the verdict is what it is, one sentence; absent when expected and got say it all. */
  reason?: string;
  error?: TestError;
  /** ISO 8601 with offset: when the first attempt was dispatched; null in an imported report, which does not record it. */
  startedAt: string | null;
  prompt: string;
  response: string;
  /** Reasoning the model gave apart from its answer; null where it was not recorded. */
  reasoning: string | null;
  expected: string;
  /** The execution result, or what else was compared with `expected`. */
  got: string;
  /** Null where it was not recorded. */
  attempts: number | null;
  timings: TestTimings;
  tokens: TokenUsage;
  cost: TestCost;
  /** What the attempts before the last one were charged, apart from `cost`; absent where nothing is known of any. */
  failedAttemptsCost?: ChargedCalls;
  links: TestLinks;
  /** The judgements before the present one and the present one, oldest first; absent until the test is re-scored. */
  rescores?: Rescore[];
}

/** Where a test is kept: paths relative to the run folder, with forward slashes. They follow from the test and are not stored. */
export interface TestLinks {
  /** The file of result and transcript: of all tests of the model; in runs of format 1 the result's own. */
  evidence: string;
  /** Where the result image is; there is none when the run was made without images. */
  resultImage: string;
  /** The first picture the prompt showed; null for a prompt without one. */
  image: string | null;
}

/** All that is kept of one test. */
export interface StoredTest {
  result: TestResult;
  /** Null where it has been lost: in runs of format 1 it is a file of its own. */
  transcript: TestTranscript | null;
}

/** One judgement of a stored answer, with its provenance. The first of a list is the run's own. */
export interface Rescore {
  /** ISO 8601 with offset; null for a run's own judgement whose time was not recorded. */
  at: string | null;
  /** The program's versions that judged; empty where they are the run's own, which `run.json` has. */
  versions: { [name: string]: string };
  verdict: Exclude<Verdict, 'not_run'>;
  expected: string;
  got: string;
  reason?: string;
  error?: TestError;
}

export const chatRoles = ['system', 'user', 'assistant'] as const;

type ChatRole = (typeof chatRoles)[number];

export interface ChatMessage {
  role: ChatRole;
  content: string;
  /** The pictures sent with it, before the words: files of the run folder; absent when there were none. */
  images?: ImageFile[];
}

export const chunkKinds = ['reasoning', 'answer'] as const;

type ChunkKind = (typeof chunkKinds)[number];

/** One chunk of a streamed response. `t` is ms since the attempt's dispatch. */
export interface RecordedChunk {
  t: number;
  kind: ChunkKind;
  characters: number;
}

/** Monotonic run clock, ms; null where it did not come to that. */
export interface AttemptTimes {
  queuedAt: number;
  /** When a connection began to be made for the request (DNS, TCP, TLS, the way through a proxy); absent where one was open. */
  connectingAt?: number;
  /** When the request went to the socket: the connection stood. */
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

export interface RecordedBatch {
  /** Its number within the run, from 1. */
  batch: number;
  /** Of the model API; null where it took none. */
  id: string | null;
  /** What the request is called in it. */
  customId: string;
}

export interface RecordedAttempt {
  /** 1-based. */
  attempt: number;
  /** The batch that the request was a part of; absent for one that was sent by itself. `times` then are those of its collection, and tell nothing of the model. */
  batch?: RecordedBatch;
  times: AttemptTimes;
  request: {
    /** Where it went: scheme, host, port and path; no query, no user name. */
    url: string;
    model: string;
    messages: ChatMessage[];
    /** Every other parameter sent. */
    parameters: { [name: string]: unknown };
    /** Names of those that the API refused, so that they were left out; absent when there were none. */
    refused?: string[];
  };
  response?: {
    text: string;
    reasoning: string;
    finishReason: string | null;
    id: string | null;
    /** The model name the API answered with. */
    model: string | null;
    /** What OpenAI's protocol calls `system_fingerprint`: another one is another configuration of the same model. Absent when there was none. */
    systemFingerprint?: string;
    /** The answer came in one piece and not as a stream, so that there is no time of a first token; absent for a stream. */
    isWhole?: boolean;
    /** The model called a tool, though none was offered; absent when it did not, and in older runs. */
    calledTool?: boolean;
    /** The model reasoned, and the API gave no word of it; absent when it did not, and in older runs. */
    hidReasoning?: boolean;
    headers: { [name: string]: string };
    serverTimings: ServerTimings | null;
    tokens: TokenUsage;
    /** What the API itself said that the attempt cost, USD; absent where it said nothing. */
    reportedCostUsd?: number;
    /** Where the server had the answer from, when it passed the request on: `ollama.com`; absent when it answered itself. */
    remoteHost?: string;
  };
  chunks: RecordedChunk[];
  /** Requests of the run under way when this one was dispatched, itself included; absent in older runs. */
  inFlight?: number;
  /** How late our own clock was at most while the attempt was under way, ms; absent in older runs. */
  lateness?: number;
  error?: TestError;
  /** How long was waited before the next attempt, ms. */
  retryInMs?: number;
}

/** What one check of `expect` came to. */
export interface RecordedCheck {
  /** Its word: `contains`. */
  check: string;
  name?: string;
  /** 1 when missing; what weighs 0 is only shown. */
  weight?: number;
  /** It stood under `not`: the verdict and the score are already turned round. */
  isNegated?: boolean;
  /** The JSON path whose values it looked at. */
  at?: string;
  verdict: Exclude<Verdict, 'not_run'>;
  /** 0-1; null where it could not be judged. */
  score: number | null;
  /** As text for people: `contains "Paris"`. */
  expected: string;
  /** What it looked at; cut where it is long. */
  got: string;
  /** Why it does not hold, or could not be judged; absent when expected and got say it all. */
  reason?: string;
}

/** What judging did with the answer. */
export interface RecordedEvaluation {
  testType: string;
  /** The part of the response that was judged. */
  answer: string;
  expected: string;
  got: string;
  verdict: Exclude<Verdict, 'not_run'>;
  reason?: string;
  /** 0-1 where the test type knows degrees. */
  score?: number;
  measures?: TestMeasures;
  classes?: TestClasses;
  evidence?: ImageEvidence;
  checks?: RecordedCheck[];
  python?: { code: string; stdout: string; outcome: string; durationMs: number };
  /** What judge models were asked, in the order of their answers; absent where none was. */
  judgeCalls?: RecordedJudgeCall[];
}

/** One question to a judge model. It is in no figure of the model that is tested. */
export interface RecordedJudgeCall {
  /** Canonical string of the judge. */
  judge: string;
  /** Tells the rubric with its judge, task and answer from any other. */
  key: string;
  /** 1-based; a question that is asked again has a number of its own. */
  vote: number;
  attempts: RecordedAttempt[];
  /** Its verdict; absent where it gave none that can be read, and in runs of versions that did not record it. */
  said?: { isPass: boolean; reason: string };
  /** Of all attempts. */
  cost: ChargedCalls;
  /** Present when the judge did not answer. */
  error?: TestError;
}

export interface TestTranscript {
  schemaVersion: number;
  runId: string;
  model: string;
  index: number;
  attempts: RecordedAttempt[];
  /** Null when there was nothing to judge; after re-scoring the newest one. */
  evaluation: RecordedEvaluation | null;
  /** Run clock, ms: when the run's own judging began and ended; absent without one and in older runs. */
  evaluatedAt?: { startedAt: number; endedAt: number };
  /** What was asked and came back before the test was asked again because it had ended in error, oldest first. */
  earlier?: { attempts: RecordedAttempt[]; evaluation: RecordedEvaluation | null }[];
}
