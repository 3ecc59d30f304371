// What is known of one test in figures: times, tokens, cost and the measures of its test type.

/** Milliseconds unless the name says otherwise; null is *not measured*, never 0. */
export interface TestTimings {
  /** Run clock: when the successful (or last) attempt's request was dispatched. */
  dispatchedAt: number;
  /** Run clock: when the answer had ended (or the attempt had failed). */
  endedAt: number;
  /** Waiting for a free slot before the first dispatch; not part of `total`. */
  queue: number | null;
  /** Failed attempts and the waits between them; not part of `total`. */
  retry: number | null;
  /** Dispatch to end of the answer's stream, client clock; null only in an imported report that lacks it. */
  total: number | null;
  /** TTFT: dispatch to the first token, reasoning or answer. */
  ttft: number | null;
  /** Dispatch to the first token of the answer proper. */
  ttfa: number | null;
  /** Model load as the server reports it (Ollama). */
  load: number | null;
  /** TPOT: (last token - first token) / (output tokens - 1). */
  tpot: number | null;
  /** 1000 / TPOT. */
  decodeTokensPerSecond: number | null;
  /** Output tokens / total. */
  endToEndTokensPerSecond: number | null;
  evaluation: number | null;
  /** Characters of reasoning and answer / total: what can be compared between models that count tokens differently. Absent in older runs. */
  charactersPerSecond?: number | null;
  /** Requests of the run under way when the last attempt was dispatched, itself included; absent in older runs. */
  inFlight?: number;
  /** How late our own clock was at most during the last attempt: by so much its times may be too long. Absent in older runs. */
  lateness?: number;
}

/** `usage`: the API's own count. `estimated`: ours. `counted`: that of VS Code, which has the text and a tokenizer. New ones are added at the end: columns have their place. */
export const tokenSources = ['usage', 'estimated', 'counted'] as const;

type TokenSource = (typeof tokenSources)[number];

export interface TokenUsage {
  /** All input tokens, cached ones included; null when the API gave none. */
  input: number | null;
  /** All output tokens, reasoning included. */
  output: number | null;
  reasoning: number | null;
  cached: number | null;
  source: TokenSource;
}

/** `prices`: the price list. `override`: the user's own price, of settings or benchmark. */
export const costSources = ['prices', 'override', 'api', 'local', 'simulated', 'report', 'unknown'] as const;

type CostSource = (typeof costSources)[number];

export interface TestCost {
  /** USD; null is unknown and shown as *n/a*. */
  usd: number | null;
  source: CostSource;
}

/** Calls that were charged, as far as usage tells; free ones and those of unknown cost are not among them. */
export interface ChargedCalls {
  usd: number;
  calls: number;
}

/** The figures of one judgement by name, such as `iou`, `cer` or `countError`; what they mean is said at `testTypeStats`. */
export interface TestMeasures {
  [name: string]: number;
}

/** What a choice or classification was and should have been, for a confusion matrix. */
export interface TestClasses {
  truth: string[];
  found: string[];
}
