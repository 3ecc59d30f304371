// What `show RUN --model M --test N` says of a test that was not asked and will not be: it has no files, only a reason. Pure.

import { testName } from '../../shared/words/testName';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { notRunWords } from '../../shared/words/notRun';
import type { ModelState, RunState } from '../../shared/run/runState';
import { kindHelp } from '../../shared/words/testKinds';
import { testTypeOf } from '../../shared/run/testTypeOf';
import type { NotRunCause } from '../../shared/run/verdict';
import { factLines } from './factLines';
import type { Colors } from '../terminal/terminal';
import type { TestRow } from './testsLines';

/** The test's own reason; of one that a cancelled run left, what that means. Null for a test that was or may still be run. */
export function notRunReasonOf({ test, notRun }: TestRow): { kind: NotRunCause; message: string } | null {
  if (notRun === null) return null;
  return test.notRun ?? { kind: notRun, message: kindHelp[notRun] };
}

/** Like the head of a test that was run. */
export function notRunTestLines(
  state: RunState,
  { model }: ModelState,
  shown: TestRow,
  width: number,
  colors: Colors,
): string[] {
  const reason = notRunReasonOf(shown);
  const { index } = shown.test;
  return [
    `${colors.bold(`${testName(state, index)} ${oneLine(model)}`)}  – NOT RUN`,
    ...factLines(
      [
        ['run', `${oneLine(state.runId)}: ${oneLine(state.benchmarkName)}`],
        ['test type', testTypeOf(state, index)],
        ['prompt', shown.label],
        ['not run', reason && `${notRunWords[reason.kind]}. ${reason.message}`],
      ],
      width,
      colors,
    ),
  ];
}
