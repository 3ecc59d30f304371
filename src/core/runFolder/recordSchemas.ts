// The pieces that several files of a run folder are made of, as zod schemas. Knows no file.

import * as z from 'zod';
import type { RubricVerdict } from '../../shared/run/events';
import {
  costSources,
  tokenSources,
  type ChargedCalls,
  type TestClasses,
  type TestCost,
  type TestMeasures,
  type TestTimings,
  type TokenUsage,
} from '../../shared/run/testMeasurement';
import { askedVerdicts, errorKinds, notRunKinds, type NotRunReason, type TestError } from '../../shared/run/verdict';
import type { RecordedCheck } from '../../shared/results/testResult';
import type { FieldSchemas } from '../files/schemaTables';

export const verdict = z.enum(askedVerdicts);
export const measuredSchema = z.number().nullable();
export const strings = z.record(z.string(), z.string());
export const unknowns = z.record(z.string(), z.unknown());

export const errorKind = z.enum(errorKinds);
export const testError = z.object({
  kind: errorKind,
  message: z.string(),
  status: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<TestError>>;

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
  lateness: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<TestTimings>>;

export const tokens = z.object({
  input: measuredSchema,
  output: measuredSchema,
  reasoning: measuredSchema,
  cached: measuredSchema,
  source: z.enum(tokenSources),
}) satisfies z.ZodObject<FieldSchemas<TokenUsage>>;
export const cost = z.object({
  usd: measuredSchema,
  source: z.enum(costSources),
}) satisfies z.ZodObject<FieldSchemas<TestCost>>;

export const chargedCalls = z.object({
  usd: z.number(),
  calls: z.number(),
}) satisfies z.ZodObject<FieldSchemas<ChargedCalls>>;

export const measures = z.record(z.string(), z.number()) satisfies z.ZodType<TestMeasures>;
export const classes = z.object({
  truth: z.array(z.string()),
  found: z.array(z.string()),
}) satisfies z.ZodObject<FieldSchemas<TestClasses>>;
export const checks = z.array(
  z.object({
    check: z.string(),
    name: z.string().optional(),
    weight: z.number().optional(),
    isNegated: z.boolean().optional(),
    at: z.string().optional(),
    verdict,
    score: measuredSchema,
    expected: z.string(),
    got: z.string(),
    reason: z.string().optional(),
  }) satisfies z.ZodObject<FieldSchemas<RecordedCheck>>,
);
export const rubrics = z.array(
  z.object({
    key: z.string(),
    verdict: z.enum(['correct', 'incorrect']),
    decides: z.boolean(),
  }) satisfies z.ZodObject<FieldSchemas<RubricVerdict>>,
);
export const notRunReason = z.object({
  kind: z.enum(notRunKinds),
  message: z.string(),
}) satisfies z.ZodObject<FieldSchemas<NotRunReason>>;
/** What a judgement may say beside its verdict. */
export const judgement = { score: z.number().optional(), measures: measures.optional(), classes: classes.optional() };
