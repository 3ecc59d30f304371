// The figures of a model for each test type of a run: a fold over its tests, from the measures that their judgements left.
// Only judged tests enter a figure: an error is no answer, so it is counted beside them and never as wrong.

import type { PromptInfo } from '../run/events';
import type { RunState, TestState } from '../run/runState';
import { testTypeOf } from '../run/testTypeOf';
import { facetsOf } from '../testTypes/testTypeFacets';
import type { TypeScores, TypeTests } from '../testTypes/typeFacets';
import { accuracy } from '../testTypes/typeFigure';
import { isJudged } from '../run/verdict';

export interface TestTypeStats extends TypeScores {
  /** Canonical model string. */
  model: string;
  testType: string;
  /** The model's tests of this type, of which the figures count the judged ones. */
  tests: number;
  judged: number;
  errors: number;
  /** Not finished, or not to be run at all. */
  notRun: number;
}

/** The test types of a run, in the order in which its prompts first have them. */
export function testTypesOf(state: Pick<RunState, 'testType' | 'prompts'>): string[] {
  return [...new Set(state.prompts.map((prompt) => testTypeOf(state, prompt.index)))];
}

/** True for a run that has more to say of its scores than the accuracy in its rows. */
export function hasTypeScores(run: Pick<RunState, 'testType' | 'prompts'>): boolean {
  return testTypesOf(run).some((testType) => facetsOf(testType).scores !== null);
}

/** One entry for each test type and model: by type in the order of `testTypesOf`, then by model in the order of the run. */
export function testTypeStats(state: RunState): TestTypeStats[] {
  const typeOf = new Map(state.prompts.map((prompt) => [prompt.index, testTypeOf(state, prompt.index)]));
  return testTypesOf(state).flatMap((testType) => {
    const prompts = state.prompts.filter((prompt) => typeOf.get(prompt.index) === testType);
    const rows = state.models.map(({ model, tests }) => ({
      model,
      tests: tests.filter((test) => typeOf.get(test.index) === testType),
    }));
    const judgedOfRun = rows.flatMap(({ tests }) => tests.filter(isJudged));
    return rows.map(({ model, tests }) => statsOf(model, testType, tests, prompts, judgedOfRun));
  });
}

function statsOf(
  model: string,
  testType: string,
  tests: readonly TestState[],
  prompts: readonly PromptInfo[],
  judgedOfRun: readonly TestState[],
): TestTypeStats {
  const judged = tests.filter(isJudged);
  const errors = tests.filter((test) => test.verdict === 'error').length;
  const scores = facetsOf(testType).scores ?? accuracyOnly;
  return {
    model,
    testType,
    tests: tests.length,
    judged: judged.length,
    errors,
    notRun: tests.length - judged.length - errors,
    ...scores({ tests, judged, judgedOfRun, prompts }),
  };
}

function accuracyOnly({ judged }: TypeTests): TypeScores {
  return { figures: [accuracy(judged)] };
}
