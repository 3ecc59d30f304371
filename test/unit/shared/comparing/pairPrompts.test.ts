import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { pairPrompts } from '../../../../src/shared/comparing/pairPrompts';
import { prompt } from './comparedRuns';

describe('the prompts of two runs', () => {
  const indexed = (prompts: Omit<PromptInfo, 'index'>[]): PromptInfo[] =>
    prompts.map((one, at) => ({ index: at + 1, ...one }));

  it('are the same where their hashes are, wherever they stand and whatever their labels', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('b', '2'), prompt('c', '3')]),
      indexed([prompt('c', '3'), prompt('a!', '1'), prompt('d', '4')]),
    );
    assert.equal(pairing.by, 'hash');
    assert.deepEqual(
      pairing.pairs.map((pair) => [pair.label, pair.base.indexes, pair.other.indexes]),
      [
        ['a', [1], [2]],
        ['c', [3], [1]],
      ],
    );
    assert.deepEqual(
      [pairing.onlyInBase.map((one) => one.label), pairing.onlyInOther.map((one) => one.label)],
      [['b'], ['d']],
    );
  });

  it('are paired by place and label where one run has no hashes', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('b', '2')]),
      indexed([prompt('a'), prompt('c'), prompt('b')]),
    );
    assert.equal(pairing.by, 'position');
    assert.deepEqual(
      [pairing.pairs.map((pair) => pair.label), pairing.onlyInBase.map((one) => one.label)],
      [['a'], ['b']],
    );
  });

  it('are paired by the place in the file, also where a run asked only some', () => {
    const all = [prompt('a'), prompt('b'), prompt('b'), prompt('c')];
    const some = [
      { ...prompt('b'), place: 3 },
      { ...prompt('c'), place: 4 },
    ];
    const found = pairPrompts(indexed(all), indexed(some)).pairs;
    assert.deepEqual(
      found.map(({ base, other }) => [base.indexes, other.indexes]),
      [
        [[3], [1]],
        [[4], [2]],
      ],
    );
  });

  it('are paired by hash where both have one, also where others have none', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('picture'), prompt('b', '2'), prompt('c', '3')]),
      indexed([prompt('b', '2'), prompt('picture'), prompt('b', '5'), prompt('a', '1'), prompt('c', '4')]),
    );
    assert.deepEqual(
      pairing.pairs.map(({ base, other }) => [base.indexes, other.indexes]),
      [
        [[1], [4]],
        [[2], [2]],
        [[3], [1]],
      ],
    );
    assert.equal(pairing.by, 'position');
    assert.deepEqual(
      [pairing.onlyInBase.map((one) => one.number), pairing.onlyInOther.map((one) => one.number)],
      [[4], [3, 5]],
    );
  });

  it('are paired for certain where what has no hash has no partner', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('left')]),
      indexed([prompt('new', '2'), prompt('a', '1')]),
    );
    assert.deepEqual([pairing.by, pairing.pairs.length], ['hash', 1]);
  });

  it('are one prompt when they are trials, also against a run without trials', () => {
    const trial = (place: number, number: number, hash: string): Omit<PromptInfo, 'index'> => ({
      ...prompt(`p${place}`, hash),
      variant: { prompt: place, kind: 'trial', number, of: 2 },
    });
    const trials = indexed([trial(1, 1, '1'), trial(1, 2, '1'), trial(2, 1, '2'), trial(2, 2, '2')]);
    for (const single of [indexed([prompt('p1', '1'), prompt('p2', '2')]), indexed([prompt('p1'), prompt('p2')])]) {
      assert.deepEqual(
        pairPrompts(trials, single).pairs.map((pair) => [pair.base.indexes, pair.other.indexes]),
        [
          [[1, 2], [1]],
          [[3, 4], [2]],
        ],
      );
    }
  });

  it('keep rotations apart', () => {
    const rotation = (number: number): Omit<PromptInfo, 'index'> => ({
      ...prompt('q'),
      variant: { prompt: 1, kind: 'rotation', number, of: 2 },
    });
    const rotations = indexed([rotation(1), rotation(2), prompt('next')]);
    assert.deepEqual(
      pairPrompts(rotations, rotations).pairs.map((pair) => pair.base.key),
      ['1.1 q', '1.2 q', '2 next'],
    );
  });

  it('all pair with themselves, and every prompt is paired or left over', () => {
    const prompts = fc
      .array(fc.record({ label: fc.constantFrom('a', 'b', 'c'), hash: fc.constantFrom('1', '2', '3', '4') }), {
        maxLength: 8,
      })
      .map(indexed);
    fc.assert(
      fc.property(prompts, prompts, (base, other) => {
        assert.equal(pairPrompts(base, base).onlyInBase.length, 0);
        const pairing = pairPrompts(base, other);
        const indexes = [...pairing.pairs.map((pair) => pair.base), ...pairing.onlyInBase]
          .flatMap((group) => group.indexes)
          .sort((a, b) => a - b);
        assert.deepEqual(
          indexes,
          base.map((one) => one.index),
        );
      }),
    );
  });
});
