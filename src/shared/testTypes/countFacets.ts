// `count`: what is said and counted of counts.

import type { TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';
import type { TypeFacets } from './typeFacets';
import { accuracy, measured, share, type TypeFigure } from './typeFigure';

export const countFacets: TypeFacets = {
  judges: 'The answer is a number of things in the picture.',
  runsPython: false,
  needsPicture: true,
  hasPlaces: false,
  shownAs: 'count',
  comparedAs: null,
  summary: () => [],
  scores: ({ judged }) => ({ figures: figuresOf(judged) }),
};

function figuresOf(judged: readonly TestState[]): TypeFigure[] {
  const off = measured(judged, 'countError');
  const squares = meanOf(off.map((error) => error * error));
  return [
    {
      id: 'exact',
      name: 'Exact',
      unit: 'share',
      isLowerBetter: false,
      value: share(off.filter((error) => error === 0).length, off.length),
      definition: 'Counts that are exactly right (TallyQA, Acharya et al. 2019), whatever tolerance the prompt has.',
    },
    accuracy(judged, 'Correct', "Counts within the prompt's tolerance."),
    {
      id: 'withinOne',
      name: 'Off by at most 1',
      unit: 'share',
      isLowerBetter: false,
      value: share(off.filter((error) => Math.abs(error) <= 1).length, off.length),
      definition: 'Counts that are right or one off (off-by-one accuracy, Dwibedi et al. 2020).',
    },
    {
      id: 'mae',
      name: 'MAE',
      unit: 'count',
      isLowerBetter: true,
      value: meanOf(off.map(Math.abs)),
      definition: 'Mean absolute error: how far off a count is on average.',
    },
    {
      id: 'rmse',
      name: 'RMSE',
      unit: 'count',
      isLowerBetter: true,
      value: squares === null ? null : Math.sqrt(squares),
      definition: 'Root of the mean squared error: as MAE, with large errors weighing more.',
    },
    {
      id: 'bias',
      name: 'Bias',
      unit: 'signed',
      isLowerBetter: null,
      value: meanOf(off),
      definition: 'Mean of found minus expected: below 0 the model counts too few, above 0 too many.',
    },
  ];
}
