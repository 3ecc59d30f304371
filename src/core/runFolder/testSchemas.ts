// The files of one test as zod schemas: `result.json` and `transcript.json`. What older versions did not write gets a default here,
// what a newer version adds is kept.

import * as z from 'zod';
import type { ImageEvidence, ImageFile, RecordedImage, Shape } from '../../shared/results/picture';
import type { TestResult, TestTranscript } from '../../shared/results/testResult';
import {
  classes,
  cost,
  judgement,
  measuredSchema,
  measures,
  strings,
  testError,
  timings,
  tokens,
  unknowns,
  verdict,
} from './recordSchemas';
import { defaultTestLinks, scoreOf } from './testLinks';

const imageFile = z.object({
  file: z.string(),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif']),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
}) satisfies z.ZodType<ImageFile>;

/** A picture of a prompt, also as `images/images.json` lists it. */
export const recordedImage = z.object({
  ...imageFile.shape,
  source: z.string(),
  sent: imageFile,
}) satisfies z.ZodType<RecordedImage>;

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('point'), x: z.number(), y: z.number() }),
  z.object({ kind: z.literal('box'), x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }),
  z.object({ kind: z.literal('polygon'), points: z.array(z.tuple([z.number(), z.number()])) }),
  z.object({ kind: z.literal('ellipse'), x: z.number(), y: z.number(), rx: z.number(), ry: z.number() }),
]) satisfies z.ZodType<Shape>;

const evidence = z.object({
  overlay: z
    .object({
      truth: z.array(z.object({ shape, label: z.string().optional(), isMissed: z.boolean() })),
      found: z.array(
        z.object({
          shape,
          label: z.string().optional(),
          state: z.enum(['hit', 'miss', 'extra', 'note']),
          truth: z.number().nullable(),
          measure: z.object({ name: z.enum(['iou', 'distance', 'confidence']), value: z.number() }).optional(),
          nearest: z.tuple([z.number(), z.number()]).optional(),
        }),
      ),
    })
    .optional(),
  coordinates: z
    .object({
      profile: z.string(),
      description: z.string(),
      chosenBy: z.enum(['benchmark', 'settings', 'calibration', 'table', 'default']),
      transform: z.object({ order: z.enum(['xy', 'yx']), width: z.number(), height: z.number() }),
      parsed: z.array(z.array(z.number())),
      canonical: z.array(z.array(z.number())),
      clipped: z.array(z.string()).optional(),
    })
    .optional(),
}) satisfies z.ZodType<ImageEvidence>;

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
  score: measuredSchema.optional(),
  measures: measures.optional(),
  classes: classes.optional(),
  images: z.array(recordedImage).default([]),
  evidence: evidence.optional(),
  reason: z.string().optional(),
  error: testError.optional(),
  startedAt: z.string().nullable(),
  prompt: z.string(),
  response: z.string(),
  reasoning: z.string().nullable(),
  expected: z.string(),
  got: z.string(),
  attempts: measuredSchema,
  timings,
  tokens,
  cost,
  links: z
    .object({
      transcript: z.string(),
      transcriptText: z.string(),
      resultImage: z.string(),
      image: z.string().nullable(),
    })
    .default(defaultTestLinks),
  rescores: z.array(rescore).optional(),
});

/** `result.json`. */
export const resultSchema = resultFile.transform((file): TestResult => ({
  ...file,
  score: file.score === undefined ? scoreOf(file.verdict) : file.score,
}));

const attemptTimes = z.object({
  queuedAt: z.number(),
  dispatchedAt: z.number(),
  headersAt: measuredSchema,
  firstChunkAt: measuredSchema,
  firstReasoningAt: measuredSchema,
  firstAnswerAt: measuredSchema,
  lastTokenAt: measuredSchema,
  endedAt: z.number(),
});

const attempt = z.object({
  attempt: z.number(),
  times: attemptTimes,
  request: z.object({
    url: z.string(),
    model: z.string(),
    messages: z.array(
      z.object({
        role: z.enum(['system', 'user', 'assistant']),
        content: z.string(),
        images: z.array(imageFile).optional(),
      }),
    ),
    parameters: unknowns,
    refused: z.array(z.string()).optional(),
  }),
  response: z
    .object({
      text: z.string(),
      reasoning: z.string(),
      finishReason: z.string().nullable(),
      id: z.string().nullable(),
      model: z.string().nullable(),
      systemFingerprint: z.string().optional(),
      headers: strings,
      serverTimings: z
        .object({
          total: z.number().optional(),
          load: z.number().optional(),
          promptEvaluation: z.number().optional(),
          evaluation: z.number().optional(),
        })
        .nullable(),
      tokens,
    })
    .optional(),
  chunks: z.array(z.object({ t: z.number(), kind: z.enum(['reasoning', 'answer']), characters: z.number() })),
  inFlight: z.number().optional(),
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
    ...judgement,
    evidence: evidence.optional(),
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
  evaluatedAt: z.object({ startedAt: z.number(), endedAt: z.number() }).optional(),
  earlier: z.array(z.object({ attempts: z.array(attempt), evaluation })).optional(),
}) satisfies z.ZodType<TestTranscript>;
