// The estimate of a run on the terminal: as a sheet for --dry-run, and as one question before a run that is likely to be expensive.

import {
  basisText,
  callsText,
  costRangeText,
  durationText,
  estimateNotes,
  ownPricesNote,
  priceText,
  rangeText,
} from '../../core/estimate/estimateWords';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { formatCost, formatCount, formatDuration } from '../../shared/text/format';
import { tableLines } from '../text/alignedTable';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { RunCommand } from '../arguments/commands';
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

/**
 * True when the run may begin: its likely cost is low, the user says yes, or nobody sits there to be asked. That it goes on unasked is said;
 * --budget is what limits a run then.
 */
export async function confirmAtTerminal(
  estimate: RunEstimate,
  { confirmAboveUsd }: Pick<RunCommand, 'confirmAboveUsd'>,
  context: CliContext,
): Promise<boolean> {
  const { cost, costToConfirm, budgetUsd } = estimate;
  if (costToConfirm === null || costToConfirm <= confirmAboveUsd) return true;
  const say = (line: string): Promise<void> => writeOut(context.stderr, `${line}\n`);
  const limit = budgetUsd === null ? '' : `, and never more than about the budget of ${formatCost(budgetUsd)}`;
  await say(
    `${callsText(estimate)} are likely to cost ${formatCost(cost?.likely ?? null)} (${costRangeText(estimate)})${limit}.`,
  );
  const note = ownPricesNote(estimate);
  if (note !== null) await say(note);
  if (!context.confirm) {
    await say(
      `That is above ${formatCost(confirmAboveUsd)}, but nobody is at a terminal to be asked, so the run begins. --budget USD limits what it may cost.`,
    );
    return true;
  }
  if (await context.confirm('Run it?')) return true;
  await say('Nothing was sent to any model.');
  return false;
}

/** `width` is the terminal's. */
export function estimateLines(estimate: RunEstimate, width: number, colors: Colors): string[] {
  const { models, mode, budgetUsd } = estimate;
  const column = (header: string, align: 'left' | 'right', text: (model: RunEstimate['models'][number]) => string) => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: models.map((model) => ({ text: printable(text(model)) })),
  });
  return [
    colors.bold(printable(estimate.benchmarkName)),
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
