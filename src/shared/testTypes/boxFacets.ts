// `box`: what is said and counted of boxes on the picture.

import type { TestState } from '../run/runState';
import { several, words } from './measureWords';
import type { TypeFacets } from './typeFacets';
import { accuracy, meanFigure, meanRetrieval, share, type TypeFigure } from './typeFigure';

export const boxFacets: TypeFacets = {
  judges: 'The answer is boxes in the picture: do they overlap the right ones?',
  runsPython: false,
  needsPicture: true,
  hasPlaces: true,
  shownAs: 'places',
  comparedAs: null,
  summary: words(
    ({ iou, truths }) => (iou === undefined ? null : `${truths === 1 ? '' : 'mean '}IoU ${iou.toFixed(2)}`),
    several('precision', 'boxes'),
    several('recall', 'truths'),
    several('f1', 'truths'),
    several('meanF1', 'truths', 'mean F1 over IoU .5 to .95'),
  ),
  scores: ({ judged }) => ({ figures: figuresOf(judged) }),
};

function figuresOf(judged: readonly TestState[]): TypeFigure[] {
  // One box was to be found: what grounding benchmarks ask.
  const single = judged.filter((test) => test.measures?.bestIou !== undefined);
  const accuracyAt = (iou: number, source: string): TypeFigure => ({
    id: `acc${iou * 100}`,
    name: `Acc@${iou}`,
    unit: 'share',
    isLowerBetter: false,
    value: share(
      single.filter((test) => test.measures!.boxes === 1 && test.measures!.bestIou! >= iou - 1e-9).length,
      single.length,
    ),
    definition: `Tests for one box in which the only box given overlaps it with an IoU of at least ${iou} (${source}).`,
  });
  return [
    accuracy(judged, 'Correct', "Tests with every box found at the prompt's IoU and no further box."),
    accuracyAt(0.5, 'RefCOCO, Yu et al. 2016'),
    accuracyAt(0.75, 'as COCO does, Lin et al. 2014'),
    accuracyAt(0.9, 'GroundingME'),
    meanFigure(judged, 'iou', { id: 'meanIou', name: 'Mean IoU', unit: 'score', isLowerBetter: false }),
    ...meanRetrieval(judged, "boxes found at the prompt's IoU"),
    meanFigure(judged, 'meanF1', { name: 'F1 .5:.95', unit: 'score', isLowerBetter: false }),
  ];
}
