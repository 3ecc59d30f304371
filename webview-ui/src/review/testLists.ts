// The tests of the run as lists: which of them a filter leaves, in which order, and what is before and after one of them.

import { standingOf } from '../../../src/shared/run/verdict';
import { testName } from '../../../src/shared/words/testName';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import type { TestReference } from '../../../src/shared/protocols/testPageProtocol';
import { testTypeOf } from '../../../src/shared/run/testTypeOf';
import { matchesTest } from '../../../src/shared/runs/runFilter';
import { kindOfTest } from '../../../src/shared/words/testKinds';
import { addressOf, isWholeList, type TestList } from './reviewAddress';
import { sortTests, type TestRow } from './testColumns';
import type { TestWords, WordsOfTest } from './testWords';

/** Where a test is in a list, from 1. */
interface PlaceInList {
  at: number;
  of: number;
  previous: TestReference | null;
  next: TestReference | null;
}

export class TestLists {
  private readonly all: readonly TestRow[];
  private last: { key: string; rows: readonly TestRow[] } | null = null;

  constructor(
    private readonly run: ReviewRun,
    readonly words: TestWords,
  ) {
    const { models, prompts } = run.state;
    this.all = models.flatMap((model) =>
      model.tests.map((test, place) => ({
        model,
        test,
        label: prompts[place]?.label ?? '',
        testType: testTypeOf(run.state, test.index),
      })),
    );
  }

  /** Whether the words of the tests decide what is in a list, or where. */
  needsWords({ filter, order }: TestList): boolean {
    return filter.text.trim() !== '' || order?.column === 'expected' || order?.column === 'got';
  }

  /** The tests of a list, as far as their words have been read. */
  rows(list: TestList): readonly TestRow[] {
    const known = this.needsWords(list) ? this.words.progress.done : 0;
    const key = `${known} ${addressOf({ screen: 'tests', list })}`;
    if (this.last?.key !== key) this.last = { key, rows: this.found(list) };
    return this.last.rows;
  }

  wordsOf({ model, test }: TestRow): WordsOfTest | undefined {
    return this.words.of(model.model, test.index);
  }

  /** Null for the list of all tests, and for a test that is not in the list. */
  placeOf(list: TestList, { model, index }: TestReference): PlaceInList | null {
    if (isWholeList(list)) return null;
    const rows = this.rows(list);
    const at = rows.findIndex((row) => row.test.index === index && row.model.model === model);
    if (at < 0) return null;
    return { at: at + 1, of: rows.length, previous: referenceTo(rows[at - 1]), next: referenceTo(rows[at + 1]) };
  }

  private found(list: TestList): readonly TestRow[] {
    const { state } = this.run;
    const rows = isWholeList({ ...list, order: null })
      ? this.all
      : this.all.filter((row) => {
          const { model, test, label, testType } = row;
          const tags = state.prompts[test.index - 1]?.tags;
          const words = this.wordsOf(row)?.searched;
          const { reviews } = test;
          const standing = standingOf(test);
          const name = testName(state, test.index);
          const kind = kindOfTest(test, state);
          return matchesTest(list.filter, model, testType, { standing, kind, reviews, label, tags, name, words });
        });
    return sortTests(rows, list.order, (row) => this.wordsOf(row));
  }
}

function referenceTo(row: TestRow | undefined): TestReference | null {
  return row ? { model: row.model.model, index: row.test.index } : null;
}
