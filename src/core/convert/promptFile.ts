// Prompt files of GitHub Models, `.prompt.yml`: messages, test data and evaluators in one file.

import { isMap } from '../../shared/text/isMap';
import type { CarriedBenchmark, CarriedCase, CarriedCheck, Place } from './carried';
import { chatOf } from './chat';
import { ConversionError } from './conversionError';
import type { ForeignFormat, ForeignSource } from './format';
import { anyAnswer } from './anyAnswer';
import type { LeftOvers } from './leftOvers';
import { rubricJudge } from './rubricJudge';
import { catalogName } from './modelNames';
import { parametersOf } from './parametersOf';
import { itemsOf, numberOf, readSource, textOf, type SourceNode } from './sourceNode';
import { modelsMissing, nameOf } from './standIns';
import { readTemplate } from './template';
import { ownEntry } from './ownEntry';

const known = ['name', 'description', 'model', 'modelParameters', 'messages', 'testData', 'evaluators'];

export const promptFile: ForeignFormat = {
  label: 'a prompt file of GitHub Models (.prompt.yml)',
  recognizes: (fileName, text) => /\.prompt\.ya?ml$/i.test(fileName) && /^messages\s*:/m.test(text),
  convert: benchmarkOf,
};

function benchmarkOf(source: ForeignSource): CarriedBenchmark {
  const { text, fileName, leftOvers } = source;
  const { entries, place } = readSource(text, fileName);
  const chat = chatOf(entries?.get('messages')?.items ?? []);
  if ('problem' in chat) throw new ConversionError(chat.problem, entries?.get('messages')?.place ?? place);
  for (const [key, node] of entries ?? [])
    if (!known.includes(key)) leftOvers.add(node.place, key, ownEntry(whyNot, key) ?? 'There is no such thing here.');
  const model = entries?.get('model');
  const name = catalogName(textOf(model) ?? '');
  const judge = name ?? 'openai~gpt-6-luna';
  const expect = itemsOf(entries?.get('evaluators')).flatMap((one) => checkOf(one, judge, source));
  const rows = itemsOf(entries?.get('testData'));
  const cases = (rows.length > 0 ? rows : [undefined]).map((row) => caseOf(row, expect, place, source));
  return {
    name: textOf(entries?.get('name')) ?? nameOf(fileName.replace(/\.ya?ml$/i, '')),
    purpose: textOf(entries?.get('description')) ?? '',
    ...(chat.system === undefined ? {} : { system: templateOf(chat.system, entries?.get('messages'), source) }),
    basePrompts: { prompt: templateOf(chat.question, entries?.get('messages'), source) },
    parameters: parametersOf(entries?.get('modelParameters'), leftOvers),
    models:
      name === undefined
        ? modelsMissing(leftOvers, model?.place ?? place, `model ${textOf(model) ?? ''}`.trim())
        : [{ model: name, parameters: {} }],
    prompts: {
      cases: cases.map((one) => (chat.messages.length === 0 ? one : { ...one, messages: chat.messages })),
      areData: false,
    },
  };
}

const whyNot: { readonly [key: string]: string } = {
  responseFormat: 'A `json_schema` check asks for JSON by its schema where an API has that.',
  jsonSchema: 'Write it as a `json_schema` check: that asks for it, and judges by it.',
};

/** Only plain placeholders are filled in such files; anything else is text. */
function templateOf(text: string, node: SourceNode | undefined, { leftOvers, fileName }: ForeignSource): string {
  const read = readTemplate(text);
  if ('text' in read) return read.text;
  leftOvers.add(
    node?.place ?? { file: fileName, line: 1, column: 1 },
    read.unknown,
    'It is no plain placeholder, and is sent as it stands.',
  );
  return text;
}

function caseOf(
  row: SourceNode | undefined,
  expect: readonly CarriedCheck[],
  place: Place,
  { leftOvers }: ForeignSource,
): CarriedCase {
  const variables: CarriedCase['variables'] = {};
  for (const [key, node] of row?.entries ?? []) {
    const text = textOf(node);
    if (text !== undefined) variables[key] = text;
    else if (node.value !== null) variables[key] = JSON.stringify(node.value);
  }
  if (expect.length > 0) return { variables, expect: [...expect] };
  leftOvers.add(
    row?.place ?? place,
    'no evaluators',
    'Whatever is not empty is a right answer here. Add checks in `expect`.',
  );
  return { variables, expect: [anyAnswer] };
}

function checkOf(evaluator: SourceNode, judge: string, { leftOvers }: ForeignSource): CarriedCheck[] {
  const { entries, place } = evaluator;
  const name = textOf(entries?.get('name'));
  const named = name === undefined || name.trim() === '' ? {} : { name };
  const string = entries?.get('string')?.entries;
  if (string) {
    const [word, node] = [...string][0] ?? [];
    const text = textOf(node);
    const make = word === undefined || text === undefined || text === '' ? undefined : ownEntry(stringChecks, word);
    if (make && text !== undefined) return [{ ...make(text), ...named }];
  }
  const { value: uses } = entries?.get('uses') ?? {};
  if (uses === 'github/similarity') {
    leftOvers.add(
      place,
      'evaluator github/similarity',
      `Its words for the judge are not public: this is a rubric in ours. Labelled \`examples\` in it show how far the judge can be trusted.`,
    );
    return [
      { rubric: 'The answer means the same as the reference answer.', judge, expectation: '{{expected}}', ...named },
    ];
  }
  const llm = entries?.get('llm');
  if (llm?.entries) return rubricOf(llm, judge, named, leftOvers);
  leftOvers.add(
    place,
    `evaluator ${name ?? String(uses ?? '')}`.trim(),
    'There is no such check here. A `rubric` says in words what a judge model looks at.',
  );
  return [];
}

const endsWith = '(answer, expectation) => answer.toLowerCase().endsWith(expectation.trim().toLowerCase())';

/** All but the first are in any case of letters there. */
const stringChecks: { readonly [word: string]: ((text: string) => CarriedCheck) | undefined } = {
  equals: (text) => ({ equals: text }),
  contains: (text) => ({ icontains: text }),
  startsWith: (text) => ({ starts_with: text, ignore_case: true }),
  endsWith: (text) => ({ javascript: endsWith, expectation: text }),
};

function rubricOf(llm: SourceNode, usual: string, named: CarriedCheck, leftOvers: LeftOvers): CarriedCheck[] {
  const { entries, place } = llm;
  const words = ['systemPrompt', 'prompt'].flatMap((key) => textOf(entries?.get(key)) ?? []).join('\n\n');
  const choices = itemsOf(entries?.get('choices'));
  const passing = choices.filter((one) => (numberOf(one.entries?.get('score')) ?? 0) > 0);
  const choice = (one: SourceNode): string => JSON.stringify(isMap(one.value) ? one.value['choice'] : one.value);
  if (words.trim() === '') {
    leftOvers.add(place, 'evaluator llm', 'It has no prompt for the judge.');
    return [];
  }
  leftOvers.add(
    place,
    'evaluator llm',
    'The judge is asked in our form, and says pass or fail: the scores of its choices are not carried over; those above 0 pass.',
  );
  const told =
    choices.length === 0
      ? ''
      : `\n\nOf the choices ${choices.map(choice).join(', ')} these pass: ${passing.map(choice).join(', ')}.`;
  const rubric = words.replace(/\{\{\s*completion\s*\}\}/g, '(the answer)') + told;
  return [{ rubric, judge: rubricJudge(textOf(entries?.get('modelId')), usual, catalogName), ...named }];
}
