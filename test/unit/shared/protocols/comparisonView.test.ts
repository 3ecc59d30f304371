// The small form of a comparison says the same as the comparison itself.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import { fateOf, positionsOf, shownDifference } from '../../../../src/shared/protocols/comparisonView';
import { accuracyRow } from '../../../../src/shared/comparing/differenceRows';
import type { ShownDifference } from '../../../../src/shared/protocols/compareProtocol';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { sketchedRun } from '../run/sketchedRun';

const model = 'openai~gpt-4o';

function shown(base: string, other: string, prompts?: Omit<PromptInfo, 'index'>[]): ShownDifference {
  const [one, two] = [base, other].map((row) =>
    sketchedRun({ rows: { [model]: row }, ...(prompts ? { prompts } : {}) }),
  );
  return shownDifference(
    compareRuns([
      { name: 'base', state: one!, manifest: null },
      { name: 'other', state: two!, manifest: null },
    ])[0]!,
  );
}

describe('a comparison for the page', () => {
  it('has a letter per prompt and side, in the order of the base', () => {
    const [one] = shown('##xx!.', 'x##x##').models;
    assert.deepEqual(one!.verdicts, { base: '##xx!.', other: 'x##x##' });
    assert.deepEqual([one!.judged, one!.worsened, one!.improved, one!.same, one!.unjudged], [4, 1, 1, 2, 2]);
    assert.deepEqual(
      [
        positionsOf(one!, ['worse']),
        positionsOf(one!, ['better']),
        positionsOf(one!, ['sameRight', 'sameWrong']),
        positionsOf(one!, ['unjudged']),
      ],
      [[0], [2], [1, 3], [4, 5]],
    );
    assert.equal(one!.trials, null);
  });

  it('takes the trials of a prompt together and keeps their counts', () => {
    const trial = (prompt: number, number: number): Omit<PromptInfo, 'index'> => ({
      label: `p${prompt}`,
      hash: `${prompt}`,
      variant: { kind: 'trial', prompt, number, of: 3 },
    });
    const prompts = [trial(1, 1), trial(1, 2), trial(1, 3), trial(2, 1), trial(2, 2), trial(2, 3)];
    const difference = shown('##x#!.', 'x#xxxx', prompts);
    assert.deepEqual(difference.prompts, [
      { label: 'p1', numbers: [1, 1], base: [1, 2, 3], other: [1, 2, 3] },
      { label: 'p2', numbers: [2, 2], base: [4, 5, 6], other: [4, 5, 6] },
    ]);
    assert.deepEqual(difference.models[0]!.verdicts, { base: '##', other: 'xx' });
    assert.deepEqual(difference.models[0]!.trials, {
      base: [
        [2, 3],
        [1, 1],
      ],
      other: [
        [1, 3],
        [0, 3],
      ],
    });
  });

  it('says which prompts only one run has, and how they were paired', () => {
    const prompts = (...labels: string[]): Omit<PromptInfo, 'index'>[] =>
      labels.map((label) => ({ label, hash: label }));
    const [one, two] = [
      sketchedRun({ rows: { [model]: '##' }, prompts: prompts('a', 'b') }),
      sketchedRun({ rows: { [model]: '##' }, prompts: prompts('b', 'c') }),
    ];
    const difference = shownDifference(
      compareRuns([
        { name: '1', state: one, manifest: null },
        { name: '2', state: two, manifest: null },
      ])[0]!,
    );
    assert.deepEqual(
      [difference.pairedBy, difference.prompts, difference.onlyInBase, difference.onlyInOther],
      [
        'hash',
        [{ label: 'b', numbers: [2, 1], base: [2], other: [1] }],
        [{ label: 'a', numbers: [1], base: [1], other: [] }],
        [{ label: 'c', numbers: [2], base: [], other: [2] }],
      ],
    );
  });

  it('knows five fates', () => {
    const fates = ['#x', 'x#', '##', 'xx', '#!', '.#', '!.'].map(([base, other]) => fateOf(base!, other!));
    assert.deepEqual(fates, ['worse', 'better', 'sameRight', 'sameWrong', 'unjudged', 'unjudged', 'unjudged']);
  });

  it('counts what its letters show, whatever the runs', () => {
    const letter = fc.constantFrom('#', 'x', '!', '.');
    const rows = fc
      .integer({ min: 1, max: 30 })
      .chain((length) =>
        fc.tuple(
          fc.string({ unit: letter, minLength: length, maxLength: length }),
          fc.string({ unit: letter, minLength: length, maxLength: length }),
        ),
      );
    fc.assert(
      fc.property(rows, ([base, other]) => {
        const one = shown(base, other).models[0]!;
        assert.deepEqual(one.verdicts, { base, other });
        assert.deepEqual(
          [one.worsened, one.improved, one.unjudged],
          [
            positionsOf(one, ['worse']).length,
            positionsOf(one, ['better']).length,
            positionsOf(one, ['unjudged']).length,
          ],
        );
        assert.equal(one.judged, positionsOf(one, ['worse', 'better', 'sameRight', 'sameWrong']).length);
        assert.equal(accuracyRow(one) === null, one.judged === 0);
      }),
    );
  });

  it('puts the verdicts into words: seven worse of seven are hardly chance (p = 2/2^7)', () => {
    const row = accuracyRow(shown('#######', 'xxxxxxx').models[0]!)!;
    assert.deepEqual(
      [row.base, row.other, row.difference, row.pairs, row.reading, row.isWorse],
      ['100% (65-100)', '0% (0-35)', '-100 points (-100 to -100)', '7', 'worse, hardly chance (p = 0.016)', true],
    );
  });
});
