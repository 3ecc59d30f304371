// `run.json` as a zod schema. What older versions did not write gets a default here, what a newer version adds is kept. Knows no paths.

import * as z from 'zod';
import {
  noOverrides,
  runOrigins,
  type KeptFile,
  type ModelDescription,
  type ModelSummary,
  type Overrides,
  type RunManifest,
  type UnitPrices,
} from '../../shared/runs/runManifest';
import { answerLimitRanges, type AnswerLimitName, type AnswerLimits } from '../../shared/run/answerLimits';
import type { FieldNames, FieldSchemas } from '../files/schemaTables';
import { conditionsShape, modelDetailsSchema } from './modelDetailsSchema';
import { chargedCalls, measuredSchema, strings, testError, unknowns } from './recordSchemas';
import { rateBases } from '../../shared/figures/runStats';
import { noOtherCost } from '../../shared/run/otherCost';
import { runStatuses, type JudgeState } from '../../shared/run/runState';
import { ofAnyVersion } from './upgrade/ofAnyVersion';
import { noReview, type ReviewSummary } from '../../shared/run/reviews';
import { machine, merged, modelInfo, python, shard, signature } from './eventSchema';

/** Folders from before it was counted say nothing of it. */
const otherCost = z
  .object({
    failedAttempts: chargedCalls,
    warmUps: chargedCalls,
    judging: chargedCalls.default(() => noOtherCost().judging),
  })
  .default(noOtherCost);

const modelSummary = z.object({
  ...modelInfo.shape,
  total: z.number(),
  correct: z.number(),
  incorrect: z.number(),
  error: z.number(),
  notRun: z.number(),
  submitted: z.number().default(0),
  accuracy: measuredSchema,
  tokensPerSecond: measuredSchema,
  tokensPerSecondBasis: z.enum(rateBases).nullable(),
  averageTotal: measuredSchema,
  averageLoad: measuredSchema,
  medianTtft: measuredSchema,
  inputTokens: measuredSchema,
  outputTokens: measuredSchema,
  counted: z.number().optional(),
  costUsd: measuredSchema,
  priced: z.number(),
  finished: z.number(),
  timePerCorrect: measuredSchema.optional(),
  costPerCorrect: measuredSchema.optional(),
  details: modelDetailsSchema.nullable().default(null),
  warmUp: z
    .object({ total: measuredSchema, load: measuredSchema, error: testError.optional() })
    .nullable()
    .default(null),
  otherCost,
  server: z
    .object({
      digest: z.string().optional(),
      quantization: z.string().optional(),
      remoteHost: z.string().optional(),
      endpoint: z.string().optional(),
      parameterSize: z.string().optional(),
      contextLength: z.number().optional(),
      earlierContextLengths: z.array(z.number()).optional(),
    } satisfies FieldSchemas<ModelDescription>)
    .nullable()
    .default(null),
} satisfies FieldNames<ModelSummary>);

const judge = z.object({
  judge: z.string(),
  key: z.string(),
  rubric: z.string(),
  labels: z.number(),
  agreed: z.number(),
  kappa: measuredSchema,
  cost: chargedCalls,
}) satisfies z.ZodObject<FieldSchemas<JudgeState>>;

const review = z.object({
  reviewed: z.number(),
  disagreed: z.number(),
  commented: z.number(),
  signOffs: z.array(z.object({ ...signature, unreviewed: z.number().optional(), isOutdated: z.boolean().optional() })),
}) satisfies z.ZodObject<FieldSchemas<ReviewSummary>>;

const totals = z.object({
  tests: z.number(),
  correct: z.number(),
  incorrect: z.number(),
  error: z.number(),
  notRun: z.number(),
  inputTokens: measuredSchema,
  outputTokens: measuredSchema,
  counted: z.number().optional(),
  costUsd: measuredSchema,
  priced: z.number(),
  otherCost,
} satisfies FieldNames<RunManifest['totals']>);

const overrides = z.object({ models: z.array(z.string()), set: unknowns }) satisfies z.ZodObject<
  FieldSchemas<Overrides>
>;

/** A run folder may come from somebody else: what it kept lies in its `files/`. */
const keptFile = z.object({
  path: z.string(),
  kept: z.string().regex(/^files\/(?!\.\.?$)[^/\\]+$/, 'expected a file in files/'),
  sha256: z.string(),
  bytes: z.number(),
}) satisfies z.ZodObject<FieldSchemas<KeptFile>>;

const limitSchema = (name: AnswerLimitName): z.ZodInt =>
  z.int().min(answerLimitRanges[name].least).max(answerLimitRanges[name].most);

/** What is out of bounds is not used to go on with a run: it counts as not recorded. */
const answerLimits = z.object({
  bodyBytes: limitSchema('bodyBytes'),
  lineCharacters: limitSchema('lineCharacters'),
  answerCharacters: limitSchema('answerCharacters'),
  errorBytes: limitSchema('errorBytes'),
  waitingBytes: limitSchema('waitingBytes'),
}) satisfies z.ZodObject<FieldSchemas<AnswerLimits>>;

/** As it stands in the file. */
export const manifestFile = z.looseObject({
  schemaVersion: z.number(),
  shard: shard.nullable().default(null),
  merged: merged.nullable().default(null),
  id: z.string().min(1),
  benchmarkName: z.string(),
  purpose: z.string(),
  comment: z.string().default(''),
  testTypes: z.array(z.string()),
  tags: z.array(z.string()).default([]),
  status: z.enum(runStatuses),
  submitted: z.number().default(0),
  awaited: z.object({ batches: z.number(), tests: z.number(), answered: measuredSchema }).nullable().default(null),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  importedAt: z.string().nullable().default(null),
  elapsedMs: z.number(),
  promptCount: z.number(),
  models: z.array(modelSummary),
  judges: z.array(judge).default([]),
  totals,
  prices: z.array(
    z.object({
      model: z.string(),
      input: measuredSchema,
      output: measuredSchema,
      cachedInput: measuredSchema,
      perHour: measuredSchema.optional(),
      source: z.string(),
      listed: z.unknown().optional(),
    } satisfies FieldSchemas<UnitPrices>),
  ),
  files: z.array(keptFile).default([]),
  overrides: overrides.default(noOverrides),
  concurrency: z.record(z.string(), z.number()),
  attemptTimeoutMs: measuredSchema,
  maxAttempts: measuredSchema,
  answerLimits: answerLimits.nullable().default(null).catch(null),
  python: python.nullable(),
  sampling: z.record(z.string(), unknowns).nullable().default({}),
  thinkingTags: z.array(z.string()).nullable().default(null),
  startedBy: z.object({ from: z.enum(runOrigins), user: z.string().nullable() }).optional(),
  /** What the first folders had in the place of `startedBy`. */
  startedFrom: z.enum(['vscode', 'cli']).optional(),
  git: z.object({ revision: z.string(), isDirty: z.boolean() }).nullable().default(null),
  sizeBytes: measuredSchema.default(null),
  problems: z.array(z.string()).default([]),
  rescores: z
    .array(z.object({ at: z.string(), versions: strings, judged: z.number(), changed: z.number() }))
    .default([]),
  review: review.default(noReview),
  machine: machine.nullable(),
  versions: strings,
  ...conditionsShape,
}) satisfies z.ZodObject<FieldNames<RunManifest>>;

/** `run.json`. */
export const manifestSchema = ofAnyVersion(
  'manifest',
  manifestFile.transform(({ startedFrom, ...file }): RunManifest => ({
    ...file,
    ...conditionsOfOldImport(file),
    startedBy: file.startedBy ?? { from: startedFrom ?? 'cli', user: null },
    models: file.models.map((model) => ({
      ...model,
      // The first folders did not say how many tests had counts; their model APIs all gave them.
      counted: model.counted ?? model.finished,
      inputTokens: model.counted === 0 ? null : model.inputTokens,
      outputTokens: model.counted === 0 ? null : model.outputTokens,
      // What one correct answer took follows from the figures that they had, except where some cost was unknown.
      timePerCorrect:
        model.timePerCorrect !== undefined
          ? model.timePerCorrect
          : perCorrect(
              model,
              model.averageTotal === null ? null : model.averageTotal * (model.correct + model.incorrect),
            ),
      costPerCorrect:
        model.costPerCorrect !== undefined
          ? model.costPerCorrect
          : perCorrect(model, model.priced === model.finished ? model.costUsd : null),
    })),
    totals: {
      ...file.totals,
      counted: file.totals.counted ?? file.totals.tests - file.totals.notRun,
      inputTokens: file.totals.counted === 0 ? null : file.totals.inputTokens,
      outputTokens: file.totals.counted === 0 ? null : file.totals.outputTokens,
    },
  })),
);

/** The first imported folders gave the import's moment as the run's, and the defaults of a run made here as its conditions. */
function conditionsOfOldImport({
  startedBy,
  startedAt,
  importedAt,
}: z.infer<typeof manifestFile>): Partial<RunManifest> {
  if (startedBy?.from !== 'import' || importedAt !== null) return {};
  return { startedAt: null, importedAt: startedAt, finishedAt: null, mode: null, sampling: null };
}

function perCorrect({ correct }: { correct: number }, sum: number | null): number | null {
  return sum === null || correct === 0 ? null : sum / correct;
}
