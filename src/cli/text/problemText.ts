// Shows the problems of a benchmark file the way compilers do, so that editors and terminals can jump to them.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import { columnsOf } from './columnsOf';
import { printable } from './fitText';
import type { Colors } from '../terminal/terminal';

const maximumExcerpt = 100;

/**
 * One problem as `file:line:column: error: message (path)`, then the source line and a caret under the place.
 * `source` is the whole text of the file.
 */
export function problemText(file: string, source: string, problem: BenchmarkProblem, colors: Colors): string {
  const severity = problem.severity === 'error' ? colors.red('error') : colors.yellow('warning');
  const path = problem.path === '' ? '' : ` (${problem.path})`;
  const heading = `${colors.bold(`${file}:${problem.line}:${problem.column}:`)} ${severity}: ${problem.message}${path}`;
  const excerpt = sourceExcerpt(source, problem, colors);
  return excerpt === null ? heading : `${heading}\n${excerpt}`;
}

function sourceExcerpt(source: string, problem: BenchmarkProblem, colors: Colors): string | null {
  const line = source.split(/\r\n|\n|\r/)[problem.line - 1];
  if (line === undefined || line.trim() === '') return null;
  // A long line is shown from a little before the place.
  const start = problem.column > maximumExcerpt ? problem.column - 1 - Math.floor(maximumExcerpt / 2) : 0;
  const shown = line.slice(start, start + maximumExcerpt);
  const before = shown.slice(0, problem.column - 1 - start);
  const endOnLine = problem.endLine === problem.line ? problem.endColumn - 1 - start : shown.length;
  const marked = shown.slice(before.length, Math.max(endOnLine, before.length + 1));
  const number = String(problem.line);
  const gutter = ' '.repeat(number.length);
  const caret = ' '.repeat(shownColumns(before)) + '^'.repeat(Math.max(1, shownColumns(marked.trimEnd())));
  return [
    `  ${colors.dim(`${number} |`)} ${clean(shown)}`,
    `  ${colors.dim(`${gutter} |`)} ${colors.green(caret)}`,
  ].join('\n');
}

/** Tabs are shown as two spaces, so that the caret stands right whatever the terminal's tab stops are. */
function clean(text: string): string {
  return printable(text.replaceAll('\t', '  '));
}

function shownColumns(text: string): number {
  return columnsOf(clean(text));
}

/** `2 errors and 1 warning`; empty when there is neither. */
export function problemCount(problems: readonly BenchmarkProblem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  return parts.join(' and ');
}
