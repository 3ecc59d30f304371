// Variants of the base prompt within a run: which rows are held against which, and what is said of them.

import assert from 'node:assert/strict';
import picocolors from 'picocolors';
import { variantLines } from '../../../../src/cli/text/variantLines';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import { accuracyRow } from '../../../../src/shared/comparing/differenceRows';
import { hasVariants, variantScores } from '../../../../src/shared/comparing/variantScores';
import { modelRow, parseModel } from '../../../../src/shared/run/model';
import type { RunState } from '../../../../src/shared/run/runState';
import { manifestOf, sketchedRun } from '../run/sketchedRun';

type Row = [plain: string, own: { label?: string; variant?: string }, letters: string];

/** A letter a prompt, by row. */
function run(...rows: Row[]): RunState {
  const ids = rows.map(([plain, own]) => modelRow(parseModel(plain), own));
  const state = sketchedRun({ rows: Object.fromEntries(rows.map(([, , letters], at) => [ids[at]!.model, letters])) });
  return { ...state, models: state.models.map(({ label: _, ...row }, at) => ({ ...row, ...ids[at]! })) };
}

const two = run(
  ['openai~a', { variant: 'short' }, '############'],
  ['openai~a', { variant: 'long' }, '####xxxxxxxx'],
  ['openai~a', { label: 'hot', variant: 'short' }, '###xx!......'],
  ['openai~a', { label: 'hot', variant: 'long' }, '###..#......'],
  ['openai~a', { label: 'hot', variant: 'third' }, '............'],
  ['openai~b', { variant: 'short' }, '############'],
);
const plainColors = picocolors.createColors(false);

describe('the variants of a run', () => {
  it('are held against the first one of their own model and label', () => {
    const scores = variantScores(two);
    assert.deepEqual(
      scores.map(({ model, variants }) => [model, variants.map(({ variant }) => variant)]),
      [
        ['openai~a', ['short', 'long']],
        ['openai~a [hot]', ['short', 'long', 'third']],
      ],
    );
    const [[short, long], [, hotLong, third]] = scores.map(({ variants }) => variants) as [
      (typeof scores)[0]['variants'],
      (typeof scores)[0]['variants'],
    ];
    assert.equal(short!.againstFirst, null);
    assert.deepEqual(
      [long!.accuracy.share, long!.againstFirst!.difference, long!.againstFirst!.pairs, long!.againstFirst!.reading],
      [4 / 12, '-66.7 points (-91.7 to -41.7)', '12', 'worse, hardly chance (p = 0.008)'],
    );
    // Only what both judged counts.
    assert.deepEqual(
      [hotLong!.accuracy.share, hotLong!.againstFirst!.difference, hotLong!.againstFirst!.pairs],
      [1, '0 points', '3'],
    );
    assert.deepEqual([third!.accuracy.share, third!.againstFirst], [null, null]);
  });

  it('say the same as comparing the two rows', () => {
    const side = { name: 'run', state: two, manifest: manifestOf(two) };
    const [comparison] = compareRuns([
      { ...side, model: 'openai~a [short]' },
      { ...side, model: 'openai~a [long]' },
    ]);
    const [model] = comparison!.models;
    const row = accuracyRow({ ...model!, improved: model!.improved.length, worsened: model!.worsened.length });
    assert.deepEqual(row, variantScores(two)[0]!.variants[1]!.againstFirst);
  });

  it('are none where a run has none, or one a model', () => {
    for (const rows of [
      [['openai~a', {}, '##']],
      [
        ['openai~a', { variant: 'short' }, '##'],
        ['openai~b', { variant: 'long' }, '##'],
      ],
    ] satisfies Row[][]) {
      assert.equal(hasVariants(run(...rows)), false);
      assert.deepEqual(variantScores(run(...rows)), []);
      assert.deepEqual(variantLines(run(...rows), 200, plainColors), []);
    }
    assert.equal(hasVariants(two), true);
  });

  it('are a table of `show`, or lines where there is no room for it', () => {
    const [, title, head, , first, second] = variantLines(two, 200, plainColors);
    assert.equal(title, 'Prompt variants: each held against the first one of its model, prompt by prompt');
    assert.match(head!, /^ +accuracy \(95%\) +difference \(95%\) +prompts$/);
    assert.match(first!, /^ {2}openai~a \[short\] +100% \(76-100\) +base$/);
    assert.match(
      second!,
      /openai~a \[long\] +33\.3% \(14-61\) +-66\.7 points .* 12 +worse, hardly chance \(p = 0\.008\)$/,
    );
    const narrow = variantLines(two, 60, plainColors).join('\n');
    assert.match(narrow, /openai~a \[long\]/);
    assert.ok(
      Math.max(
        ...narrow
          .split('\n')
          .slice(2)
          .map(({ length }) => length),
      ) <= 60,
      narrow,
    );
  });
});
