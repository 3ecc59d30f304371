// The estimate of a run on the terminal, as a sheet for --dry-run.

import { oneLine } from '../../shared/text/hiddenCharacters';
import {
  basisText,
  callsText,
  costRangeText,
  durationText,
  estimateNotes,
  priceText,
  rangeText,
} from '../../core/estimate/estimateWords';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { formatCost, formatCount, formatDuration } from '../../shared/text/format';
import { tableLines } from '../text/tableLines';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { RunCommand } from '../arguments/runOptions';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { factLines } from '../text/factLines';
import { printable, wrapWords } from '../text/fitText';
import { colorsOf, widthOf, type Colors } from '../terminal/terminal';

/** Prints the sheet, or with --json `{ "estimate": ... }`. */
export async function showEstimate(
  estimate: RunEstimate,
  { isJson }: Pick<RunCommand, 'isJson'>,
  context: CliContext,
): Promise<ExitCode> {
  const text = isJson
    ? JSON.stringify({ estimate }, null, 2)
    : estimateLines(estimate, widthOf(context.stdout), colorsOf(context.stdout, context.environment)).join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return exitCodes.done;
}

/** `width` is the terminal's. */
export function estimateLines(estimate: RunEstimate, width: number, colors: Colors): string[] {
  const { models, mode, budgetUsd } = estimate;
  const column = (header: string, align: 'left' | 'right', text: (model: RunEstimate['models'][number]) => string) => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: models.map((model) => ({ text: oneLine(text(model)) })),
  });
  return [
    colors.bold(oneLine(estimate.benchmarkName)),
    ...factLines(
      [
        [
          'calls',
          `${callsText(estimate)}${estimate.calls < estimate.tests ? `; ${formatCount(estimate.tests - estimate.calls)} of ${formatCount(estimate.tests)} tests will not be run` : ''}`,
        ],
        ['cost', costRangeText(estimate)],
        ['input', `${rangeText(estimate.input, formatCount)} tokens`],
        ['output', `${rangeText(estimate.output, formatCount)} tokens`],
        ['time', durationText(estimate)],
        ['mode', mode],
        ['budget', budgetUsd === null ? 'none' : formatCost(budgetUsd)],
      ],
      width,
      colors,
    ),
    '',
    ...tableLines([
      column('model', 'left', (model) => model.model),
      column('calls', 'right', (model) => formatCount(model.calls)),
      column(
        'likely in / out',
        'right',
        (model) => `${formatCount(model.input?.likely ?? null)} / ${formatCount(model.output.likely)}`,
      ),
      column('likely cost', 'right', (model) =>
        model.free ? `$0 ${model.free}` : formatCost(model.cost?.likely ?? null),
      ),
      column('at most', 'right', (model) => (model.free ? '$0' : formatCost(model.cost?.high ?? null))),
      column('a test', 'right', (model) => formatDuration(model.totalMs)),
      column('price', 'left', priceText),
    ]),
    '',
    ...[...estimateNotes(estimate).map((note) => colors.yellow(printable(note))), basisText(estimate)].flatMap(
      (text) => (Number.isFinite(width) ? wrapWords(text, width) : [text]),
    ),
  ];
}
