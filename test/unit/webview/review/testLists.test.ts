// The list of tests of the review page: filter, order, what is before and after a test, and the words that are read piece by piece.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { importedManifest } from '../../../../src/core/run/runManifest';
import type { ReviewRun } from '../../../../src/shared/protocols/reviewData';
import type { KeptTest } from '../../../../src/shared/results/packedTest';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import { allTests, type TestList } from '../../../../webview-ui/src/review/reviewAddress';
import { orderAfter, testColumns, type TestRow } from '../../../../webview-ui/src/review/testColumns';
import { TestLists } from '../../../../webview-ui/src/review/testLists';
import { TestWords } from '../../../../webview-ui/src/review/testWords';
import { aTest } from '../../../builders';

const { events } = recordedRun({ models: 3, prompts: 20, slowness: 1, isPythonOpen: false });
const state = foldRun(events);
const run: ReviewRun = { state, manifest: importedManifest(state, '2026-11-21T17:45:03.000+00:00'), files: [] };

/** Two pieces: the answers to the first ten prompts, and those to the others. Each test got its own number. */
const pieces: KeptTest[][] = [0, 10].map((first) =>
  state.models.flatMap(({ model }) =>
    Array.from({ length: 10 }, (_, place): KeptTest => {
      const index = first + place + 1;
      const { links: _links, ...test } = aTest({
        model,
        index,
        got: `${index}`,
        expected: 'x',
        response: `Said-${index}-Ÿ`,
      });
      return { ...test, files: { evidence: '', resultImage: '' }, transcript: null };
    }),
  ),
);

function lists(read = pieces): TestLists {
  return new TestLists(
    run,
    new TestWords(
      read.map((piece) => () => Promise.resolve(piece)),
      60,
    ),
  );
}

const names = (rows: readonly TestRow[]): string[] => rows.map(({ model, test }) => `${model.model} ${test.index}`);
const found = (text: string): TestList => ({ ...allTests, filter: { ...emptyRunFilter, text } });

describe('the list of tests', () => {
  it('has all tests model by model, and no place for any of them', () => {
    const all = lists();
    assert.equal(all.rows(allTests).length, 60);
    assert.equal(all.placeOf(allTests, { model: state.models[0]!.model, index: 3 }), null);
  });

  it('finds answers, in any letter case, as far as they have been read', async () => {
    const all = lists();
    assert.equal(all.rows(found('said-17-ÿ')).length, 0);
    let told = 0;
    await all.words.readAll(() => told++);
    assert.deepEqual([told, all.words.isComplete], [3, true]);
    assert.deepEqual(
      names(all.rows(found('said-17-ÿ'))),
      state.models.map(({ model }) => `${model} 17`),
    );
  });

  it('says where a test is in a list, and what is before and after it', async () => {
    const all = lists();
    await all.words.readAll();
    const [first, second, third] = state.models.map(({ model }) => model);
    assert.deepEqual(all.placeOf(found('said-17-'), { model: second!, index: 17 }), {
      at: 2,
      of: 3,
      previous: { model: first, index: 17 },
      next: { model: third, index: 17 },
    });
    assert.equal(all.placeOf(found('said-17-'), { model: second!, index: 16 }), null);
  });

  it('is sorted by each of its columns: values in order, tests without one last, equals as they were', async () => {
    const all = lists();
    await all.words.readAll();
    const before = names(all.rows(allTests));
    for (const { column } of testColumns)
      for (const isHighFirst of [false, true]) {
        const sorted = names(all.rows({ ...allTests, order: { column, isHighFirst } }));
        assert.deepEqual([...sorted].sort(), [...before].sort(), column);
      }
    const totals = all
      .rows({ ...allTests, order: { column: 'total', isHighFirst: true } })
      .map(({ test }) => test.timings?.total ?? -1);
    assert.deepEqual(
      totals,
      [...totals].sort((a, b) => b - a),
    );
    const byNumber = all.rows({ ...allTests, order: { column: 'number', isHighFirst: false } });
    assert.deepEqual(
      names(byNumber.slice(0, 3)),
      state.models.map(({ model }) => `${model} 1`),
    );
    // Numbers in texts as numbers: 9 comes before 10.
    const got = all.rows({ ...allTests, order: { column: 'got', isHighFirst: false } });
    assert.deepEqual(
      got.filter(({ model }) => model === state.models[0]).map(({ test }) => test.index),
      Array.from({ length: 20 }, (_, place) => place + 1),
    );
  });

  it('goes back to the order of the run with the third click on a head', () => {
    fc.assert(
      fc.property(fc.constantFrom(...testColumns), (info) => {
        const first = orderAfter(null, info);
        const second = orderAfter(first, info);
        assert.deepEqual([first?.isHighFirst, second?.isHighFirst], [info.isHighFirst, !info.isHighFirst]);
        assert.equal(orderAfter(second, info), null);
      }),
    );
  });
});

describe('the words of the tests', () => {
  it('are kept in bounds, however many and long they are', async () => {
    const long = 'Ä'.repeat(100_000);
    const piece = [{ ...pieces[0]![0]!, response: `${long} end`, expected: long, got: `a\n${long}` }];
    for (const [tests, searched] of [
      [1, 5_000],
      [20_000, 1_000],
      [10_000_000, 200],
    ] as const) {
      const words = new TestWords([() => Promise.resolve(piece)], tests);
      await words.readAll();
      assert.equal(words.searched, searched);
      const kept = words.of(piece[0]!.model, 1)!;
      assert.ok(kept.expected.length <= 160 && kept.got.length <= 160 && !kept.got.includes('\n'));
      assert.ok(kept.searched.length <= searched + 400, `${kept.searched.length}`);
    }
  });

  it('are read on where a piece could not be read, when they are asked for again', async () => {
    let isThere = false;
    let read = 0;
    const words = new TestWords(
      [
        () => Promise.resolve((read++, pieces[0]!)),
        () => (isThere ? Promise.resolve(pieces[1]!) : Promise.reject(new Error('data/x.js is missing'))),
      ],
      60,
    );
    await assert.rejects(words.readAll(), /is missing/);
    assert.deepEqual(words.progress, { done: 1, all: 2 });
    isThere = true;
    await words.readAll();
    assert.deepEqual([words.isComplete, read], [true, 1]);
  });
});
