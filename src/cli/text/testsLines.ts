// The tests of `show RUN` that a filter asks for: a table per model, a row per test. Pure: state in, text out.

import { promptNumber, testName } from '../../shared/words/testName';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatCost, formatDuration, formatRate } from '../../shared/text/format';
import { notRunWords } from '../../shared/words/notRun';
import { matchesModel, matchesTest, type RunFilter } from '../../shared/runs/runFilter';
import { isOfRun, type ModelState, type RunState, type TestState } from '../../shared/run/runState';
import { kindOfTest, notRunCause } from '../../shared/words/testKinds';
import { lookWord, testRate, verdictGlyphs } from '../../shared/words/testText';
import { testTypeOf } from '../../shared/run/testTypeOf';
import { reviewState } from '../../shared/words/reviewText';
import { tableLines, tableWidth, type TableColumn } from './tableLines';
import { padOrCut } from './fitText';
import type { TestNumber } from '../arguments/testNumber';
import { standingOf, type NotRunCause } from '../../shared/run/verdict';
import type { Colors } from '../terminal/terminal';

export interface TestRow {
  test: TestState;
  /** `#20`, `#20 trial 2/3`. */
  name: string;
  /** The prompt's distinguishing part. */
  label: string;
  /** Why it is not run; null for one that was or may still be. */
  notRun: NotRunCause | null;
}

export interface ShownTests {
  model: ModelState;
  tests: TestRow[];
}

const narrowestLabel = 12;

/** The tests that the filter and the number (undefined for all) let through, by model; models without one are left out. */
export function findTests(state: RunState, filter: RunFilter, number: TestNumber | undefined): ShownTests[] {
  const prompts = new Map(state.prompts.map((prompt) => [prompt.index, prompt]));
  return state.models.flatMap((model) => {
    if (!matchesModel(filter, model)) return [];
    const tests = model.tests
      .filter(isOfRun)
      .map((test) => ({
        test,
        name: testName(state, test.index),
        label: prompts.get(test.index)?.label ?? '',
        notRun: notRunCause(test, state.status),
      }))
      .filter(
        ({ test, name, label }) =>
          (number === undefined || isNumbered(state, test.index, number)) &&
          matchesTest(filter, model, testTypeOf(state, test.index), {
            standing: standingOf(test),
            kind: kindOfTest(test, state),
            reviews: test.reviews,
            label,
            tags: prompts.get(test.index)?.tags,
            name,
          }),
      );
    return tests.length === 0 ? [] : [{ model, tests }];
  });
}

/** Whether a test is the one, or one of those, that a number names. */
export function isNumbered(state: RunState, index: number, { prompt, part }: TestNumber): boolean {
  return (
    promptNumber(state, index) === prompt &&
    (part === null || (state.prompts[index - 1]?.variant?.number ?? 1) === part)
  );
}

/** A table per model; labels are cut where the terminal is too narrow. */
export function testsLines(shown: readonly ShownTests[], width: number, colors: Colors): string[] {
  return shown.flatMap(({ model, tests }, at) => [
    ...(at === 0 ? [] : ['']),
    `${colors.bold(oneLine(model.model))}${model.isSimulated ? colors.yellow(' (simulated)') : ''}`,
    ...testTable(tests, width, colors),
  ]);
}

function testTable(tests: readonly TestRow[], width: number, colors: Colors): string[] {
  const column = (header: string, align: TableColumn['align'], text: (one: TestRow) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: tests.map((one) => ({ text: text(one) })),
  });
  const hasParts = tests.some(({ name }) => name.includes(' '));
  const figures = [
    column('#', hasParts ? 'left' : 'right', ({ name }) => name.slice(1)),
    {
      ...column('verdict', 'left', ({ test, notRun }) => verdictText(test, notRun)),
      cells: tests.map(({ test, notRun }) => ({ text: verdictText(test, notRun), paint: verdictPaint(test, colors) })),
    },
    column('total', 'right', ({ test }) => formatDuration(test.timings?.total ?? null)),
    column('TTFT', 'right', ({ test }) => formatDuration(test.timings?.ttft ?? null)),
    column('tok/s', 'right', ({ test }) => rateText(test)),
    column('cost', 'right', ({ test }) => formatCost(test.cost?.usd ?? null)),
  ];
  // Two spaces go between the figures and the label.
  const room = Math.max(narrowestLabel, width - tableWidth(figures) - 2);
  return tableLines([
    ...figures,
    column('prompt', 'left', ({ label }) =>
      room === Infinity ? oneLine(label) : padOrCut(oneLine(label), room).trimEnd(),
    ),
  ]);
}

/** `81.2`, or `74.0 e2e` where there is no decode rate: the two must not be compared unseen. */
function rateText(test: TestState): string {
  const rate = testRate(test);
  const text = formatRate(rate?.value ?? null).replace(' tok/s', '');
  return rate?.basis === 'endToEnd' ? `${text} e2e` : text;
}

/** `✓ correct`, `! error`, `not yet run`, `submitted`, `not run: no vision`; a verdict that re-scoring changed says what it was. */
function verdictText(
  test: Pick<TestState, 'verdict' | 'originalVerdict' | 'reviews' | 'phase'>,
  notRun: NotRunCause | null = null,
): string {
  if (test.verdict === 'not_run')
    return notRun === null
      ? lookWord(test.phase === 'submitted' ? 'submitted' : 'waiting')
      : `${lookWord('skipped')}: ${notRunWords[notRun]}`;
  const was =
    test.originalVerdict === undefined || test.originalVerdict === 'not_run'
      ? ''
      : `, was ${lookWord(test.originalVerdict)}`;
  const review = reviewState(test);
  return `${verdictGlyphs[test.verdict]} ${lookWord(test.verdict)}${was}${review === null ? '' : `, ${review}`}`;
}

export function verdictPaint(
  { verdict }: Pick<TestState, 'verdict'>,
  colors: Colors,
): ((text: string) => string) | undefined {
  switch (verdict) {
    case 'correct':
      return colors.green;
    case 'incorrect':
      return colors.red;
    case 'error':
      return colors.magenta;
    case 'not_run':
      return undefined;
  }
}
