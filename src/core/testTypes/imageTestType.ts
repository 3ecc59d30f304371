// What the image test types have in common: their expectation is a map that is looked at before it is used, and whatever goes wrong in
// judging is the harness's failure, never the model's.

import type * as z from 'zod';
import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import type { PictureContext } from '../coordinates/pictureContext';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { extractAnswer } from '../answerText/extractAnswer';
import type { Overlay } from '../../shared/results/picture';
import type { PlacesRead } from '../coordinates/readPlaces';
import { hasKey, readingBy } from '../checks/yamlParts';
import { emptyAnswer, failedEvaluation, unparsable, type Comparison } from './judgement';
import type { Evaluation, Simulation, TestType } from './testType';
import type { TruthPlace } from '../coordinates/truthPlaces';

/** An answer to be judged. */
export interface ImageTest<Wanted> {
  testType: TestTypeName;
  /** What the model said: its response without thinking. */
  said: string;
  /** The same out of its fence; never empty. */
  answer: string;
  wanted: Wanted;
  /** What is wanted, as text for people. */
  expected: string;
  /** Absent when the prompt has no picture. */
  picture?: PictureContext;
}

/** `TestType` in terms of its own expectation, `Wanted` (src/shared/run/imageExpectation.ts). */
interface ImageTestType<Wanted extends object> {
  name: TestTypeName;
  /** The keys that an expectation must have; loading has checked what is in them. */
  keys: readonly (keyof Wanted & string)[];
  form: {
    schema: z.ZodType<Wanted>;
    /** The one of several forms that a value is meant as; of a benchmark that a run has kept without bounds that came later. */
    formOf(value: unknown, isRecorded: boolean): z.ZodType<Wanted>;
    /** For types that may ask a prompt several times, each time otherwise. `written` is the expectation as it is in the file. */
    rotationsOf?(wanted: Wanted, written: unknown): Wanted[] | undefined;
    example: string;
    keepsWriting: 'textParts' | 'scalars';
  };
  likelyTokens: number;
  expectedText(wanted: Wanted): string;
  answerForm(wanted: Wanted, picture: PictureContext | null): string;
  placesOfTruth(wanted: Wanted): TruthPlace[];
  simulatedAnswers(wanted: Wanted, simulation: Simulation): Iterable<string>;
  /** A response without an answer never gets here. */
  judge(test: ImageTest<Wanted>): Evaluation;
}

export function imageTestType<Wanted extends object>(type: ImageTestType<Wanted>): TestType {
  const { name, form, likelyTokens } = type;
  const read = (expectation: Expectation): Wanted => {
    if (isWanted(expectation, type.keys)) return expectation;
    const missing = type.keys.find((key) => !hasKey(expectation, key));
    throw new Error(`the expectation is not that of a ${name} test: it has no ${JSON.stringify(missing)}`);
  };
  const expectedText = (expectation: Expectation): string => type.expectedText(read(expectation));
  const evaluate = (given: ModelAnswer, expectation: Expectation, picture: PictureContext | undefined): Evaluation => {
    const { said } = given;
    const answer = extractAnswer(said, 'json');
    let expected = '';
    try {
      const wanted = read(expectation);
      expected = type.expectedText(wanted);
      if (answer === '') return emptyAnswer(name, given, expected);
      return type.judge({ testType: name, said, answer, wanted, expected, ...(picture ? { picture } : {}) });
    } catch (error) {
      return failedEvaluation({ testType: name, answer, expected, got: '' }, 'evaluator', error);
    }
  };
  return {
    name,
    form: {
      ...form,
      read: (written, isRecorded) => readingBy(form.formOf(written, isRecorded), written),
      rotationsOf: (expectation, written) => form.rotationsOf?.(read(expectation), written),
      hint: `A small one for ${name}: \`expectation: ${form.example}\`.`,
    },
    likelyTokens,
    expectedText,
    labelText: expectedText,
    answerForm: (expectation, picture) => type.answerForm(read(expectation), picture),
    placesOfTruth: (expectation) => type.placesOfTruth(read(expectation)),
    simulatedAnswers: (expectation, simulation) =>
      isWanted(expectation, type.keys) ? type.simulatedAnswers(expectation, simulation) : [],
    needs: () => testTypeFacets[name],
    evaluate: ({ answer, expectation, picture }) => Promise.resolve(evaluate(answer, expectation, picture)),
  };
}

/** The test's picture. Throws when it has none, which loading refuses for types that need one. */
export function pictureOf(test: ImageTest<object>): PictureContext {
  if (!test.picture) throw new Error(`a ${test.testType} test needs a picture, and this one has none`);
  return test.picture;
}

/** The record of a test that could be judged so far. */
export function comparisonOf(test: ImageTest<object>, got: string): Comparison {
  return { testType: test.testType, answer: test.answer, expected: test.expected, got };
}

/** The evaluation of an answer that holds no places that can be read: the truth is drawn all the same, and the numbers as far as they were read. */
export function unreadPlaces(test: ImageTest<object>, read: PlacesRead & { ok: false }, overlay: Overlay): Evaluation {
  return unparsable(
    { ...comparisonOf(test, ''), evidence: { overlay, ...(read.reading ? { coordinates: read.reading } : {}) } },
    read.reason,
  );
}

function isWanted<Wanted extends object>(
  expectation: Expectation,
  keys: readonly (keyof Wanted & string)[],
): expectation is Wanted {
  return keys.every((key) => hasKey(expectation, key));
}
