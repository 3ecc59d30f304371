// What `run.json` has of distributions, trials and conditions, as zod schemas with the defaults for folders that had none of it.

import * as z from 'zod';
import type { ModelDetails } from '../../shared/figures/modelDetails';
import { unrecordedConditions, type RunConditions, type RunNoise } from '../../shared/run/runConditions';
import type { Distribution } from '../../shared/statistics/statistics';
import { errorKind, measuredSchema, notRunReason } from './recordSchemas';
import { runModes } from '../../shared/run/runMode';
import { imageSizes } from '../../shared/run/benchmark';
import type { FieldSchemas } from '../files/schemaTables';
import type { TrialStats } from '../../shared/figures/trialStats';

const count = z.number().int().nonnegative();
const interval = z.object({ low: z.number(), high: z.number() }).nullable();

const distribution = z.object({
  n: count,
  mean: measuredSchema,
  min: measuredSchema,
  max: measuredSchema,
  standardDeviation: measuredSchema,
  p50: measuredSchema,
  p90: measuredSchema,
  p95: measuredSchema,
  p99: measuredSchema,
}) satisfies z.ZodObject<FieldSchemas<Distribution>>;

const trials = z.object({
  trials: count,
  prompts: count,
  passes: z.array(z.object({ k: count, prompts: count, passAtK: measuredSchema, allOfK: measuredSchema })),
  accuracyByTrial: distribution,
  unstable: count,
  timeSpread: measuredSchema,
}) satisfies z.ZodObject<FieldSchemas<TrialStats>>;

/** `models[].details`. */
export const modelDetailsSchema = z.object({
  accuracyInterval: interval,
  times: z.object({
    total: distribution,
    ttft: distribution,
    tpot: distribution,
    decodeTokensPerSecond: distribution,
    endToEndTokensPerSecond: distribution,
    queue: distribution,
    retry: distribution,
  }),
  errors: z.partialRecord(z.enum([...errorKind.options, 'unknown']), count),
  notRunKinds: z.partialRecord(notRunReason.shape.kind, count),
  cachedTests: count,
  trials: trials.nullable(),
}) satisfies z.ZodObject<FieldSchemas<ModelDetails>>;

export const noise = z.object({
  eventLoopLagMs: z.object({ p50: z.number(), p95: z.number(), max: z.number() }),
  maxInFlight: z.number(),
  retries: z.number(),
}) satisfies z.ZodObject<FieldSchemas<RunNoise>>;

/** The fields of `run.json` that say under which conditions the run was made. */
export const conditionsShape = {
  mode: z.enum(runModes).nullable().default(unrecordedConditions.mode),
  trials: z.number().int().positive().default(unrecordedConditions.trials),
  budgetUsd: measuredSchema.default(null),
  noise: noise.nullable().default(null),
  iso: z
    .object({ holds: z.boolean(), reasons: z.array(z.string()) })
    .nullable()
    .default(null),
  imageSize: z.enum(imageSizes).nullable().default(null),
  refusedParameters: z.record(z.string(), z.array(z.string())).default({}),
} satisfies FieldSchemas<RunConditions>;
