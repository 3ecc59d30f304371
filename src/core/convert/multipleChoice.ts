// Tables of multiple choice as MMLU has them: question, four options, the letter of the right one; with a row of names or without.

import { readCsv } from '../benchmark/readCsv';
import { parse } from 'csv-parse/sync';
import { answerReading, fromZero, optionLetters as letters, otherReading, type AnswerReading } from './answerReading';
import type { CarriedBenchmark, CarriedCase, Place } from './carried';
import { ConversionError } from './conversionError';
import type { ForeignFormat, ForeignSource } from './format';
import { modelsMissing, nameOf } from './standIns';

interface Columns {
  question: number;
  /** By letter. */
  options: number[];
  answer: number;
  subject?: number;
}

export const multipleChoice: ForeignFormat = {
  label: 'a CSV table of multiple choice as MMLU has it (question, A, B, C, D, answer)',
  recognizes(fileName, text) {
    if (!/\.(csv|tsv)$/i.test(fileName)) return false;
    const rows = rowsOf(fileName, text, 20);
    return rows !== undefined && columnsOf(rows) !== undefined;
  },
  convert: tableOf,
};

function tableOf({ text, fileName, leftOvers }: ForeignSource): CarriedBenchmark {
  const rows = rowsOf(fileName, text) ?? [];
  const columns = columnsOf(rows);
  if (!columns) throw new ConversionError(`${fileName} has no rows of multiple choice.`);
  const places = placesIn(text, fileName);
  const cases: CarriedCase[] = [];
  const body = columns.hasHead ? rows.slice(1) : rows;
  const answers = body.map((row) => answerOf(row, columns));
  const reading = answerReading(answers);
  if (reading === fromZero && answers.every(({ written }) => written !== '0'))
    leftOvers.add(
      places(0),
      'answer',
      'Its numbers are read as numbers from 0, and no row has a 0. Check that 1 means the second option.',
    );
  for (const [index, row] of body.entries()) {
    const place = places(index + rows.length - body.length);
    const one = caseOf(row, columns, reading);
    if (typeof one === 'string') {
      leftOvers.add(place, 'row', one);
      continue;
    }
    cases.push(one);
    const other = otherReading(answers[index]!, reading);
    if (other)
      leftOvers.add(
        place,
        'answer',
        `It is read as ${reading.words}, as the whole column is, but could also be ${other.words}. Check that the right option is the one that is meant.`,
      );
  }
  if (cases.length === 0) throw new ConversionError(`${fileName} has no question that can be carried over.`);
  const start = { file: fileName, line: 1, column: 1 };
  return {
    name: nameOf(fileName),
    purpose: 'Which models choose the right answers?',
    basePrompts: { prompt: '{{question}}' },
    parameters: { temperature: 0 },
    models: modelsMissing(leftOvers, start),
    prompts: { cases, areData: true },
  };
}

function rowsOf(fileName: string, text: string, most = Infinity): string[][] | undefined {
  const delimiter = /\.tsv$/i.test(fileName) ? '\t' : ',';
  // Only so much is looked at to tell what a file is.
  const looked = most === Infinity ? text : text.slice(0, 50_000);
  try {
    return parse(looked, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      ...(most === Infinity ? {} : { to: most }),
    });
  } catch {
    return undefined;
  }
}

/** Where a row begins; rows with line ends in their cells make it more than their number. */
function placesIn(text: string, file: string): (index: number) => Place {
  const { table } = readCsv(text);
  return (index) => {
    const at = index === 0 || !table ? { line: index + 1, column: 1 } : table.place(index - 1);
    return { file, ...at };
  };
}

function columnsOf(rows: readonly string[][]): (Columns & { hasHead: boolean }) | undefined {
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  const question = names.findIndex((name) => ['question', 'prompt', 'input'].includes(name));
  const answer = names.findIndex((name) => ['answer', 'target', 'correct', 'label', 'answer_key'].includes(name));
  const options = letters
    .map((letter) =>
      names.findIndex((name) =>
        [letter, `option_${letter}`, `choice_${letter}`, `option ${letter}`].map(lower).includes(name),
      ),
    )
    .filter((index, position, all) => index >= 0 && all.slice(0, position).every((one) => one >= 0));
  const subject = names.findIndex((name) => ['subject', 'category', 'topic'].includes(name));
  if (question >= 0 && answer >= 0 && options.length >= 2)
    return { question, options, answer, hasHead: true, ...(subject >= 0 ? { subject } : {}) };
  const width = head.length;
  const isTable =
    width >= 4 &&
    width <= letters.length + 2 &&
    [head, ...body].every((row) => row.length === width && isLetter(row.at(-1), width - 2));
  if (!isTable) return undefined;
  return {
    question: 0,
    options: Array.from({ length: width - 2 }, (_, index) => index + 1),
    answer: width - 1,
    hasHead: false,
  };
}

const lower = (text: string): string => text.toLowerCase();

function isLetter(cell: string | undefined, count: number): boolean {
  return letters.slice(0, count).includes(cell?.trim() ?? '');
}

function answerOf(row: readonly string[], { options, answer }: Columns): { written: string; options: string[] } {
  return { written: row[answer]?.trim() ?? '', options: options.map((index) => row[index]?.trim() ?? '') };
}

/** The case, or why a row is none. */
function caseOf(row: readonly string[], columns: Columns, reading: AnswerReading): CarriedCase | string {
  const { question, subject } = columns;
  const asked = row[question]?.trim() ?? '';
  const { written, options: texts } = answerOf(row, columns);
  const right = letters[reading.positionOf(written, texts) ?? -1];
  if (asked === '') return 'It has no question.';
  if (texts.includes('')) return 'One of its options is empty.';
  if (new Set(texts).size < texts.length) return 'Two of its options say the same, so that no letter is the right one.';
  if (right === undefined) return `Its answer, read as ${reading.words}, is none of its options: ${written}`;
  const about = subject === undefined ? '' : (row[subject]?.trim() ?? '');
  const own = texts.map((text, index) => [letters[index]!, text] as const);
  return {
    variables: { question: asked, ...Object.fromEntries(own), answer: right },
    ...(about === '' ? {} : { tags: [about.replace(/[,;]/g, ' ')] }),
    expect: [
      {
        test_type: 'choice',
        expectation: {
          options: Object.fromEntries(own.map(([letter]) => [letter, `{{${letter}}}`])),
          answer: '{{answer}}',
        },
      },
    ],
  };
}
