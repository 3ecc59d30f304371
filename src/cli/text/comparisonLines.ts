// What `compare` prints: first what was not equal, then each model's figures side by side and the prompts whose verdict changed.
// Pure: comparison in, lines out.

import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { changeText } from '../../shared/comparing/changeText';
import type { ModelComparison, RunComparison } from '../../shared/comparing/compareRuns';
import {
  accuracyRow,
  checkRows,
  differenceRows,
  figureNotes,
  type DifferenceRow,
} from '../../shared/comparing/differenceRows';
import type { PromptGroup } from '../../shared/comparing/promptGroups';
import { tableLines, tableWidth, type TableColumn } from './tableLines';
import { counted } from '../../shared/text/counted';
import { factLines } from './factLines';
import { printable, wrapWords } from './fitText';
import type { Colors } from '../terminal/terminal';

/** Longer lists of prompts are cut; --json has all. */
const mostPrompts = 20;

export function comparisonLines(comparison: RunComparison, width: number, colors: Colors): string[] {
  return [
    ...factLines(
      [
        ['base', comparison.base],
        ['other', comparison.other],
      ],
      width,
      colors,
    ),
    '',
    ...notEqualLines(comparison, width, colors),
    ...comparison.judging.flatMap((note) => wrapped(printable(note), width)).map((line) => colors.yellow(line)),
    ...pairingLines(comparison, width, colors),
    ...comparison.models.flatMap((model) => ['', ...modelLines(model, width, colors)]),
    ...onlyLines(comparison, width),
  ];
}

function notEqualLines({ notEqual, notIso }: RunComparison, width: number, colors: Colors): string[] {
  if (notEqual.length === 0 && notIso.length === 0)
    return [colors.green('Nothing that was recorded differs between the two beside what is compared.'), ''];
  const facts = notEqual.map(({ what, base, other }) => [what, `${base} -> ${other}`] as const);
  return [
    colors.yellow('Not equal, so that a difference may come from here:'),
    ...factLines(facts, width - 2, colors).map((line) => `  ${line}`),
    ...notIso.flatMap((reason) => wrapped(`  ${printable(reason)}`, width)),
    '',
  ];
}

function pairingLines({ pairing }: RunComparison, width: number, colors: Colors): string[] {
  const { pairs, onlyInBase, onlyInOther, by } = pairing;
  const how =
    by === 'hash'
      ? ''
      : ', some by place in the file and label: without hashes nobody can say if their texts are the same';
  return [
    ...wrapped(`${counted(pairs.length, 'prompt')} paired${how}`, width),
    ...promptLines(
      { 'only in base': onlyInBase.map(groupText), 'only in other': onlyInOther.map(groupText) },
      width,
      colors,
    ),
  ];
}

function groupText({ number, label }: PromptGroup): string {
  return `#${number} ${label}`;
}

function modelLines(model: ModelComparison, width: number, colors: Colors): string[] {
  const name = model.base === model.other ? model.base : `${model.base} -> ${model.other}`;
  if (model.judged === 0)
    return [
      colors.bold(oneLine(name)),
      '  No prompt was judged on both sides.',
      ...promptChangeLines(model, width, colors),
    ];
  return [
    colors.bold(oneLine(name)),
    ...figureLines(model, width - 2, colors).map((line) => `  ${line}`),
    ...figureNotes(model.figures).flatMap((note) => wrapped(note, width - 2).map((line) => `  ${line}`)),
    ...promptChangeLines(model, width, colors),
  ];
}

/** A table, or where the terminal is too narrow a line per figure. */
function figureLines(model: ModelComparison, width: number, colors: Colors): string[] {
  const verdicts = accuracyRow({ ...model, improved: model.improved.length, worsened: model.worsened.length });
  const rows = [...(verdicts ? [verdicts] : []), ...checkRows(model.checks), ...differenceRows(model.figures)];
  const column = (header: string, align: TableColumn['align'], text: (row: DifferenceRow) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: rows.map((row) => ({ text: text(row) })),
  });
  const table = [
    column('', 'left', (row) => row.name),
    column('base', 'right', (row) => row.base),
    column('other', 'right', (row) => row.other),
    column('difference (95%)', 'left', (row) => row.difference),
    column('pairs', 'right', (row) => row.pairs),
    {
      ...column('', 'left', (row) => row.reading),
      cells: rows.map((row) => ({ text: row.reading, paint: readingPaint(row, colors) })),
    },
  ];
  if (tableWidth(table) <= width) return tableLines(table);
  return factLines(
    rows.map(
      (row) =>
        [row.name, `${row.base} -> ${row.other}; ${row.difference}; ${row.reading} (${row.pairs} pairs)`] as const,
    ),
    width,
    colors,
  );
}

function readingPaint(row: DifferenceRow, colors: Colors): ((text: string) => string) | undefined {
  return row.isWorse ? colors.red : row.isBetter ? colors.green : undefined;
}

function promptChangeLines({ worsened, improved, unjudged }: ModelComparison, width: number, colors: Colors): string[] {
  return promptLines(
    { worse: worsened.map(changeText), better: improved.map(changeText), 'no verdict': unjudged.map(changeText) },
    width,
    colors,
  );
}

/** The lists that are not empty, each with its count and not too long. */
function promptLines(lists: { readonly [name: string]: readonly string[] }, width: number, colors: Colors): string[] {
  const facts = Object.entries(lists).flatMap(([name, texts]) => {
    const more =
      texts.length > mostPrompts ? [`... and ${formatCount(texts.length - mostPrompts)} more (--json has all)`] : [];
    return texts.length === 0
      ? []
      : [[`${name} (${formatCount(texts.length)})`, [...texts.slice(0, mostPrompts), ...more].join('\n')] as const];
  });
  return factLines(facts, width - 2, colors).map((line) => `  ${line}`);
}

function onlyLines({ onlyInBase, onlyInOther }: RunComparison, width: number): string[] {
  const lines = [
    ...(onlyInBase.length === 0 ? [] : [`Only in base: ${onlyInBase.join(', ')}`]),
    ...(onlyInOther.length === 0 ? [] : [`Only in other: ${onlyInOther.join(', ')}`]),
  ];
  return lines.length === 0 ? [] : ['', ...lines.flatMap((line) => wrapped(printable(line), width))];
}

function wrapped(text: string, width: number): string[] {
  return width === Infinity ? [text] : wrapWords(text, width);
}
