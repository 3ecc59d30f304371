// Configurations of promptfoo: prompts, providers, tests, and what is common to all of them.

import type { CarriedBenchmark, CarriedCase, CarriedModel } from '../carried';
import { ConversionError } from '../conversionError';
import type { ForeignFormat, ForeignSource } from '../format';
import { numberOf, readSource, textOf, type SourceNode } from '../sourceNode';
import { modelsMissing, nameOf } from '../standIns';
import { commonSystem, readPrompts } from './readPrompts';
import { readProviders } from './readProviders';
import { readTests } from './readTests';
import { testCases } from './testCases';
import { ownEntry } from '../ownEntry';

const known = new Set([
  ...[
    'description',
    'prompts',
    'providers',
    'targets',
    'tests',
    'defaultTest',
    'scenarios',
    'evaluateOptions',
    '$schema',
  ],
]);

export const promptfoo: ForeignFormat = {
  label: 'a configuration of promptfoo',
  recognizes: (fileName, text) =>
    /\.(ya?ml|json)$/i.test(fileName) &&
    (/^promptfooconfig/i.test(fileName) || (has(text, 'prompts') && (has(text, 'providers') || has(text, 'targets')))),
  convert: benchmarkOf,
};

function has(text: string, key: string): boolean {
  return new RegExp(`^(?:\\s*["']?)${key}["']?\\s*:`, 'm').test(text) && !/^base_prompt\s*:/m.test(text);
}

function benchmarkOf(source: ForeignSource): CarriedBenchmark {
  const { text, fileName, leftOvers } = source;
  const { entries, place } = readSource(text, fileName);
  if (!entries) throw new ConversionError('A map with prompts, providers and tests was expected.', place);
  for (const [key, node] of entries)
    if (!known.has(key)) leftOvers.add(node.place, key, ownEntry(whyNot, key) ?? 'There is no such thing here.');
  const prompts = readPrompts(entries.get('prompts'), source);
  const { parameters, models } = common(readProviders(entries.get('providers') ?? entries.get('targets'), source));
  const { tests, areData } = readTests(entries, source);
  const names = Object.values(prompts.texts);
  const cases = tests.flatMap((test) => testCases(test, { texts: names, ...prompts.around }, source));
  if (cases.length === 0) throw new ConversionError('It has no tests that could be carried over.', place);
  const unsent = prompts.problem;
  return {
    name: textOf(entries.get('description'))?.trim() || nameOf(fileName),
    purpose: '',
    ...commonSystem(prompts.around),
    basePrompts: prompts.texts,
    parameters,
    models:
      models.length > 0 ? models : modelsMissing(leftOvers, entries.get('providers')?.place ?? place, 'providers'),
    ...repeatOf(entries.get('evaluateOptions'), source),
    prompts: {
      cases: cases.map((one): CarriedCase => {
        const { messages } = prompts.around;
        const said = messages.length === 0 ? one : { ...one, messages };
        return unsent === undefined || said.skip !== undefined ? said : { ...said, skip: unsent };
      }),
      areData,
    },
  };
}

const whyNot: { readonly [key: string]: string } = {
  redteam: 'Attacks are not made here.',
  env: 'Keys and addresses are never in a benchmark. They are set in VS Code, or in the environment.',
  outputPath: 'Every run keeps a run folder; `--out` says where.',
  sharing: 'Nothing is uploaded.',
  commandLineOptions: 'Such things are said to `run`: see its flags.',
  derivedMetrics: 'Figures are not computed from others here.',
  nunjucksFilters: 'Code is not run to make prompts. Write out what it makes.',
  extensions: 'Code around a run is not run.',
  tracing: 'There are no traces here.',
};

/** What all models have alike is said once. */
function common(models: readonly CarriedModel[]): { parameters: CarriedModel['parameters']; models: CarriedModel[] } {
  const [first, ...others] = models;
  const same = first !== undefined && others.every(({ parameters }) => sameAs(parameters, first.parameters));
  if (!same) return { parameters: {}, models: [...models] };
  return { parameters: first.parameters, models: models.map((one) => ({ ...one, parameters: {} })) };
}

function sameAs(one: object, other: object): boolean {
  const written = (value: object): string => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return written(one) === written(other);
}

function repeatOf(options: SourceNode | undefined, { leftOvers }: ForeignSource): { repeat?: number } {
  const repeat = numberOf(options?.entries?.get('repeat'));
  for (const [key, node] of options?.entries ?? [])
    if (key !== 'repeat')
      leftOvers.add(
        node.place,
        `evaluateOptions.${key}`,
        'How a run is made is said to `run`: see `--concurrency`, `--timeout` and `--mode`.',
      );
  return repeat !== undefined && Number.isInteger(repeat) && repeat > 1 && repeat <= 100 ? { repeat } : {};
}
