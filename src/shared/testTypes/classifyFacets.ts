// `classify`: what is said and counted of classes.

import type { TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';
import { confusionOf, macroF1 } from './classStats';
import { number, words } from './measureWords';
import type { TypeFacets } from './typeFacets';
import { measured, share, type TypeFigure } from './typeFigure';

export const classifyFacets: TypeFacets = {
  judges: 'The answer is one, or several, of the classes given.',
  runsPython: false,
  needsPicture: false,
  hasPlaces: false,
  shownAs: 'labels',
  comparedAs: null,
  summary: words(number('precision'), number('recall'), number('f1')),
  scores({ judged, judgedOfRun }) {
    const confusion = confusionOf(judged);
    return { figures: figuresOf(judged, judgedOfRun), ...(confusion ? { confusion } : {}) };
  },
};

/** Whether a test may name several labels: only then is there more to measure than right or wrong. */
function namesSeveral(test: TestState): boolean {
  return test.measures?.f1 !== undefined;
}

/** `judged` are a model's tests, `ofRun` those of all models: they decide which figures there are. */
function figuresOf(judged: readonly TestState[], ofRun: readonly TestState[]): TypeFigure[] {
  const single = judged.filter((test) => !namesSeveral(test));
  const several = judged.filter(namesSeveral);
  const figures: TypeFigure[] = [];
  if (ofRun.length === 0 || ofRun.some((test) => !namesSeveral(test))) {
    figures.push({
      id: 'accuracy',
      name: 'Top-1',
      unit: 'share',
      isLowerBetter: false,
      value: share(single.filter((test) => test.verdict === 'correct').length, single.length),
      definition: 'Tests for one label in which it is the right one.',
    });
  }
  figures.push({
    id: 'macroF1',
    name: 'Macro-F1',
    unit: 'score',
    isLowerBetter: false,
    value: macroF1(judged),
    definition:
      'F1 of each class over all tests, averaged over the classes that were right or answered, so that rare ones count as much (Opitz and Burst 2019).',
  });
  if (ofRun.some(namesSeveral)) {
    figures.push(
      {
        id: 'exactSet',
        name: 'Exact set',
        unit: 'share',
        isLowerBetter: false,
        value: meanOf(measured(several, 'exact')),
        definition: 'Tests for several labels in which all and only the right ones are named.',
      },
      {
        id: 'f1',
        name: 'F1',
        unit: 'score',
        isLowerBetter: false,
        value: meanOf(measured(several, 'f1')),
        definition: 'Of tests for several labels: the harmonic mean of precision and recall; the mean over tests.',
      },
    );
  }
  return figures;
}
