// The line of a test in its model's file, checked against its schema on the way out and on the way in.

import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import {
  judgementOf,
  messagesOf,
  type Common,
  type PackedAttempt,
  type PackedChunk,
  type PackedEvaluation,
  type PackedResult,
  type PackedRound,
  type PackedTest,
  type PackedTranscript,
  type StoredResult,
} from '../../shared/results/packedTest';
import type {
  ChatMessage,
  RecordedAttempt,
  RecordedChunk,
  RecordedEvaluation,
  TestTranscript,
} from '../../shared/results/testResult';
import { mostLineBytes } from '../files/linesFile';
import type { FieldNames } from '../files/schemaTables';
import { faultFinder } from '../files/faultFinder';
import { parseRecord } from '../files/parseRecord';
import { attempt, evaluation } from './attemptSchemas';
import { recordedImage } from './pictureSchemas';
import { measuredSchema } from './recordSchemas';
import { evaluatedAt, resultFields, testFields } from './testSchemas';
import { ofAnyVersion } from './upgrade/ofAnyVersion';

const packedChunk = z.union([
  z.tuple([z.number(), z.number()]),
  z.tuple([z.number(), z.number(), z.literal('reasoning')]),
]);

const { request, response } = attempt.shape;
const { text, reasoning, tokens } = response.unwrap().shape;

const packedAttempt = z.object({
  ...attempt.shape,
  request: request.partial({ messages: true }),
  response: response
    .unwrap()
    .extend({ text: text.optional(), reasoning: reasoning.optional(), tokens: tokens.optional() })
    .optional(),
  chunks: z.array(packedChunk),
});

const packedEvaluation = evaluation.partial({ testType: true, answer: true, expected: true, got: true, verdict: true });

const packedRound = z.object({
  attempts: z.array(packedAttempt),
  evaluation: packedEvaluation.nullable().optional(),
});

/** As it stands in the file. */
export const packedTest = z.looseObject({
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
}) satisfies z.ZodObject<FieldNames<PackedTest>>;

const faultOf = faultFinder(packedTest);

const lineSchema = ofAnyVersion<PackedTest>('test', packedTest);

type Round = Pick<TestTranscript, 'attempts' | 'evaluation'>;

/** The line of a test, without its line end. Throws what is wrong with one that no line can keep: a part of it is not what the format says, or it is too long. */
export function formatTestLine(result: StoredResult, transcript: TestTranscript): string {
  const packed: PackedTest = Object.assign(packResult(result), { transcript: packTranscript(transcript, result) });
  const fault = faultOf(packed);
  if (fault !== null) throw new Error(fault);
  const line = stringified(packed);
  if (line === null || Buffer.byteLength(line) > mostLineBytes) throw new Error('it is too long to be read again');
  return line;
}

/** Null for what is longer than a text may be. */
function stringified(value: PackedTest): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function packResult({
  runId: _run,
  benchmarkName: _benchmark,
  provider: _provider,
  providerLabel: _label,
  isSimulated: _simulated,
  images,
  reasoning: thoughts,
  ...own
}: StoredResult): PackedResult {
  return {
    ...own,
    ...(images.length > 0 ? { images } : {}),
    ...(thoughts === '' ? {} : { reasoning: thoughts }),
  };
}

export function packTranscript(transcript: TestTranscript, result: StoredResult): PackedTranscript {
  const { evaluatedAt: judgedAt, earlier } = transcript;
  return {
    ...packRound(transcript, result),
    ...(judgedAt ? { evaluatedAt: judgedAt } : {}),
    ...(earlier ? { earlier: earlier.map((round) => packRound(round, result)) } : {}),
  };
}

/** A line as it stands. `isOwn`: this process has written it, so that it needs no second check. Throws for people; `where` names the test. */
export function readTestLine(line: string, where: string, isOwn: boolean): PackedTest {
  return isOwn ? (JSON.parse(line) as PackedTest) : parseRecord(lineSchema, line, where);
}

function packRound({ attempts, evaluation: judged }: Round, common: Common): PackedRound {
  return {
    attempts: attempts.map((one) => packAttempt(one, common)),
    ...(judged ? { evaluation: packEvaluation(judged, common) } : {}),
  };
}

function packAttempt(
  { request: sent, response: came, chunks, ...rest }: RecordedAttempt,
  common: Common,
): PackedAttempt {
  const { messages, ...parameters } = sent;
  return {
    ...rest,
    request: isPromptAlone(messages, common) ? parameters : sent,
    ...(came
      ? { response: without(came, { text: common.response, reasoning: common.reasoning, tokens: common.tokens }) }
      : {}),
    chunks: chunks.map(packChunk),
  };
}

/** Whether the messages are what the prompt and its pictures say. */
function isPromptAlone(messages: readonly ChatMessage[], common: Common): boolean {
  const [message] = messages;
  // Nearly all are; comparing any two values takes longer.
  if (messages.length === 1 && common.images.length === 0 && message!.images === undefined)
    return message!.role === 'user' && message!.content === common.prompt && Object.keys(message!).length === 2;
  return isDeepStrictEqual(messages, messagesOf(common));
}

function packEvaluation(judged: RecordedEvaluation, common: Common): PackedEvaluation {
  return without(judged, judgementOf(common));
}

function packChunk({ t, kind, characters }: RecordedChunk): PackedChunk {
  return kind === 'answer' ? [t, characters] : [t, characters, kind];
}

/** `record` without the fields that have the same value in `common`. */
function without<T extends object, Key extends keyof T>(
  record: T,
  common: { readonly [key in Key]: unknown },
): Omit<T, Key> & Partial<Pick<T, Key>> {
  const isCommon = (key: string): boolean =>
    key in common &&
    (record[key as Key] === common[key as Key] || isDeepStrictEqual(record[key as Key], common[key as Key]));
  const rest: { [key: string]: unknown } = {};
  for (const key of Object.keys(record)) if (!isCommon(key)) rest[key] = record[key as Key];
  return rest as Omit<T, Key> & Partial<Pick<T, Key>>;
}
