// What was asked, what came back and how it was judged, as zod schemas.

import * as z from 'zod';
import {
  chatRoles,
  chunkKinds,
  type AttemptTimes,
  type ChatMessage,
  type RecordedAttempt,
  type RecordedBatch,
  type RecordedChunk,
  type RecordedEvaluation,
  type RecordedJudgeCall,
  type ServerTimings,
} from '../../shared/results/testResult';
import {
  chargedCalls,
  checks,
  judgement,
  measuredSchema,
  strings,
  testError,
  tokens,
  unknowns,
  verdict,
} from './recordSchemas';
import { imageEvidence, imageFile } from './pictureSchemas';
import type { FieldSchemas } from '../files/schemaTables';

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

const recordedBatch = z.object({
  batch: z.number(),
  id: z.string().nullable(),
  customId: z.string(),
}) satisfies z.ZodObject<FieldSchemas<RecordedBatch>>;

export const attempt = z.object({
  attempt: z.number(),
  batch: recordedBatch.optional(),
  times: attemptTimes,
  request,
  response: response.optional(),
  chunks: z.array(chunk),
  inFlight: z.number().optional(),
  lateness: z.number().optional(),
  error: testError.optional(),
  retryInMs: z.number().optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedAttempt>>;

const judgeCall = z.object({
  judge: z.string(),
  key: z.string(),
  vote: z.number(),
  attempts: z.array(attempt),
  said: z.object({ isPass: z.boolean(), reason: z.string() }).optional(),
  cost: chargedCalls,
  error: testError.optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedJudgeCall>>;

export const evaluation = z.object({
  testType: z.string(),
  answer: z.string(),
  expected: z.string(),
  got: z.string(),
  verdict,
  reason: z.string().optional(),
  ...judgement,
  evidence: imageEvidence.optional(),
  checks: checks.optional(),
  python: z.object({ code: z.string(), stdout: z.string(), outcome: z.string(), durationMs: z.number() }).optional(),
  judgeCalls: z.array(judgeCall).optional(),
}) satisfies z.ZodObject<FieldSchemas<RecordedEvaluation>>;
