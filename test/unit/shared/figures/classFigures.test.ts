import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Sketch, only, valuesOf } from './sketchedStats';

describe('figures of classes', () => {
  const classified = (truth: string, found: string): Sketch => ({
    verdict: truth === found ? 'correct' : 'incorrect',
    classes: { truth: [truth], found: [found] },
  });

  // cat: TP 2, FP 1, FN 1, F1 2/3. dog: TP 1, FP 2, FN 1, F1 2/5. bird: TP 1, FP 0, FN 1, F1 2/3.
  const three = [
    classified('cat', 'cat'),
    classified('cat', 'cat'),
    classified('cat', 'dog'),
    classified('dog', 'dog'),
    classified('dog', 'cat'),
    classified('bird', 'bird'),
    classified('bird', 'dog'),
  ];

  it('are those of a hand-computed example with three classes', () => {
    const stats = only('classify', three);
    assert.deepEqual(valuesOf(stats), { accuracy: 0.571428571, macroF1: 0.577777778 });
    assert.deepEqual(stats.confusion, {
      labels: ['bird', 'cat', 'dog'],
      counts: [
        [1, 0, 1],
        [0, 2, 1],
        [0, 1, 1],
      ],
      tests: [
        [[6], [], [7]],
        [[], [1, 2], [3]],
        [[], [5], [4]],
      ],
    });
  });

  it('have a class that was only answered with an F1 of 0', () => {
    assert.equal(valuesOf(only('classify', [classified('cat', 'cat'), classified('cat', 'fox')])).macroF1, 0.333333333);
  });

  it('tell one label from several', () => {
    const set = (truth: string[], found: string[], f1: number): Sketch => ({
      verdict: f1 === 1 ? 'correct' : 'incorrect',
      measures: { precision: 0, recall: 0, f1, exact: f1 === 1 ? 1 : 0 },
      classes: { truth, found },
    });
    const stats = only('classify', [set(['a', 'b'], ['a', 'b'], 1), set(['a'], ['a', 'c'], 2 / 3)]);
    // a: TP 2; b: TP 1; c: FP 1.
    assert.deepEqual(valuesOf(stats), { macroF1: 0.666666667, exactSet: 0.5, f1: 0.833333333 });
    assert.equal(stats.confusion, undefined);
  });

  it('have as many tests in the matrix as were judged', () => {
    const label = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 }), (pairs) => {
        const { confusion, figures } = only(
          'classify',
          pairs.map(([truth, found]) => classified(truth, found)),
        );
        assert.equal(
          confusion!.counts.flat().reduce((sum, count) => sum + count, 0),
          pairs.length,
        );
        assert.deepEqual(
          confusion!.tests.flat(2).sort((a, b) => a - b),
          pairs.map((_, at) => at + 1),
        );
        const onDiagonal = confusion!.counts.reduce((sum, row, at) => sum + row[at]!, 0);
        assert.equal(figures[0]!.value, onDiagonal / pairs.length);
      }),
    );
  });
});
