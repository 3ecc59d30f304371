// The pieces that several files of a run folder are made of, as zod schemas. Knows no file.

import * as z from 'zod';
import type { TestClasses, TestMeasures } from '../../shared/run/events';
import type { ErrorKind, NotRunReason } from '../../shared/run/verdict';

export const verdict = z.enum(['correct', 'incorrect', 'error']);
export const measuredSchema = z.number().nullable();
export const strings = z.record(z.string(), z.string());
export const unknowns = z.record(z.string(), z.unknown());

export const errorKind = z.enum([
  'timeout',
  'rateLimited',
  'api',
  'network',
  'authentication',
  'refused',
  'truncated',
  'emptyAnswer',
  'unparsable',
  'evaluator',
  'sandbox',
]) satisfies z.ZodType<ErrorKind>;
export const testError = z.object({ kind: errorKind, message: z.string(), status: z.number().optional() });

export const timings = z.object({
  dispatchedAt: z.number(),
  endedAt: z.number(),
  queue: measuredSchema,
  retry: measuredSchema,
  total: measuredSchema,
  ttft: measuredSchema,
  ttfa: measuredSchema,
  load: measuredSchema,
  tpot: measuredSchema,
  decodeTokensPerSecond: measuredSchema,
  endToEndTokensPerSecond: measuredSchema,
  evaluation: measuredSchema,
  charactersPerSecond: measuredSchema.optional(),
  inFlight: z.number().optional(),
});

export const tokens = z.object({
  input: measuredSchema,
  output: measuredSchema,
  reasoning: measuredSchema,
  cached: measuredSchema,
  source: z.enum(['usage', 'estimated']),
});
export const cost = z.object({
  usd: measuredSchema,
  source: z.enum(['prices', 'override', 'api', 'local', 'simulated', 'unknown']),
});

export const measures = z.record(z.string(), z.number()) satisfies z.ZodType<TestMeasures>;
export const classes = z.object({
  truth: z.array(z.string()),
  found: z.array(z.string()),
}) satisfies z.ZodType<TestClasses>;
export const notRunReason = z.object({
  kind: z.enum(['noVision', 'unsupported', 'budget']),
  message: z.string(),
}) satisfies z.ZodType<NotRunReason>;
/** What a judgement may say beside its verdict. */
export const judgement = { score: z.number().optional(), measures: measures.optional(), classes: classes.optional() };
