// What a command says of a run folder that it has made of others: heading, table, figures, what is odd, and where it is.

import { printable } from './fitText';
import { resultTable } from './resultTable';
import { headingLines, type ShownRun } from './runLines';
import { summaryLines } from './summaryLines';
import type { Colors } from '../terminal/terminal';

/** `more` comes last but for the folder. */
export function madeRunLines(
  { state, problems, folder }: Pick<ShownRun, 'state' | 'problems' | 'folder'>,
  width: number,
  colors: Colors,
  more: readonly string[] = [],
): string[] {
  return [
    ...headingLines(state, colors),
    '',
    resultTable(state.models, width, colors),
    '',
    ...summaryLines(state, colors),
    ...problems.map((problem) => colors.yellow(printable(problem))),
    ...more,
    `Run folder: ${folder}`,
  ];
}
