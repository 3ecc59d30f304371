// One test as one line of its model's file, `tests/<model>.jsonl`: its result, with the transcript in it, each word once. What the run's first
// event says of run and model is left out, and so is what an attempt or a judgement has in common with the result; reading puts it back.

import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { ModelInfo } from '../../shared/run/model';
import type {
  ChatMessage,
  RecordedAttempt,
  RecordedChunk,
  RecordedEvaluation,
  TestResult,
  TestTranscript,
} from '../../shared/results/testResult';
import { parseRecord } from '../files/parseRecord';
import { attempt, evaluation } from './attemptSchemas';
import { recordedImage } from './pictureSchemas';
import { measuredSchema } from './recordSchemas';
import { evaluatedAt, resultFields, testFields, type StoredResult } from './testSchemas';
import { ofAnyVersion } from './upgrade/ofAnyVersion';

/** What the run's first event says, for all of its tests. */
export interface NamedRun {
  runId: string;
  benchmarkName: string;
  models: readonly Pick<ModelInfo, 'model' | 'provider' | 'providerLabel' | 'isSimulated'>[];
}

/** A chunk of the answer, or of the reasoning: `t`, characters. */
const packedChunk = z.union([
  z.tuple([z.number(), z.number()]),
  z.tuple([z.number(), z.number(), z.literal('reasoning')]),
]);

const { request, response } = attempt.shape;
const { text, reasoning, tokens } = response.unwrap().shape;

/** Text, reasoning and tokens are the result's where they are missing; messages are the prompt and its pictures. */
const packedAttempt = z.object({
  ...attempt.shape,
  request: request.partial({ messages: true }),
  response: response
    .unwrap()
    .extend({ text: text.optional(), reasoning: reasoning.optional(), tokens: tokens.optional() })
    .optional(),
  chunks: z.array(packedChunk),
});

/** Likewise; the answer is the result's response where it is missing. */
const packedEvaluation = evaluation.partial({ testType: true, answer: true, expected: true, got: true, verdict: true });

const packedRound = z.object({
  attempts: z.array(packedAttempt),
  evaluation: packedEvaluation.nullable().optional(),
});

const packedTest = z.looseObject({
  ...testFields,
  ...resultFields,
  score: measuredSchema,
  images: z.array(recordedImage).optional(),
  reasoning: z.string().nullable().optional(),
  attempts: measuredSchema,
  transcript: packedRound.extend({
    evaluatedAt: evaluatedAt.optional(),
    earlier: z.array(packedRound).optional(),
  }),
});

type PackedTest = z.output<typeof packedTest>;

const lineSchema = ofAnyVersion<PackedTest>('test', packedTest);

type PackedAttempt = z.output<typeof packedAttempt>;
type PackedEvaluation = z.output<typeof packedEvaluation>;
type PackedRound = z.output<typeof packedRound>;
type Round = Pick<TestTranscript, 'attempts' | 'evaluation'>;

/** What attempts and judgements are held against. */
type Common = Pick<
  TestResult,
  'prompt' | 'images' | 'response' | 'reasoning' | 'tokens' | 'testType' | 'expected' | 'got' | 'verdict'
>;

/** The line of a test, without its line end. Throws when a part of it is not what the format says, so that no line is written that can't be read. */
export function formatTestLine(result: StoredResult, transcript: TestTranscript): string {
  const {
    runId: _run,
    benchmarkName: _benchmark,
    provider: _provider,
    providerLabel: _label,
    isSimulated: _simulated,
    images,
    reasoning: thoughts,
    ...own
  } = result;
  const { evaluatedAt: judgedAt, earlier } = transcript;
  const packed: PackedTest = {
    ...own,
    ...(images.length > 0 ? { images } : {}),
    ...(thoughts === '' ? {} : { reasoning: thoughts }),
    transcript: {
      ...packRound(transcript, result),
      ...(judgedAt ? { evaluatedAt: judgedAt } : {}),
      ...(earlier ? { earlier: earlier.map((round) => packRound(round, result)) } : {}),
    },
  };
  packedTest.parse(packed);
  return JSON.stringify(packed);
}

/**
 * Reads a line back. `where` names it for people. Throws what is wrong with it in words, also when it is of no model of the run. `isOwn`: this
 * process has written it, so that it needs no second check.
 */
export function parseTestLine(
  line: string,
  run: NamedRun,
  where: string,
  isOwn = false,
): { result: StoredResult; transcript: TestTranscript } {
  const whole = isOwn ? (JSON.parse(line) as PackedTest) : parseRecord(lineSchema, line, where);
  const { schemaVersion, transcript: packed, images = [], reasoning: thoughts = '', ...own } = whole;
  const { evaluatedAt: judgedAt, earlier, ...round } = packed;
  const model = run.models.find((one) => one.model === own.model);
  if (!model) throw new Error(`${where} is of ${own.model}, which is no model of this run.`);
  const { provider, providerLabel, isSimulated } = model;
  const { runId, benchmarkName } = run;
  const result: StoredResult = {
    schemaVersion,
    runId,
    benchmarkName,
    provider,
    providerLabel,
    isSimulated,
    ...own,
    images,
    reasoning: thoughts,
  };
  const transcript: TestTranscript = {
    schemaVersion,
    runId,
    model: own.model,
    index: own.index,
    ...unpackRound(round, result),
    ...(judgedAt ? { evaluatedAt: judgedAt } : {}),
    ...(earlier ? { earlier: earlier.map((round) => unpackRound(round, result)) } : {}),
  };
  return { result, transcript };
}

function packRound({ attempts, evaluation: judged }: Round, common: Common): PackedRound {
  return {
    attempts: attempts.map((one) => packAttempt(one, common)),
    ...(judged ? { evaluation: packEvaluation(judged, common) } : {}),
  };
}

function unpackRound({ attempts, evaluation: judged = null }: PackedRound, common: Common): Round {
  return {
    attempts: attempts.map((one) => unpackAttempt(one, common)),
    evaluation: judged && { ...judgementOf(common), ...judged },
  };
}

function packAttempt(
  { request: sent, response: came, chunks, ...rest }: RecordedAttempt,
  common: Common,
): PackedAttempt {
  const { messages, ...parameters } = sent;
  return {
    ...rest,
    request: isDeepStrictEqual(messages, messagesOf(common)) ? parameters : sent,
    ...(came
      ? { response: without(came, { text: common.response, reasoning: common.reasoning, tokens: common.tokens }) }
      : {}),
    chunks: chunks.map(packChunk),
  };
}

function unpackAttempt(
  { request: sent, response: came, chunks, ...rest }: z.output<typeof packedAttempt>,
  common: Common,
): RecordedAttempt {
  return {
    ...rest,
    request: { ...sent, messages: sent.messages ?? messagesOf(common) },
    ...(came
      ? {
          response: {
            ...came,
            text: came.text ?? common.response,
            reasoning: came.reasoning ?? common.reasoning ?? '',
            tokens: came.tokens ?? common.tokens,
          },
        }
      : {}),
    chunks: chunks.map(unpackChunk),
  };
}

function packEvaluation(judged: RecordedEvaluation, common: Common): PackedEvaluation {
  return without(judged, judgementOf(common));
}

function judgementOf({
  testType,
  response: answer,
  expected,
  got,
  verdict,
}: Common): Pick<RecordedEvaluation, 'testType' | 'answer' | 'expected' | 'got' | 'verdict'> {
  return { testType, answer, expected, got, verdict };
}

/** What a prompt of one message was sent as. */
function messagesOf({ prompt, images }: Common): ChatMessage[] {
  return [{ role: 'user', content: prompt, ...(images.length > 0 ? { images: images.map(({ sent }) => sent) } : {}) }];
}

function packChunk({ t, kind, characters }: RecordedChunk): z.input<typeof packedChunk> {
  return kind === 'answer' ? [t, characters] : [t, characters, kind];
}

function unpackChunk([t, characters, kind]: z.output<typeof packedChunk>): RecordedChunk {
  return { t, kind: kind ?? 'answer', characters };
}

/** `record` without the fields that have the same value in `common`. */
function without<T extends object, Key extends keyof T>(
  record: T,
  common: { readonly [key in Key]: unknown },
): Omit<T, Key> & Partial<Pick<T, Key>> {
  const rest: Omit<T, Key> & Partial<Pick<T, Key>> = { ...record };
  for (const key of Object.keys(common) as Key[])
    if (record[key] === common[key] || isDeepStrictEqual(record[key], common[key])) delete rest[key];
  return rest;
}
