// A test's records as zod schemas: its result and its transcript, which format 1 keeps as `result.json` and `transcript.json`. What older
// versions did not write gets a default here, what a newer version adds is kept.

import * as z from 'zod';
import type { StoredResult } from '../../shared/results/packedTest';
import type { Rescore, TestTranscript } from '../../shared/results/testResult';
import { attempt, evaluation } from './attemptSchemas';
import { imageEvidence, recordedImage } from './pictureSchemas';
import {
  chargedCalls,
  checks,
  classes,
  cost,
  measuredSchema,
  measures,
  strings,
  testError,
  timings,
  tokens,
  verdict,
} from './recordSchemas';
import { scoreOf } from './scoreOf';
import type { FieldNames, FieldSchemas } from '../files/schemaTables';
import { ofAnyVersion } from './upgrade/ofAnyVersion';

const rescore = z.object({
  at: z.string().nullable(),
  versions: strings,
  verdict,
  expected: z.string(),
  got: z.string(),
  reason: z.string().optional(),
  error: testError.optional(),
}) satisfies z.ZodObject<FieldSchemas<Rescore>>;

/** What a result says of the test itself. */
export const resultFields = {
  testType: z.string(),
  verdict,
  score: measuredSchema.optional(),
  measures: measures.optional(),
  classes: classes.optional(),
  evidence: imageEvidence.optional(),
  checks: checks.optional(),
  reason: z.string().optional(),
  error: testError.optional(),
  startedAt: z.string().nullable(),
  prompt: z.string(),
  response: z.string(),
  expected: z.string(),
  got: z.string(),
  timings,
  tokens,
  cost,
  failedAttemptsCost: chargedCalls.optional(),
  rescores: z.array(rescore).optional(),
};

/** Which test a record is of. */
export const testFields = {
  schemaVersion: z.number(),
  model: z.string(),
  index: z.number().int().positive(),
};

/** When the run's own judging began and ended. */
export const evaluatedAt = z.object({ startedAt: z.number(), endedAt: z.number() });

const resultFile = z.looseObject({
  ...testFields,
  runId: z.string(),
  benchmarkName: z.string(),
  provider: z.string(),
  providerLabel: z.string(),
  isSimulated: z.boolean(),
  ...resultFields,
  images: z.array(recordedImage).default([]),
  reasoning: z.string().nullable(),
  attempts: measuredSchema,
}) satisfies z.ZodObject<FieldNames<StoredResult>>;

/** `result.json`. */
export const resultSchema = ofAnyVersion(
  'result',
  resultFile.transform((file): StoredResult => ({
    ...file,
    score: file.score === undefined ? scoreOf(file.verdict) : file.score,
  })),
);

const asked = { attempts: z.array(attempt), evaluation: evaluation.nullable() };

const transcriptFile = z.looseObject({
  ...testFields,
  runId: z.string(),
  ...asked,
  evaluatedAt: evaluatedAt.optional(),
  earlier: z.array(z.object(asked)).optional(),
}) satisfies z.ZodObject<FieldSchemas<TestTranscript>>;

/** `transcript.json`. */
export const transcriptSchema = ofAnyVersion<TestTranscript>('transcript', transcriptFile);
