// `choice`: what is said and counted of options chosen.

import type { PromptInfo } from '../run/events';
import type { TestState } from '../run/runState';
import type { CircularCheck, TypeFacets } from './typeFacets';
import { accuracy, share, type TypeFigure } from './typeFigure';
import { isJudged } from '../run/verdict';

export const choiceFacets: TypeFacets = {
  judges: 'The answer is the letter of one of several options.',
  runsPython: false,
  needsPicture: false,
  hasPlaces: false,
  shownAs: 'options',
  comparedAs: null,
  summary: () => [],
  scores({ tests, judged, prompts }) {
    const circular = circularCheck(tests, prompts);
    if (!circular) return { figures: [accuracy(judged)] };
    return { figures: [accuracy(judged), circularAccuracy(circular)], circular };
  },
};

/** MMBench's CircularEval (Liu et al. 2023). A prompt with an error or without all its rotations can't be told, and isn't counted. */
function circularCheck(tests: readonly TestState[], prompts: readonly PromptInfo[]): CircularCheck | null {
  const testAt = new Map(tests.map((test) => [test.index, test]));
  const groups = new Map<number, { of: number; tests: TestState[] }>();
  for (const { index, variant } of prompts) {
    if (variant?.kind !== 'rotation') continue;
    const group = groups.get(variant.prompt) ?? { of: variant.of, tests: [] };
    groups.set(variant.prompt, group);
    const test = testAt.get(index);
    if (test && isJudged(test)) group.tests.push(test);
  }
  const whole = [...groups.values()].filter((group) => group.tests.length === group.of);
  return groups.size === 0
    ? null
    : {
        groups: whole.length,
        correct: whole.filter((group) => group.tests.every((test) => test.verdict === 'correct')).length,
      };
}

function circularAccuracy({ groups, correct }: CircularCheck): TypeFigure {
  const definition =
    'Prompts answered correctly under every rotation of their options (CircularEval of MMBench, Liu et al. 2023); one with an error or an unfinished rotation is not counted.';
  return {
    id: 'circular',
    name: 'Circular',
    unit: 'share',
    isLowerBetter: false,
    value: share(correct, groups),
    definition,
  };
}
