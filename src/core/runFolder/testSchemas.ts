// The files of one test as zod schemas: `result.json` and `transcript.json`. What older versions did not write gets a default here,
// what a newer version adds is kept.

import * as z from 'zod';
import {
  axisOrders,
  foundMeasures,
  foundStates,
  imageMediaTypes,
  profileChoices,
  type CoordinateReading,
  type FoundMark,
  type ImageEvidence,
  type ImageFile,
  type Overlay,
  type RecordedImage,
  type Shape,
  type TruthMark,
} from '../../shared/results/picture';
import {
  chatRoles,
  chunkKinds,
  type AttemptTimes,
  type ChatMessage,
  type RecordedAttempt,
  type RecordedChunk,
  type RecordedEvaluation,
  type Rescore,
  type ServerTimings,
  type TestResult,
  type TestTranscript,
} from '../../shared/results/testResult';
import {
  chargedCalls,
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
import { unionOf, type FieldSchemas, type MemberSchemas } from '../files/schemaTables';
import { ofAnyVersion } from './upgrade/ofAnyVersion';

const imageFile = z.object({
  file: z.string(),
  mediaType: z.enum(imageMediaTypes),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
}) satisfies z.ZodObject<FieldSchemas<ImageFile>>;

/** A picture of a prompt, also as `images/images.json` lists it. */
export const recordedImage = z.object({
  ...imageFile.shape,
  source: z.string(),
  sent: imageFile,
}) satisfies z.ZodObject<FieldSchemas<RecordedImage>>;

const shapes = {
  point: z.object({ kind: z.literal('point'), x: z.number(), y: z.number() }),
  box: z.object({ kind: z.literal('box'), x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }),
  polygon: z.object({ kind: z.literal('polygon'), points: z.array(z.tuple([z.number(), z.number()])) }),
  ellipse: z.object({ kind: z.literal('ellipse'), x: z.number(), y: z.number(), rx: z.number(), ry: z.number() }),
} satisfies MemberSchemas<Shape, 'kind'>;
const shape = unionOf('kind', shapes);

const truthMark = z.object({
  shape,
  label: z.string().optional(),
  isMissed: z.boolean(),
}) satisfies z.ZodObject<FieldSchemas<TruthMark>>;

const foundMark = z.object({
  shape,
  label: z.string().optional(),
  state: z.enum(foundStates),
  truth: z.number().nullable(),
  measure: z.object({ name: z.enum(foundMeasures), value: z.number() }).optional(),
  nearest: z.tuple([z.number(), z.number()]).optional(),
}) satisfies z.ZodObject<FieldSchemas<FoundMark>>;

const coordinates = z.object({
  profile: z.string(),
  description: z.string(),
  chosenBy: z.enum(profileChoices),
  transform: z.object({ order: z.enum(axisOrders), width: z.number(), height: z.number() }),
  parsed: z.array(z.array(z.number())),
  canonical: z.array(z.array(z.number())),
  clipped: z.array(z.string()).optional(),
}) satisfies z.ZodObject<FieldSchemas<CoordinateReading>>;

const overlay = z.object({
  truth: z.array(truthMark),
  found: z.array(foundMark),
}) satisfies z.ZodObject<FieldSchemas<Overlay>>;

const evidence = z.object({
  overlay: overlay.optional(),
  coordinates: coordinates.optional(),
}) satisfies z.ZodObject<FieldSchemas<ImageEvidence>>;

const rescore = z.object({
  at: z.string().nullable(),
  versions: strings,
  verdict,
  expected: z.string(),
  got: z.string(),
  reason: z.string().optional(),
  error: testError.optional(),
}) satisfies z.ZodObject<FieldSchemas<Rescore>>;

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
  failedAttemptsCost: chargedCalls.optional(),
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
export const resultSchema = ofAnyVersion(
  'result',
  resultFile.transform((file): TestResult => ({
    ...file,
    score: file.score === undefined ? scoreOf(file.verdict) : file.score,
  })),
);

const attemptTimes = z.object({
  queuedAt: z.number(),
  connectingAt: z.number().optional(),
  dispatchedAt: z.number(),
  headersAt: measuredSchema,
  firstChunkAt: measuredSchema,
  firstReasoningAt: measuredSchema,
  firstAnswerAt: measuredSchema,
  lastTokenAt: measuredSchema,
  endedAt: z.number(),
}) satisfies z.ZodObject<FieldSchemas<AttemptTimes>>;

const message = z.object({
  role: z.enum(chatRoles),
  content: z.string(),
  images: z.array(imageFile).optional(),
}) satisfies z.ZodObject<FieldSchemas<ChatMessage>>;

const request = z.object({
  url: z.string(),
  model: z.string(),
  messages: z.array(message),
  parameters: unknowns,
  refused: z.array(z.string()).optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedAttempt['request']>>;

const serverTimings = z.object({
  total: z.number().optional(),
  load: z.number().optional(),
  promptEvaluation: z.number().optional(),
  evaluation: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<ServerTimings>>;

const response = z.object({
  text: z.string(),
  reasoning: z.string(),
  finishReason: z.string().nullable(),
  id: z.string().nullable(),
  model: z.string().nullable(),
  systemFingerprint: z.string().optional(),
  isWhole: z.boolean().optional(),
  calledTool: z.boolean().optional(),
  hidReasoning: z.boolean().optional(),
  headers: strings,
  serverTimings: serverTimings.nullable(),
  tokens,
  reportedCostUsd: z.number().optional(),
  remoteHost: z.string().optional(),
}) satisfies z.ZodObject<FieldSchemas<NonNullable<RecordedAttempt['response']>>>;

const chunk = z.object({
  t: z.number(),
  kind: z.enum(chunkKinds),
  characters: z.number(),
}) satisfies z.ZodObject<FieldSchemas<RecordedChunk>>;

const attempt = z.object({
  attempt: z.number(),
  times: attemptTimes,
  request,
  response: response.optional(),
  chunks: z.array(chunk),
  inFlight: z.number().optional(),
  error: testError.optional(),
  retryInMs: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedAttempt>>;

const evaluation = z.object({
  testType: z.string(),
  answer: z.string(),
  expected: z.string(),
  got: z.string(),
  verdict,
  reason: z.string().optional(),
  ...judgement,
  evidence: evidence.optional(),
  python: z.object({ code: z.string(), stdout: z.string(), outcome: z.string(), durationMs: z.number() }).optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedEvaluation>>;

const asked = { attempts: z.array(attempt), evaluation: evaluation.nullable() };

const transcriptFile = z.looseObject({
  schemaVersion: z.number(),
  runId: z.string(),
  model: z.string(),
  index: z.number().int().positive(),
  ...asked,
  evaluatedAt: z.object({ startedAt: z.number(), endedAt: z.number() }).optional(),
  earlier: z.array(z.object(asked)).optional(),
}) satisfies z.ZodObject<FieldSchemas<TestTranscript>>;

/** `transcript.json`. */
export const transcriptSchema = ofAnyVersion<TestTranscript>('transcript', transcriptFile);
