// Tables of multiple choice as MMLU has them: question, four options, the letter of the right one; with a row of names or without.

import { readCsv, separatedRows } from '../benchmark/readCsv';
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
  /** In small letters; empty for a table without them. */
  names: readonly string[];
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
  const used = [columns.question, columns.answer, columns.subject, ...columns.options];
  for (const [index, name] of columns.names.entries())
    if (!used.includes(index) && name !== '')
      leftOvers.add(places(0), `column ${name}`, 'It is neither question, option nor answer, and is not asked.');
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

function rowsOf(fileName: string, written: string, most = Infinity): string[][] | undefined {
  // Only so much is looked at to tell what a file is.
  const looked = most === Infinity ? written : written.slice(0, 50_000);
  const { text, delimiter } = separatedRows(looked, delimiterBy(fileName));
  try {
    return parse(text, {
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

/** Undefined where the text says it. */
function delimiterBy(fileName: string): string | undefined {
  return /\.tsv$/i.test(fileName) ? '\t' : undefined;
}

/** Where a row begins; rows with line ends in their cells make it more than their number. */
function placesIn(text: string, file: string): (index: number) => Place {
  const { table } = readCsv(text, delimiterBy(file));
  return (index) => {
    const at = index === 0 || !table ? { line: index + 1, column: 1 } : table.place(index - 1);
    return { file, ...at };
  };
}

function columnsOf(rows: readonly string[][]): (Columns & { hasHead: boolean }) | undefined {
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  const question = names.findIndex((name) => ['question', 'prompt', 'input'].includes(name));
  const answer = names.findIndex((name) => answerNames.includes(name.replace(/[ _-]/g, '')));
  const options = optionsAmong(names);
  const subject = names.findIndex((name) => ['subject', 'category', 'topic'].includes(name));
  if (question >= 0 && answer >= 0 && options.length >= 2)
    return { question, options, answer, names, hasHead: true, ...(subject >= 0 ? { subject } : {}) };
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
    names: [],
    hasHead: false,
  };
}

const answerNames = [
  'answer',
  'target',
  'correct',
  'label',
  'answerkey',
  'correctanswer',
  'correctoption',
  'gold',
  'cop',
];

/** The columns of the options in their order: `A`, `choice_a`, `opa`, `Option 1`, `choice0`. */
function optionsAmong(names: readonly string[]): number[] {
  const marks = names.map((name) => {
    const plain = name.replace(/[^a-z0-9]/g, '');
    return /^(?:op|opt|option|choice|answer)?([a-h])$|^(?:op|opt|option|choice|answer)([0-8])$/.exec(plain);
  });
  const inRow = (all: readonly string[], group: 1 | 2): number[] =>
    all
      .map((mark) => marks.findIndex((found) => found?.[group] === mark))
      .filter((index, position, found) => index >= 0 && found.slice(0, position).every((one) => one >= 0));
  const digits = [...'012345678'];
  return [letters.map((letter) => letter.toLowerCase()), digits, digits.slice(1)]
    .map((all, kind) => inRow(all, kind === 0 ? 1 : 2))
    .reduce((most, one) => (one.length > most.length ? one : most));
}

function isLetter(cell: string | undefined, count: number): boolean {
  return letters.slice(0, count).includes(cell?.trim() ?? '');
}

function answerOf(row: readonly string[], { options, answer, names }: Columns): { written: string; options: string[] } {
  const written = row[answer]?.trim() ?? '';
  // The name of a column stands for its letter.
  const named = options.findIndex((index) => names[index] === written.toLowerCase() && written.length > 1);
  return { written: letters[named] ?? written, options: options.map((index) => row[index]?.trim() ?? '') };
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
