// The events of a run as a zod schema. What older versions did not write gets a default here. Knows no paths.

import * as z from 'zod';
import {
  runEnds,
  variantKinds,
  type EvidencePlace,
  type PromptInfo,
  type PromptVariant,
  type RunEvent,
} from '../../shared/run/events';
import { pythonRunnerNames, type PythonIsolation } from '../../shared/run/pythonIsolation';
import { runModes } from '../../shared/run/runMode';
import { unionOf, type FieldSchemas, type MemberSchemas } from '../files/schemaTables';
import {
  chargedCalls,
  cost,
  judgement,
  measuredSchema,
  notRunReason,
  rubrics,
  strings,
  testError,
  timings,
  tokens,
  verdict,
} from './recordSchemas';
import { batchEnds, batchPhases } from '../../shared/run/batches';
import { noise } from './modelDetailsSchema';
import { longestReviewer, longestReviewText } from '../../shared/run/reviews';
import type { Machine } from '../../shared/run/machine';
import type { ModelInfo } from '../../shared/run/model';
import type { RunMerge, RunPart } from '../../shared/run/parts';
import { requirementNames } from '../../shared/run/requirements';
import { mostShards, type PlanDigests, type RunShard } from '../../shared/run/shard';
import { efforts, type ModelParameters } from '../../shared/run/parameters';

const parameters = z.object({
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
  min_p: z.number().optional(),
  max_tokens: z.number().optional(),
  seed: z.number().optional(),
  stop: z.array(z.string()).optional(),
  effort: z.enum(efforts).optional(),
  num_ctx: z.number().optional(),
  frequency_penalty: z.number().optional(),
  presence_penalty: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<ModelParameters>>;

export const modelInfo = z.object({
  model: z.string(),
  provider: z.string(),
  name: z.string(),
  label: z.string().optional(),
  variant: z.string().optional(),
  variantHash: z.string().optional(),
  requirements: z.partialRecord(z.enum(requirementNames), z.number()).optional(),
  // Folders from before parameters could be set have none; an effort was a part of `model`, where it still is.
  parameters: parameters.default({}),
  providerLabel: z.string(),
  isLocal: z.boolean(),
  isSimulated: z.boolean(),
}) satisfies z.ZodObject<FieldSchemas<ModelInfo>>;

export const python = z.object({
  runner: z.enum(pythonRunnerNames),
  isFull: z.boolean(),
  note: z.string().optional(),
}) satisfies z.ZodObject<FieldSchemas<PythonIsolation>>;

/** Which of a prompt's tests one is. */
export const variantSchema = z.object({
  prompt: z.number(),
  kind: z.enum(variantKinds),
  number: z.number(),
  of: z.number(),
}) satisfies z.ZodObject<FieldSchemas<PromptVariant>>;

const prompt = z.object({
  index: z.number().int().positive(),
  label: z.string(),
  place: z.number().int().positive().optional(),
  row: z.object({ file: z.string(), number: z.number().int().positive() }).optional(),
  tags: z.array(z.string()).optional(),
  testType: z.string().optional(),
  variant: variantSchema.optional(),
  hash: z.string().optional(),
}) satisfies z.ZodObject<FieldSchemas<PromptInfo>>;

const evidencePlace = z.object({
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
}) satisfies z.ZodObject<FieldSchemas<EvidencePlace>>;

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const plan = z.object({
  format: digest,
  benchmark: digest,
  files: digest,
  pictures: digest,
  models: digest,
  prompts: digest,
  mode: digest,
}) satisfies z.ZodObject<FieldSchemas<PlanDigests>>;

const shardNumber = z.number().int().positive().max(mostShards);

const choice = { index: shardNumber, of: shardNumber, isJob: z.literal(true).optional() };

export const shard = z
  .object({ ...choice, planHash: digest, plan })
  .refine(({ index, of }) => index <= of) satisfies z.ZodType<RunShard>;

const sharedPlan = { planHash: digest, plan };

export const machine = z.object({
  os: z.string(),
  architecture: z.string(),
  processor: z.string(),
  cores: z.number(),
  memoryGb: z.number(),
}) satisfies z.ZodObject<FieldSchemas<Machine>>;

const part = {
  runId: z.string().min(1),
  at: z.string(),
  shard: z.object(choice).nullable(),
  machine: machine.nullable(),
  versions: strings,
  budgetUsd: measuredSchema,
  noise: noise.nullable(),
  comment: z.string(),
} satisfies FieldSchemas<RunPart>;

/** What a run was merged from. */
export const merged = z.object({ ...sharedPlan, parts: z.array(z.object(part)) }) satisfies z.ZodObject<
  FieldSchemas<RunMerge>
>;

const ofTest = { t: z.number(), model: z.string(), index: z.number().int().positive() };

/** Who reviewed, and when. Lists show the name; far more of it than any person's is nobody's. */
export const signature = {
  at: z.string(),
  reviewer: z
    .string()
    .min(1)
    .max(4 * longestReviewer),
};
const reviewText = z.string().max(4 * longestReviewText);

const ofBatch = { t: z.number(), at: z.string(), batch: z.number().int().positive() };
const itemCount = z.number().int().nonnegative().nullable();

/** By the event's type. */
export const eventSchemas = {
  runStarted: z.object({
    type: z.literal('runStarted'),
    t: z.number(),
    schemaVersion: z.number(),
    runId: z.string().min(1),
    at: z.string().nullable(),
    benchmarkName: z.string(),
    purpose: z.string(),
    comment: z.string().optional(),
    testType: z.string(),
    models: z.array(modelInfo),
    prompts: z.array(prompt),
    python: python.optional(),
    mode: z.enum(runModes).nullable().optional(),
    shard: shard.optional(),
    merged: z.object(sharedPlan).optional(),
    machine: machine.optional(),
  }),
  batchPlanned: z.object({
    type: z.literal('batchPlanned'),
    ...ofBatch,
    model: z.string(),
    tests: z.array(z.number().int().positive()).min(1),
    key: z.string().regex(/^[0-9a-f]{16}$/),
    way: z.string().optional(),
  }),
  batchSent: z.object({ type: z.literal('batchSent'), ...ofBatch }),
  batchSubmitted: z.object({ type: z.literal('batchSubmitted'), ...ofBatch, id: z.string().min(1) }),
  batchProgress: z.object({
    type: z.literal('batchProgress'),
    ...ofBatch,
    phase: z.enum(batchPhases),
    answered: itemCount,
    failed: itemCount,
    expiresAt: z.string().optional(),
  }),
  batchCollected: z.object({
    type: z.literal('batchCollected'),
    ...ofBatch,
    end: z.enum(batchEnds),
    message: z.string().optional(),
  }),
  partStarted: z.object({ type: z.literal('partStarted'), t: z.number(), ...part, python: python.optional() }),
  partsEnded: z.object({ type: z.literal('partsEnded'), t: z.number() }),
  doubleDropped: z.object({ type: z.literal('doubleDropped'), ...ofTest, cost: chargedCalls }),
  testStarted: z.object({ type: z.literal('testStarted'), ...ofTest }),
  attemptFailed: z.object({
    type: z.literal('attemptFailed'),
    ...ofTest,
    attempt: z.number(),
    error: testError,
    retryInMs: z.number(),
  }),
  testFinished: z.object({
    type: z.literal('testFinished'),
    ...ofTest,
    verdict,
    attempts: z.number().nullable(),
    timings,
    tokens,
    cost,
    failedAttemptsCost: chargedCalls.optional(),
    judgingCost: chargedCalls.optional(),
    error: testError.optional(),
    ...judgement,
    rubrics: rubrics.optional(),
    evidence: evidencePlace.optional(),
  }),
  modelWarmedUp: z.object({
    type: z.literal('modelWarmedUp'),
    t: z.number(),
    model: z.string(),
    total: measuredSchema,
    load: measuredSchema,
    cost: cost.optional(),
    error: testError.optional(),
    evidence: evidencePlace.optional(),
  }),
  judgeCalibrated: z.object({
    type: z.literal('judgeCalibrated'),
    t: z.number(),
    judge: z.string(),
    key: z.string(),
    rubric: z.string(),
    labels: z.number(),
    agreed: z.number(),
    kappa: measuredSchema,
    answers: z.array(z.object({ label: z.boolean(), verdict: z.boolean().nullable(), reason: z.string() })),
    cost: chargedCalls,
  }),
  testSkipped: z.object({ type: z.literal('testSkipped'), ...ofTest, reason: notRunReason }),
  runFinished: z.object({ type: z.literal('runFinished'), t: z.number(), status: z.enum(runEnds) }),
  runResumed: z.object({
    type: z.literal('runResumed'),
    schemaVersion: z.number().optional(),
    t: z.number(),
    at: z.string(),
    python: python.optional(),
    machine: machine.optional(),
  }),
  testRescored: z.object({
    type: z.literal('testRescored'),
    schemaVersion: z.number().optional(),
    ...ofTest,
    at: z.string(),
    verdict,
    previousVerdict: verdict,
    error: testError.optional(),
    ...judgement,
    rubrics: rubrics.optional(),
    evidence: evidencePlace.optional(),
  }),
  testReviewed: z.object({
    type: z.literal('testReviewed'),
    schemaVersion: z.number().optional(),
    ...ofTest,
    ...signature,
    verdict: verdict.optional(),
    reason: reviewText.optional(),
    comment: reviewText.optional(),
  }),
  runSignedOff: z.object({
    type: z.literal('runSignedOff'),
    schemaVersion: z.number().optional(),
    t: z.number(),
    ...signature,
  }),
} satisfies MemberSchemas<RunEvent, 'type'>;

/** One line of `events.jsonl`. */
export const eventSchema: z.ZodType<RunEvent> = unionOf('type', eventSchemas);
