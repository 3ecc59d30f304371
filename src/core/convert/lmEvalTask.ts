// Tasks of lm-evaluation-harness that generate text from local data: `output_type: generate_until`.

import { isMap } from '../../shared/text/isMap';
import { readCsv } from '../benchmark/readCsv';
import type { CarriedBenchmark, CarriedCase, Place } from './carried';
import { ConversionError } from './conversionError';
import type { ForeignFormat, ForeignSource } from './format';
import { readLines } from './jsonLines';
import { exactMatchOf } from './exactMatchOf';
import { parametersOf } from './parametersOf';
import { itemsOf, nodeOf, readSource, textOf, type SourceNode } from './sourceNode';
import { modelsMissing, nameOf } from './standIns';
import { readTemplate } from './template';
import { ownEntry } from './ownEntry';

const known = new Set([
  ...['task', 'dataset_path', 'dataset_kwargs', 'dataset_name', 'output_type', 'doc_to_text', 'doc_to_target'],
  ...['generation_kwargs', 'filter_list', 'metric_list', 'description', 'test_split', 'validation_split', 'repeats'],
  ...['metadata', 'tag', 'group', 'training_split', 'fewshot_split', 'target_delimiter', 'fewshot_delimiter'],
]);

export const lmEvalTask: ForeignFormat = {
  label: 'a task of lm-evaluation-harness (generate_until, with local data)',
  recognizes: (fileName, text) =>
    /\.ya?ml$/i.test(fileName) &&
    /^(doc_to_text|doc_to_target|dataset_path)\s*:/m.test(text) &&
    /^task\s*:/m.test(text),
  convert: benchmarkOf,
};

function benchmarkOf(source: ForeignSource): CarriedBenchmark {
  const { text, fileName, leftOvers } = source;
  const { entries: fields = new Map<string, SourceNode>(), place } = readSource(text, fileName);
  const outputType = fields.get('output_type');
  if (outputType?.value !== 'generate_until')
    throw new ConversionError(
      `Its output_type is ${textOf(outputType) ?? 'multiple choice by likelihood, as it says none'}. Only generate_until can be asked of a chat API: the others compare likelihoods.`,
      outputType?.place ?? place,
    );
  for (const [key, node] of fields) {
    if (node.tag?.startsWith('!function'))
      leftOvers.add(
        node.place,
        `${key}: ${node.tag} ${String(node.value)}`,
        'Python of the task is not run. Write out what it does.',
      );
    else if (!known.has(key) && !(key === 'num_fewshot' && !node.value))
      leftOvers.add(node.place, key, ownEntry(whyNot, key) ?? 'There is no such thing here.');
  }
  const rows = rowsOf(fields, source);
  const asked = templateOf(fields.get('doc_to_text'), rows);
  const target = templateOf(fields.get('doc_to_target'), rows);
  const unknown = [asked, target].find((one) => 'unknown' in one);
  if (unknown && 'unknown' in unknown)
    throw new ConversionError(
      `${unknown.unknown} computes something, and only plain placeholders such as {{question}} can be carried over.`,
      unknown.place,
    );
  if (!('text' in asked) || !('text' in target))
    throw new ConversionError('doc_to_text and doc_to_target are missing.', place);
  const check = exactMatchOf(fields, target.text, source);
  const cases = rows.map((row): CarriedCase => ({ variables: variablesOf(row), expect: [check] }));
  if (cases.length === 0)
    throw new ConversionError('No row of its data could be read.', fields.get('dataset_path')?.place ?? place);
  const description = textOf(fields.get('description')) ?? '';
  return {
    name: textOf(fields.get('task')) ?? nameOf(fileName),
    purpose: '',
    basePrompts: { prompt: description + asked.text },
    parameters: generationOf(fields.get('generation_kwargs'), source),
    models: modelsMissing(leftOvers, place),
    ...repeatOf(fields.get('repeats')),
    prompts: { cases, areData: true },
  };
}

const whyNot: { readonly [key: string]: string } = {
  num_fewshot: 'Questions with their answers that are sent before each prompt are written out in `examples`.',
  fewshot_config: 'Questions with their answers that are sent before each prompt are written out in `examples`.',
  process_docs: 'Code over the data is not run. Write the data as it is needed.',
  include: 'What is included is not read. Convert the whole task.',
  doc_to_choice: 'A task that generates has no choices.',
  should_decontaminate: 'There is no such thing here.',
};

type Read = { text: string } | { unknown: string; place: Place } | { missing: true };

/** A template, or the name of a column. */
function templateOf(node: SourceNode | undefined, rows: readonly SourceNode[]): Read {
  const written = textOf(node);
  if (node === undefined || written === undefined) return { missing: true };
  if (node.tag !== undefined) return { unknown: `${node.tag} ${written}`, place: node.place };
  if (rows.some(({ entries }) => entries?.has(written))) return { text: `{{${written}}}` };
  // Jinja leaves out one line end at the end.
  const read = readTemplate(written.replace(/\n$/, ''));
  return 'unknown' in read ? { unknown: read.unknown, place: node.place } : { text: read.text };
}

function variablesOf({ value }: SourceNode): CarriedCase['variables'] {
  const entries = Object.entries(isMap(value) ? value : {});
  return Object.fromEntries(
    entries.flatMap(([key, one]) => {
      if (one === null || one === undefined) return [];
      return [
        [
          key,
          typeof one === 'object'
            ? JSON.stringify(one)
            : typeof one === 'boolean'
              ? one
                ? 'True'
                : 'False'
              : (one as string | number),
        ],
      ];
    }),
  );
}

function rowsOf(fields: ReadonlyMap<string, SourceNode>, { files, fileName, leftOvers }: ForeignSource): SourceNode[] {
  const path = fields.get('dataset_path');
  const place = path?.place ?? { file: fileName, line: 1, column: 1 };
  const data = fields.get('dataset_kwargs')?.entries?.get('data_files');
  const split = textOf(fields.get('test_split')) ?? textOf(fields.get('validation_split'));
  const named = data?.entries ? (data.entries.get(split ?? 'test') ?? [...data.entries.values()][0]) : data;
  if (!['json', 'csv'].includes(String(path?.value)) || named === undefined)
    throw new ConversionError(
      `Its data is ${textOf(path) ?? 'nowhere'}. Only local data can be read: dataset_path json or csv, with data_files in dataset_kwargs. Export the data set to such a file.`,
      place,
    );
  return itemsOf(named).flatMap((one) => {
    const file = textOf(one) ?? '';
    const text = files.read(file, one.place);
    if (text === undefined) return [];
    if (path?.value === 'csv') return csvRows(text, file, leftOvers);
    return text.trimStart().startsWith('[')
      ? [...(readSource(text, file).items ?? [])]
      : readLines(text, file, leftOvers);
  });
}

function csvRows(text: string, file: string, leftOvers: ForeignSource['leftOvers']): SourceNode[] {
  const { table, faults } = readCsv(text);
  for (const { line, column, message } of faults) leftOvers.add({ file, line, column }, 'row', message);
  if (!table) return [];
  return Array.from({ length: table.count }, (_, row) =>
    nodeOf(Object.fromEntries(table.columns.map((column) => [column, table.value(row, column)])), {
      file,
      ...table.place(row),
    }),
  );
}

function generationOf(node: SourceNode | undefined, { leftOvers }: ForeignSource): CarriedBenchmark['parameters'] {
  const { do_sample: doSample, ...others } = Object.fromEntries(node?.entries ?? []);
  const until = others['until'];
  // An empty text ends nothing.
  const isEmpty = until !== undefined && itemsOf(until).every((one) => textOf(one) === '');
  const parameters = parametersOf(node, leftOvers, ['do_sample', ...(isEmpty ? ['until'] : [])]);
  return doSample?.value === false && parameters.temperature === undefined
    ? { ...parameters, temperature: 0 }
    : parameters;
}

function repeatOf(node: SourceNode | undefined): { repeat?: number } {
  return typeof node?.value === 'number' && node.value > 1 && node.value <= 100 ? { repeat: node.value } : {};
}
