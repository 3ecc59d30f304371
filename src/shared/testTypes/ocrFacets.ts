// `ocr`: what is said and counted of texts read from the picture.

import type { TestState } from '../run/runState';
import { measures } from './measures';
import { number, percent, words } from './measureWords';
import type { TypeFacets } from './typeFacets';
import { accuracy, meanFigure, share, type TypeFigure } from './typeFigure';

export const ocrFacets: TypeFacets = {
  judges: 'The answer is what is written in the picture.',
  runsPython: false,
  needsPicture: true,
  hasPlaces: false,
  shownAs: 'text',
  comparedAs: null,
  summary: words(percent('cer'), percent('wer'), number('anls')),
  scores: ({ judged }) => ({ figures: figuresOf(judged) }),
};

function figuresOf(judged: readonly TestState[]): TypeFigure[] {
  const rates = judged.flatMap(({ measures: one }) =>
    one?.cer === undefined || one.characters === undefined
      ? []
      : [{ errors: one.cer * one.characters, characters: one.characters }],
  );
  const characters = rates.reduce((sum, one) => sum + one.characters, 0);
  const errors = rates.reduce((sum, one) => sum + one.errors, 0);
  return [
    accuracy(judged, 'Correct', "Texts that reach the prompt's metric and threshold."),
    {
      id: 'cerMicro',
      name: measures.cer.name,
      unit: 'share',
      isLowerBetter: true,
      value: share(errors, characters),
      definition: `${measures.cer.definition} Of all tests together, so that a long text counts more.`,
    },
    meanFigure(judged, 'cer', { name: `Mean ${measures.cer.name}`, unit: 'share', isLowerBetter: true }),
    meanFigure(judged, 'wer', { name: measures.wer.name, unit: 'share', isLowerBetter: true }),
    meanFigure(judged, 'anls', { name: measures.anls.name, unit: 'score', isLowerBetter: false }),
    {
      ...meanFigure(judged, 'exact', { name: 'Exact', unit: 'share', isLowerBetter: false }),
      definition: "Texts that are the same, after the prompt's normalization.",
    },
  ];
}
