// One test as its line in `tests/<model>.jsonl` has it: its result, with the transcript in it, each word once. What the run's first event says of
// run and model is left out, and so is what an attempt or a judgement has in common with the result; reading puts it back.

import type { PromptInfo } from '../run/events';
import type { ModelInfo } from '../run/model';
import type {
  ChatMessage,
  RecordedAttempt,
  RecordedChunk,
  RecordedEvaluation,
  StoredTest,
  TestLinks,
  TestResult,
  TestTranscript,
} from './testResult';

/** A result as it is stored: its links follow from where it is. */
export type StoredResult = Omit<TestResult, 'links'>;

/** What the run's first event says, for all of its tests. */
export interface NamedRun {
  runId: string;
  benchmarkName: string;
  models: readonly Pick<ModelInfo, 'model' | 'provider' | 'providerLabel' | 'isSimulated'>[];
  prompts: readonly Pick<PromptInfo, 'variant'>[];
}

/** A chunk of the answer, or of the reasoning: `t`, characters. */
export type PackedChunk = [number, number] | [number, number, 'reasoning'];

type Response = NonNullable<RecordedAttempt['response']>;
type InResult = 'text' | 'reasoning' | 'tokens';

/** Text, reasoning and tokens are the result's where they are missing; messages are the prompt and its pictures. */
export interface PackedAttempt extends Omit<RecordedAttempt, 'request' | 'response' | 'chunks'> {
  request: Omit<RecordedAttempt['request'], 'messages'> & { messages?: ChatMessage[] };
  response?: Omit<Response, InResult> & Partial<Pick<Response, InResult>>;
  chunks: PackedChunk[];
}

type SharedJudgement = 'testType' | 'answer' | 'expected' | 'got' | 'verdict';

/** Likewise; the answer is the result's response where it is missing. */
export type PackedEvaluation = Omit<RecordedEvaluation, SharedJudgement> &
  Partial<Pick<RecordedEvaluation, SharedJudgement>>;

export interface PackedRound {
  attempts: PackedAttempt[];
  evaluation?: PackedEvaluation | null;
}

export interface PackedTranscript extends PackedRound {
  evaluatedAt?: NonNullable<TestTranscript['evaluatedAt']>;
  earlier?: PackedRound[];
}

type InRun = 'runId' | 'benchmarkName' | 'provider' | 'providerLabel' | 'isSimulated';

export interface PackedResult extends Omit<StoredResult, InRun | 'images' | 'reasoning'> {
  /** Missing for none. */
  images?: StoredResult['images'];
  /** Missing for none. */
  reasoning?: string | null;
}

export interface PackedTest extends PackedResult {
  transcript: PackedTranscript;
}

/** A packed test with the files that are its own, as the review page has it. */
export interface KeptTest extends PackedResult {
  files: Omit<TestLinks, 'image'>;
  /** Null where it has been lost. */
  transcript: PackedTranscript | null;
}

/** What attempts and judgements are held against. */
export type Common = Pick<
  TestResult,
  'prompt' | 'images' | 'response' | 'reasoning' | 'tokens' | 'testType' | 'expected' | 'got' | 'verdict'
>;

/** What a judgement has in common with its result. */
export function judgementOf({
  testType,
  response: answer,
  expected,
  got,
  verdict,
}: Common): Pick<RecordedEvaluation, SharedJudgement> {
  return { testType, answer, expected, got, verdict };
}

/** What a prompt of one message was sent as. */
export function messagesOf({ prompt, images }: Common): ChatMessage[] {
  return [{ role: 'user', content: prompt, ...(images.length > 0 ? { images: images.map(({ sent }) => sent) } : {}) }];
}

/** Throws for people when it is of no model of the run; `where` names the test. */
export function unpackResult(
  { transcript: _words, ...packed }: PackedResult & { transcript?: unknown },
  run: NamedRun,
  where: string,
): StoredResult {
  const { schemaVersion, images = [], reasoning = '', ...own } = packed;
  const model = run.models.find((one) => one.model === own.model);
  if (!model) throw new Error(`${where} is of ${own.model}, which is no model of this run.`);
  const { provider, providerLabel, isSimulated } = model;
  const { runId, benchmarkName } = run;
  return { schemaVersion, runId, benchmarkName, provider, providerLabel, isSimulated, ...own, images, reasoning };
}

export function linksOf({ images }: StoredResult, files: KeptTest['files']): TestLinks {
  return { ...files, image: images[0]?.file ?? null };
}

/** Throws for people when it is of no model of the run. */
export function unpackKept({ files, transcript, ...packed }: KeptTest, run: NamedRun): StoredTest {
  const result = unpackResult(packed, run, 'A test');
  return {
    result: { ...result, links: linksOf(result, files) },
    transcript: transcript && unpackTranscript(transcript, result),
  };
}

/** The transcript of the test whose result that is. */
export function unpackTranscript(packed: PackedTranscript, result: StoredResult): TestTranscript {
  const { evaluatedAt, earlier, ...round } = packed;
  const { schemaVersion, runId, model, index } = result;
  return {
    schemaVersion,
    runId,
    model,
    index,
    ...unpackRound(round, result),
    ...(evaluatedAt ? { evaluatedAt } : {}),
    ...(earlier ? { earlier: earlier.map((one) => unpackRound(one, result)) } : {}),
  };
}

function unpackRound(
  { attempts, evaluation = null }: PackedRound,
  common: Common,
): Pick<TestTranscript, 'attempts' | 'evaluation'> {
  return {
    attempts: attempts.map((one) => unpackAttempt(one, common)),
    evaluation: evaluation && { ...judgementOf(common), ...evaluation },
  };
}

function unpackAttempt({ request, response, chunks, ...rest }: PackedAttempt, common: Common): RecordedAttempt {
  return {
    ...rest,
    request: { ...request, messages: request.messages ?? messagesOf(common) },
    ...(response
      ? {
          response: {
            ...response,
            text: response.text ?? common.response,
            reasoning: response.reasoning ?? common.reasoning ?? '',
            tokens: response.tokens ?? common.tokens,
          },
        }
      : {}),
    chunks: chunks.map(unpackChunk),
  };
}

function unpackChunk([t, characters, kind]: PackedChunk): RecordedChunk {
  return { t, kind: kind ?? 'answer', characters };
}
