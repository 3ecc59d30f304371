// The run folder's files as zod schemas: what a reader may rely on. What older versions did not write gets a default here,
// what a newer version adds is kept, and a newer format is refused in words. Knows no paths.

import * as z from 'zod';
import { runSchemaVersion, type RunEvent } from '../../shared/events';
import type { RunManifest } from '../../shared/runManifest';
import type { TestResult, TestTranscript } from '../../shared/testResult';
import { defaultTestLinks, scoreOf } from './testLinks';

const verdict = z.enum(['correct', 'incorrect', 'error']);
const measured = z.number().nullable();
const strings = z.record(z.string(), z.string());
const unknowns = z.record(z.string(), z.unknown());

const errorKind = z.enum(['timeout', 'rateLimited', 'api', 'network', 'authentication', 'refused', 'truncated', 'emptyAnswer', 'evaluator', 'sandbox']);
const testError = z.object({ kind: errorKind, message: z.string(), status: z.number().optional() });

const modelInfo = z.object({
  model: z.string(),
  provider: z.string(),
  name: z.string(),
  reasoningEffort: z.enum(['low', 'medium', 'high']).optional(),
  providerLabel: z.string(),
  isLocal: z.boolean(),
  isSimulated: z.boolean(),
});

const python = z.object({ runner: z.enum(['sandbox', 'python3', 'uv']), isFull: z.boolean(), note: z.string().optional() });

const timings = z.object({
  dispatchedAt: z.number(),
  endedAt: z.number(),
  queue: measured,
  retry: measured,
  total: measured,
  ttft: measured,
  ttfa: measured,
  load: measured,
  tpot: measured,
  decodeTokensPerSecond: measured,
  endToEndTokensPerSecond: measured,
  evaluation: measured,
});

const tokens = z.object({ input: measured, output: measured, reasoning: measured, cached: measured, source: z.enum(['usage', 'estimated']) });
const cost = z.object({ usd: measured, source: z.enum(['prices', 'api', 'local', 'simulated', 'unknown']) });

const ofTest = { t: z.number(), model: z.string(), index: z.number().int().positive() };

/** One line of `events.jsonl`. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('runStarted'),
    t: z.number(),
    schemaVersion: z.number(),
    runId: z.string().min(1),
    at: z.string(),
    benchmarkName: z.string(),
    purpose: z.string(),
    testType: z.string(),
    models: z.array(modelInfo),
    prompts: z.array(z.object({ index: z.number().int().positive(), label: z.string() })),
    python: python.optional(),
  }),
  z.object({ type: z.literal('testStarted'), ...ofTest }),
  z.object({ type: z.literal('attemptFailed'), ...ofTest, attempt: z.number(), error: testError, retryInMs: z.number() }),
  z.object({ type: z.literal('testFinished'), ...ofTest, verdict, attempts: z.number(), timings, tokens, cost, error: testError.optional() }),
  z.object({ type: z.literal('runFinished'), t: z.number(), status: z.enum(['finished', 'cancelled']) }),
  z.object({ type: z.literal('runResumed'), t: z.number(), at: z.string(), python: python.optional() }),
  z.object({ type: z.literal('testRescored'), ...ofTest, at: z.string(), verdict, previousVerdict: verdict, error: testError.optional() }),
]) satisfies z.ZodType<RunEvent>;

const modelSummary = z.object({
  ...modelInfo.shape,
  total: z.number(),
  correct: z.number(),
  incorrect: z.number(),
  error: z.number(),
  notRun: z.number(),
  accuracy: measured,
  tokensPerSecond: measured,
  tokensPerSecondBasis: z.enum(['decode', 'endToEnd']).nullable(),
  averageTotal: measured,
  averageLoad: measured,
  medianTtft: measured,
  inputTokens: z.number(),
  outputTokens: z.number(),
  counted: z.number().optional(),
  costUsd: measured,
  priced: z.number(),
  finished: z.number(),
  server: z.object({ digest: z.string().optional(), quantization: z.string().optional(), parameterSize: z.string().optional() }).nullable().default(null),
});

const totals = z.object({
  tests: z.number(),
  correct: z.number(),
  incorrect: z.number(),
  error: z.number(),
  notRun: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  counted: z.number().optional(),
  costUsd: measured,
  priced: z.number(),
});

const manifestFile = z.looseObject({
  schemaVersion: z.number(),
  id: z.string().min(1),
  benchmarkName: z.string(),
  purpose: z.string(),
  testTypes: z.array(z.string()),
  status: z.enum(['running', 'finished', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  elapsedMs: z.number(),
  promptCount: z.number(),
  models: z.array(modelSummary),
  totals,
  prices: z.array(z.object({ model: z.string(), input: measured, output: measured, cachedInput: measured, source: z.string() })),
  concurrency: z.record(z.string(), z.number()),
  attemptTimeoutMs: measured,
  maxAttempts: measured,
  python: python.nullable(),
  sampling: z.record(z.string(), unknowns).default({}),
  startedBy: z.object({ from: z.enum(['vscode', 'cli', 'import']), user: z.string().nullable() }).optional(),
  /** What the first folders had in the place of `startedBy`. */
  startedFrom: z.enum(['vscode', 'cli']).optional(),
  git: z.object({ revision: z.string(), isDirty: z.boolean() }).nullable().default(null),
  sizeBytes: measured.default(null),
  problems: z.array(z.string()).default([]),
  rescores: z.array(z.object({ at: z.string(), versions: strings, judged: z.number(), changed: z.number() })).default([]),
  machine: z.object({ os: z.string(), architecture: z.string(), processor: z.string(), cores: z.number(), memoryGb: z.number() }).nullable(),
  versions: strings,
});

/** `run.json`. */
export const manifestSchema = manifestFile.transform(({ startedFrom, ...file }): RunManifest => ({
  ...file,
  startedBy: file.startedBy ?? { from: startedFrom ?? 'cli', user: null },
  // The first folders did not say how many tests had counts; their model APIs all gave them.
  models: file.models.map((model) => ({ ...model, counted: model.counted ?? model.finished })),
  totals: { ...file.totals, counted: file.totals.counted ?? file.totals.tests - file.totals.notRun },
}));

const rescore = z.object({
  at: z.string().nullable(),
  versions: strings,
  verdict,
  expected: z.string(),
  got: z.string(),
  reason: z.string().optional(),
  error: testError.optional(),
});

const resultFile = z.looseObject({
  schemaVersion: z.number(),
  runId: z.string(),
  benchmarkName: z.string(),
  model: z.string(),
  provider: z.string(),
  providerLabel: z.string(),
  isSimulated: z.boolean(),
  index: z.number().int().positive(),
  testType: z.string(),
  verdict,
  score: measured.optional(),
  reason: z.string().optional(),
  error: testError.optional(),
  startedAt: z.string().nullable(),
  prompt: z.string(),
  response: z.string(),
  reasoning: z.string().nullable(),
  expected: z.string(),
  got: z.string(),
  attempts: measured,
  timings,
  tokens,
  cost,
  links: z.object({ transcript: z.string(), transcriptText: z.string(), resultImage: z.string(), image: z.string().nullable() }).default(defaultTestLinks),
  rescores: z.array(rescore).optional(),
});

/** `result.json`. */
export const resultSchema = resultFile.transform((file): TestResult => ({ ...file, score: file.score === undefined ? scoreOf(file.verdict) : file.score }));

const attemptTimes = z.object({
  queuedAt: z.number(),
  dispatchedAt: z.number(),
  headersAt: measured,
  firstChunkAt: measured,
  firstReasoningAt: measured,
  firstAnswerAt: measured,
  lastTokenAt: measured,
  endedAt: z.number(),
});

const attempt = z.object({
  attempt: z.number(),
  times: attemptTimes,
  request: z.object({
    url: z.string(),
    model: z.string(),
    messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
    parameters: unknowns,
  }),
  response: z
    .object({
      text: z.string(),
      reasoning: z.string(),
      finishReason: z.string().nullable(),
      id: z.string().nullable(),
      model: z.string().nullable(),
      headers: strings,
      serverTimings: z
        .object({ total: z.number().optional(), load: z.number().optional(), promptEvaluation: z.number().optional(), evaluation: z.number().optional() })
        .nullable(),
      tokens,
    })
    .optional(),
  chunks: z.array(z.object({ t: z.number(), kind: z.enum(['reasoning', 'answer']), characters: z.number() })),
  error: testError.optional(),
  retryInMs: z.number().optional(),
});

const evaluation = z
  .object({
    testType: z.string(),
    answer: z.string(),
    expected: z.string(),
    got: z.string(),
    verdict,
    reason: z.string().optional(),
    python: z.object({ code: z.string(), stdout: z.string(), outcome: z.string(), durationMs: z.number() }).optional(),
  })
  .nullable();

/** `transcript.json`. */
export const transcriptSchema = z.looseObject({
  schemaVersion: z.number(),
  runId: z.string(),
  model: z.string(),
  index: z.number().int().positive(),
  attempts: z.array(attempt),
  evaluation,
  earlier: z.array(z.object({ attempts: z.array(attempt), evaluation })).optional(),
}) satisfies z.ZodType<TestTranscript>;

/**
 * Reads one JSON text of a run folder. `where` names the file for people. Throws what is wrong in words:
 * no JSON, a newer format, or a field that is not what the format says.
 */
export function parseRecord<T>(schema: z.ZodType<T>, text: string, where: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  refuseNewer(json, where);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const shown = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`${where} is not as the format of run folders says. ${shown.join('; ')}`);
}

/** Throws when a record says that it has a newer format than this program reads. */
export function refuseNewer(record: unknown, where: string): void {
  if (typeof record !== 'object' || record === null || !('schemaVersion' in record)) return;
  const { schemaVersion: version } = record;
  if (typeof version === 'number' && version > runSchemaVersion) {
    throw new Error(`${where} was written by a newer version of Iso Speed Bench (format ${version}; this one reads up to ${runSchemaVersion}). Update to open it.`);
  }
}
