// The columns of the list of tests: their heads, and what each is sorted by. Pure.

import { modelTitle, testRate } from '../../../src/shared/words/testText';
import type { ModelState, TestState } from '../../../src/shared/run/runState';
import { verdicts } from '../../../src/shared/run/verdict';
import type { ColumnOrder, SortedColumn } from '../kit/sortedHead';
import type { WordsOfTest } from './testWords';

/** Names that addresses have, which links must keep. */
type TestColumn = 'verdict' | 'number' | 'model' | 'prompt' | 'type' | 'expected' | 'got' | 'total' | 'speed' | 'cost';

type TestColumnInfo = SortedColumn<TestColumn>;

export const testColumns: readonly TestColumnInfo[] = [
  {
    column: 'verdict',
    title: 'Verdict',
    isNumber: false,
    isHighFirst: true,
    definition: 'Sorted: not run, error, incorrect, correct',
  },
  {
    column: 'number',
    title: '#',
    isNumber: true,
    isHighFirst: false,
    definition: 'The number of the prompt. Sorted by it, all models of a prompt stand together',
  },
  { column: 'model', title: 'Model', isNumber: false, isHighFirst: false, definition: 'The model that was asked' },
  {
    column: 'prompt',
    title: 'Prompt',
    isNumber: false,
    isHighFirst: false,
    definition: 'What tells this prompt from the others',
  },
  { column: 'type', title: 'Type', isNumber: false, isHighFirst: false, definition: 'Test type' },
  {
    column: 'expected',
    title: 'Expected',
    isNumber: false,
    isHighFirst: false,
    definition: 'What the benchmark says is right',
  },
  {
    column: 'got',
    title: 'Got',
    isNumber: false,
    isHighFirst: false,
    definition: 'What the answer came to; of a test without a verdict why it has none',
  },
  {
    column: 'total',
    title: 'Total',
    isNumber: true,
    isHighFirst: true,
    definition: 'From dispatch to the end of the answer',
  },
  { column: 'speed', title: 'Speed', isNumber: true, isHighFirst: true, definition: 'Tokens a second' },
  {
    column: 'cost',
    title: 'Cost',
    isNumber: true,
    isHighFirst: true,
    definition: 'USD of the attempt that was answered',
  },
];

export type TestOrder = ColumnOrder<TestColumn>;

/** One test as a row of the list. */
export interface TestRow {
  model: ModelState;
  test: TestState;
  label: string;
  testType: string;
}

/** The order after a click on a head: its first direction, the other one, that of the run. */
export function orderAfter(
  order: TestOrder | null,
  { column, isHighFirst }: Pick<TestColumnInfo, 'column' | 'isHighFirst'>,
): TestOrder | null {
  if (order?.column !== column) return { column, isHighFirst };
  return order.isHighFirst === isHighFirst ? { column, isHighFirst: !isHighFirst } : null;
}

/** A sorted copy. Tests without the value come last in either direction; equals keep their order. */
export function sortTests(
  rows: readonly TestRow[],
  order: TestOrder | null,
  wordsOf: (row: TestRow) => WordsOfTest | undefined,
): TestRow[] {
  if (order === null) return [...rows];
  const direction = order.isHighFirst ? -1 : 1;
  return rows
    .map((row) => ({ row, key: sortKey(order.column, row, wordsOf(row)) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0);
      return compareKeys(a.key, b.key) * direction;
    })
    .map(({ row }) => row);
}

const collator = new Intl.Collator('en', { numeric: true });

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

function sortKey(
  column: TestColumn,
  { model, test, label, testType }: TestRow,
  words: WordsOfTest | undefined,
): string | number | null {
  switch (column) {
    case 'verdict':
      return verdicts.indexOf(test.verdict);
    case 'number':
      return test.index;
    case 'model':
      return modelTitle(model);
    case 'prompt':
      return label;
    case 'type':
      return testType;
    case 'expected':
      return words?.expected || null;
    case 'got':
      return words?.got || null;
    case 'total':
      return test.timings?.total ?? null;
    case 'speed':
      return testRate(test)?.value ?? null;
    case 'cost':
      return test.cost?.usd ?? null;
  }
}
