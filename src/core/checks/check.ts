// What a check is: all that judging asks of one entry of `expect`. A new one is one file beside these and a row in `plainChecks.ts`.

import * as z from 'zod';
import type { TestCost, TestTimings, TokenUsage } from '../../shared/run/testMeasurement';
import type { RecordedEvaluation } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import type { WrittenCheck } from '../../shared/run/checks';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import type { ModelAnswer } from '../answerText/modelAnswer';
import type { PictureContext } from '../coordinates/pictureContext';
import type { TruthPlace } from '../coordinates/truthPlaces';
import type { JavaScriptSandbox } from '../javascript/javascriptSandbox';
import type { PythonRunner } from '../python/pythonRunner';
import type { JudgeModels } from './judgeModels';
import type { Rubric } from './rubricKey';
import type { Seen } from './seen';
import { map, readingBy, type Reading } from './yamlParts';

/** What was measured of the asking. */
export interface TestFacts {
  timings: Pick<TestTimings, 'total' | 'ttft'>;
  cost: Pick<TestCost, 'usd'>;
  tokens: Pick<TokenUsage, 'output'>;
}

/** Reads a file by its path as the benchmark has it; a problem completes `judge.py ...`. */
export interface CheckFiles {
  read(path: string): { bytes: Uint8Array } | { problem: string };
}

export interface JsonSchema {
  [key: string]: unknown;
}

/** For whatever has no files. */
export const noFiles: CheckFiles = { read: () => ({ problem: 'is not there.' }) };

/** What judging one answer works with. */
export interface JudgingContext {
  answer: ModelAnswer;
  /** Null only where nothing that is judged runs Python. */
  python: PythonRunner | null;
  /** Runs the user's own JavaScript; null where nothing may. */
  javascript: JavaScriptSandbox | null;
  /** The files that the benchmark names. */
  files: CheckFiles;
  /** Asks judge models; null where none may be asked. */
  judges: JudgeModels | null;
  /** What the model was asked, for judge models. */
  promptText: string;
  signal: AbortSignal;
  /** There whenever the prompt has a picture. */
  picture?: PictureContext | undefined;
  /** The prompt's dynamic variables. */
  variables: { readonly [name: string]: string | number | boolean };
  facts: TestFacts;
}

/** Python that the benchmark brings: the path of a file as the benchmark has it, or code in the benchmark. */
export type OwnPython = ({ file: string } | { code: string }) & {
  /** The function that it must have; absent where it needs none. */
  function?: string;
};

/** What a check needs of the run; what is left out is not needed. */
export interface Needs {
  runsPython?: boolean;
  needsPicture?: boolean;
  hasPlaces?: boolean;
  /** Files that judging reads, as the benchmark names them. */
  files?: readonly string[];
  /** Those of the files that must hold a JSON schema. */
  schemas?: readonly string[];
  /** Those of the files that must hold JavaScript. */
  scripts?: readonly string[];
  /** What must be Python, wherever it stands. */
  ownPython?: readonly OwnPython[];
  /** What judge models are asked of. */
  rubrics?: readonly Rubric[];
}

/** What a check may leave beside its verdict, for the record of the whole test. */
type Findings = Pick<RecordedEvaluation, 'classes' | 'evidence' | 'python' | 'judgeCalls'>;

export type CheckJudgement = Findings & {
  /** What it looked at, as text for people. */
  got: string;
  /** The rubric by which a judge model gave the verdict; absent where none did. */
  rubricKey?: string;
} & (
    | {
        verdict: 'correct' | 'incorrect';
        /** 0-1 where the check knows degrees; else 1 for what holds and 0 for what does not. */
        score?: number;
        /** Why it is incorrect, one sentence, where expected and got don't say it all. */
        reason?: string;
      }
    | { verdict: 'error'; error: TestError }
  );

/** What a simulated model is told. */
export interface CheckSimulation {
  /** Whether the answer is to hold. */
  isCorrect: boolean;
  picture: PictureContext | null;
  random: SeededRandom;
}

/** Options that every check takes. */
export const commonShape = {
  name: z
    .string({ error: 'text, what the check is called' })
    .trim()
    .min(1, { error: 'text, what the check is called' })
    .optional()
    .describe('What the check is called. The figures of a run count each named check by itself.'),
  weight: z
    .number({ error: 'a number from 0' })
    .min(0, { error: 'a number from 0' })
    .optional()
    .describe('How much it counts for the score, 1 when missing. With 0 it is only shown.'),
};

const at = z
  .string({ error: 'a JSON path such as `$.items[0].name`' })
  .optional()
  .describe(
    'A JSON path (RFC 9535): the check looks at the values that it finds in the JSON of the answer, and each must hold.',
  );

type Wanted<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

/** A check in terms of its own form; `Shape` has its word and its own options. */
interface CheckOf<Word extends string, Shape extends z.ZodRawShape> {
  word: Word;
  /** What it holds an answer against, one sentence for whoever picks one. */
  judges: string;
  shape: Shape;
  /** What loading does with a check whose parts are well: the parts in the form that it is judged by, or what is wrong with them. */
  finish?: (wanted: Wanted<Shape>, isRecorded: boolean) => Reading<WrittenCheck>;
  /** One of them, as it is written in a file. */
  example: string;
  /** What is at its word: text and JSON keep their writing. */
  keepsWriting: 'text' | 'json' | 'nothing';
  /** False for what does not look at the text of the answer, so that a JSON path would mean nothing. */
  looksAtText: boolean;
  needs?: (wanted: Wanted<Shape>) => Needs;
  /** The JSON schema that model APIs may be asked to answer by. */
  answerSchema?: (wanted: Wanted<Shape>, files: CheckFiles) => JsonSchema | undefined;
  /** In which form to answer; see `TestType`. */
  answerForm?: (wanted: Wanted<Shape>, picture: PictureContext | null) => string;
  /** The expected places, with their paths from the check on. */
  placesOfTruth?: (wanted: Wanted<Shape>) => TruthPlace[];
  /** What is expected, as text for people: `contains "Paris"`. */
  expectedText(wanted: Wanted<Shape>): string;
  judge(wanted: Wanted<Shape>, seen: Seen, context: JudgingContext): CheckJudgement | Promise<CheckJudgement>;
  /** What a model might say, until one is judged as it is meant to be. */
  simulatedAnswers(wanted: Wanted<Shape>, simulation: CheckSimulation): Iterable<string>;
}

/** Any check, in terms of what is written. Every `WrittenCheck` is one that its form has read. */
export interface Check {
  word: string;
  judges: string;
  /** What may be written, options included, for editors. */
  form: z.ZodType<WrittenCheck>;
  /** The check in the form that it is judged by. `isRecorded`: of a run that was made, see `ExpectationForm`. */
  read(written: unknown, isRecorded: boolean): Reading<WrittenCheck>;
  example: string;
  keepsWriting: 'text' | 'json' | 'nothing';
  looksAtText: boolean;
  needs(check: WrittenCheck): Needs;
  answerSchema(check: WrittenCheck, files: CheckFiles): JsonSchema | undefined;
  answerForm(check: WrittenCheck, picture: PictureContext | null): string;
  placesOfTruth(check: WrittenCheck): TruthPlace[];
  expectedText(check: WrittenCheck): string;
  judge(check: WrittenCheck, seen: Seen, context: JudgingContext): CheckJudgement | Promise<CheckJudgement>;
  simulatedAnswers(check: WrittenCheck, simulation: CheckSimulation): Iterable<string>;
}

export function defineCheck<Word extends string, Shape extends z.ZodRawShape>(own: CheckOf<Word, Shape>): Check {
  const { word, judges, example, keepsWriting, looksAtText } = own;
  const shape = map(`a check such as \`${example}\``, own.shape);
  const form = map(`a check such as \`${example}\``, { ...own.shape, ...(looksAtText ? { at } : {}), ...commonShape });
  // What is its own is read out of what is written each time: so its type needs no cast.
  const read = (check: WrittenCheck): Wanted<Shape> =>
    shape.parse(Object.fromEntries(Object.entries(check).filter(([key]) => Object.hasOwn(own.shape, key))));
  return {
    word,
    judges,
    form,
    read(written, isRecorded) {
      const whole = readingBy(form, written);
      if ('issues' in whole || !own.finish) return whole;
      const finished = own.finish(read(whole.value), isRecorded);
      return 'issues' in finished ? finished : { value: { ...whole.value, ...finished.value } };
    },
    example,
    keepsWriting,
    looksAtText,
    needs: (check) => own.needs?.(read(check)) ?? {},
    answerSchema: (check, files) => own.answerSchema?.(read(check), files),
    answerForm: (check, picture) => own.answerForm?.(read(check), picture) ?? '',
    placesOfTruth: (check) => own.placesOfTruth?.(read(check)) ?? [],
    expectedText: (check) => own.expectedText(read(check)),
    judge: (check, seen, context) => own.judge(read(check), seen, context),
    simulatedAnswers: (check, simulation) => own.simulatedAnswers(read(check), simulation),
  };
}
