// `point`: what is said and counted of places on the picture.

import type { TestState } from '../run/runState';
import { percent, several, words } from './measureWords';
import type { TypeFacets } from './typeFacets';
import { accuracy, meanFigure, meanRetrieval, type TypeFigure } from './typeFigure';

export const pointFacets: TypeFacets = {
  judges: 'The answer is a place in the picture: is it inside the region?',
  runsPython: false,
  needsPicture: true,
  hasPlaces: true,
  shownAs: 'places',
  comparedAs: null,
  summary: words(
    ({ hits, regions }) =>
      hits === undefined || regions === undefined
        ? null
        : `${hits} of ${regions} ${regions === 1 ? 'region' : 'regions'} met`,
    several('precision', 'points'),
    several('recall', 'regions'),
    several('f1', 'regions'),
    percent('distance', 'mean distance to the center'),
  ),
  scores: ({ judged }) => ({ figures: figuresOf(judged) }),
};

function figuresOf(judged: readonly TestState[]): TypeFigure[] {
  const hitRate = accuracy(
    judged,
    'Hit rate',
    'Tests with a point of its own in every region and no further point (PointArena, arXiv 2505.09990), or any point in any region where the prompt asks for no more.',
  );
  return [
    { ...hitRate, id: 'hitRate' },
    ...meanRetrieval(judged, 'regions met by points'),
    meanFigure(judged, 'distance', { name: 'Distance', unit: 'share', isLowerBetter: true }),
  ];
}
