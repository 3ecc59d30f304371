// The figures of each test type, against hand-computed examples and another library's sums.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mean, rootMeanSquare } from 'simple-statistics';
import { formatFigure, type TypeFigure } from '../../../../src/shared/testTypes/typeFigure';
import { testTypesOf, testTypeStats } from '../../../../src/shared/figures/testTypeStats';
import { type Sketch, only, runOf, valuesOf } from './sketchedStats';

describe('figures by test type', () => {
  it('count errors and what was not run apart, and let them into no figure', () => {
    const stats = only('point', [
      { verdict: 'correct', measures: { f1: 1 } },
      { verdict: 'incorrect', measures: { f1: 0 } },
      { verdict: 'error', measures: { f1: 0 } },
      { verdict: 'not_run' },
    ]);
    assert.deepEqual([stats.tests, stats.judged, stats.errors, stats.notRun], [4, 2, 1, 1]);
    assert.deepEqual([valuesOf(stats).hitRate, valuesOf(stats).f1], [0.5, 0.5]);
  });

  it('are of each test type by itself, in the order of the prompts and of the models', () => {
    const tests: Sketch[] = [
      { verdict: 'correct' },
      { verdict: 'incorrect', measures: { countError: 2 } },
      { verdict: 'incorrect' },
    ];
    const state = runOf(
      'mixed',
      [tests, tests],
      [{ testType: 'raw_string_evaluator' }, { testType: 'count' }, { testType: 'raw_string_evaluator' }],
    );
    assert.deepEqual(testTypesOf(state), ['raw_string_evaluator', 'count']);
    const stats = testTypeStats(state);
    assert.deepEqual(
      stats.map((one) => `${one.testType} ${one.model} ${one.tests}`),
      ['raw_string_evaluator a~m0 2', 'raw_string_evaluator a~m1 2', 'count a~m0 1', 'count a~m1 1'],
    );
    assert.deepEqual(valuesOf(stats[0]!), { accuracy: 0.5 });
    assert.equal(valuesOf(stats[2]!).mae, 2);
  });

  it('are the same columns for every model, each with its definition, and unknown before anything is judged', () => {
    const several: Sketch = {
      verdict: 'correct',
      measures: { f1: 1, exact: 1 },
      classes: { truth: ['a', 'b'], found: ['b', 'a'] },
    };
    for (const type of ['point', 'box', 'count', 'ocr', 'choice', 'classify', 'raw_string_evaluator']) {
      const [first, second] = testTypeStats(
        runOf(type, [
          [several, { verdict: 'correct' }],
          [{ verdict: 'error' }, { verdict: 'not_run' }],
        ]),
      );
      assert.deepEqual(
        first!.figures.map((figure) => figure.id),
        second!.figures.map((figure) => figure.id),
        type,
      );
      assert.equal(new Set(first!.figures.map((figure) => figure.id)).size, first!.figures.length);
      assert.ok(
        second!.figures.every((figure) => figure.value === null && /^[A-Z].*\.$/.test(figure.definition)),
        type,
      );
    }
  });

  it('of points', () => {
    const stats = only('point', [
      { verdict: 'correct', measures: { precision: 1, recall: 1, f1: 1, distance: 0.02 } },
      { verdict: 'incorrect', measures: { precision: 0.5, recall: 1, f1: 2 / 3, distance: 0.1 } },
      { verdict: 'incorrect', measures: { precision: 0, recall: 0, f1: 0 } },
    ]);
    assert.deepEqual(valuesOf(stats), {
      hitRate: 0.333333333,
      precision: 0.5,
      recall: 0.666666667,
      f1: 0.555555556,
      distance: 0.06,
    });
  });

  it('of boxes: Acc@IoU only of tests for one box, and only where one was given', () => {
    const single = (iou: number, boxes = 1): Sketch => ({
      verdict: iou >= 0.5 && boxes === 1 ? 'correct' : 'incorrect',
      measures: { iou, bestIou: iou, truths: 1, boxes, precision: 1, recall: 1, f1: 1, meanF1: 0.5 },
    });
    const stats = only('box', [
      single(0.95),
      single(0.8),
      single(0.5),
      single(0.2),
      single(0.99, 3),
      { verdict: 'correct', measures: { iou: 0.7, truths: 2, boxes: 2, precision: 1, recall: 1, f1: 1, meanF1: 0.4 } },
    ]);
    const values = valuesOf(stats);
    assert.deepEqual([values['acc50'], values['acc75'], values['acc90']], [0.6, 0.4, 0.2]);
    assert.equal(values.meanIou, 0.69);
    assert.equal(values.accuracy, 0.666666667);
    assert.deepEqual(
      stats.figures.slice(1, 4).map((figure) => figure.name),
      ['Acc@0.5', 'Acc@0.75', 'Acc@0.9'],
    );
  });

  it('of counts: the sums are those of another library', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 30 }), (errors) => {
        const values = valuesOf(
          only(
            'count',
            errors.map((countError) => ({
              verdict: countError === 0 ? 'correct' : 'incorrect',
              measures: { countError },
            })),
          ),
        );
        const near = (value: number | null | undefined, expected: number): void =>
          assert.ok(Math.abs(value! - expected) < 1e-8);
        near(values.mae, mean(errors.map(Math.abs)));
        near(values.rmse, rootMeanSquare(errors));
        near(values.bias, mean(errors));
        assert.ok(values.rmse! >= values.mae! - 1e-8 && values.mae! >= Math.abs(values.bias!) - 1e-8);
      }),
    );
    const [exact, withinOne, bias] = ['exact', 'withinOne', 'bias'].map((id) =>
      only(
        'count',
        [-3, -1, 0, 1].map((countError) => ({ verdict: 'incorrect', measures: { countError } })),
      ).figures.find((figure) => figure.id === id)!,
    );
    assert.deepEqual([exact!.value, withinOne!.value, bias!.value, formatFigure(bias!)], [0.25, 0.75, -0.75, '-0.75']);
  });

  it('of texts: CER is of all characters together, mean CER of all tests alike', () => {
    const stats = only('ocr', [
      { verdict: 'incorrect', measures: { cer: 0.5, characters: 10, wer: 1, words: 2, anls: 0, exact: 0 } },
      { verdict: 'correct', measures: { cer: 0.01, characters: 100, wer: 0.1, words: 20, anls: 0.99, exact: 0 } },
      { verdict: 'correct', measures: { cer: 0, characters: 40, wer: 0, words: 8, anls: 1, exact: 1 } },
    ]);
    assert.deepEqual(valuesOf(stats), {
      accuracy: 0.666666667,
      cerMicro: 0.04,
      cer: 0.17,
      wer: 0.366666667,
      anls: 0.663333333,
      exact: 0.333333333,
    });
  });
});

describe('how a figure is written', () => {
  for (const [unit, value, text] of [
    ['share', 0.5, '50%'],
    ['share', 1.25, '125%'],
    ['score', 0.8312, '0.831'],
    ['count', 1.5, '1.50'],
    ['signed', 0.4, '+0.40'],
    ['signed', -0.001, '0.00'],
    ['signed', 0, '0.00'],
    ['count', null, 'n/a'],
  ] as [TypeFigure['unit'], number | null, string][]) {
    it(`${value} as ${unit}`, () => assert.equal(formatFigure({ value, unit }), text));
  }
});
