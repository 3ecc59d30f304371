// `checks`: what is said and counted of lists of checks.

import type { TestState } from '../run/runState';
import type { TypeFacets } from './typeFacets';
import { namedMeasures } from './checkTitles';
import { accuracy, share, type TypeFigure } from './typeFigure';

export const checksFacets: TypeFacets = {
  judges: 'The answer is held against the checks of `expect`.',
  runsPython: false,
  needsPicture: false,
  hasPlaces: false,
  shownAs: 'checks',
  comparedAs: null,
  summary: () => [],
  scores: ({ judged, judgedOfRun }) => ({
    figures: [accuracy(judged), ...namedMeasures(judgedOfRun).map(({ name, measure }) => held(judged, name, measure))],
  }),
};

function held(judged: readonly TestState[], name: string, measure: string): TypeFigure {
  const values = judged.flatMap(({ measures }) => measures?.[measure] ?? []);
  return {
    id: `check:${name}`,
    name,
    unit: 'share',
    isLowerBetter: false,
    value: share(values.filter((value) => value === 1).length, values.length),
    n: values.length,
    definition: `Tests in which the check "${name}" held, among the n that were judged by it.`,
  };
}
