// JSON lines of OpenAI Evals: a conversation in `input`, and in `ideal` what the answer should begin with.

import type { CarriedCase } from './carried';
import { chatOf, type Chat } from './chat';
import { ConversionError } from './conversionError';
import type { ForeignFormat, ForeignSource } from './format';
import { firstLine, readLines } from './jsonLines';
import { literalPattern } from './literalPattern';
import { textOf, type SourceNode } from './sourceNode';
import { modelsMissing, nameOf } from './standIns';

export const openaiEvals: ForeignFormat = {
  label: "OpenAI Evals' JSON lines (`input` and `ideal`)",
  recognizes(_, text) {
    const first = rowOf(firstLine(text));
    return (
      first !== undefined &&
      Object.hasOwn(first, 'input') &&
      (typeof first['input'] === 'string' || Array.isArray(first['input']))
    );
  },
  convert(source) {
    const { text, fileName, leftOvers } = source;
    const rows = readLines(text, fileName, leftOvers);
    const cases = rows.flatMap((row) => caseOf(row, source) ?? []);
    if (cases.length === 0) throw new ConversionError(`${fileName} has no sample that can be carried over.`);
    const start = { file: fileName, line: 1, column: 1 };
    leftOvers.add(
      start,
      'how answers are judged',
      'The file does not say it. It is taken for `match`: an answer begins with an ideal one. For `includes` write `contains` or `contains_any`, for a model that grades a `rubric`.',
    );
    return {
      name: nameOf(fileName),
      purpose: '',
      basePrompts: { prompt: '{{question}}' },
      parameters: {},
      models: modelsMissing(leftOvers, start),
      prompts: { cases, areData: true },
    };
  },
};

/** Data sets that were kept by the API have each sample in `item`. */
function rowOf(line: { [key: string]: unknown } | undefined): { [key: string]: unknown } | undefined {
  const item = line?.['item'];
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : line;
}

function caseOf(row: SourceNode, { leftOvers }: ForeignSource): CarriedCase | undefined {
  const entries = row.entries?.get('item')?.entries ?? row.entries;
  const input = entries?.get('input');
  const chat: Chat | { problem: string } = input?.items
    ? chatOf(input.items)
    : { messages: [], question: textOf(input) ?? '' };
  if ('problem' in chat) {
    leftOvers.add(row.place, 'sample', `${chat.problem} Only conversations in text that end with the user are sent.`);
    return undefined;
  }
  const ideals = (entries?.get('ideal')?.items ?? [entries?.get('ideal')]).map(textOf);
  if (chat.question.trim() === '' || ideals.includes(undefined) || ideals.includes('')) {
    leftOvers.add(
      row.place,
      'sample',
      'It has no `ideal` answer: a model grades it, by words that are not in this file. Write a `rubric` for it.',
    );
    return undefined;
  }
  const { system, messages, question } = chat;
  const turns = messages.map(({ role, content }, index) => ({ role, content, name: `turn_${index + 1}` }));
  const [ideal, ...others] = ideals.map(String);
  return {
    // Nothing in a sample is a placeholder, so all its texts go in as values.
    variables: {
      question,
      ...(system === undefined ? {} : { instructions: system }),
      ...Object.fromEntries(turns.map(({ name, content }) => [name, content])),
      ...(others.length === 0 && ideal !== undefined ? { ideal } : {}),
    },
    ...(system === undefined ? {} : { system: '{{instructions}}' }),
    ...(turns.length === 0 ? {} : { messages: turns.map(({ role, name }) => ({ role, content: `{{${name}}}` })) }),
    expect: [
      others.length === 0
        ? { starts_with: '{{ideal}}' }
        : { regex: `^(?:${ideals.map((one) => literalPattern(String(one))).join('|')})` },
    ],
  };
}
