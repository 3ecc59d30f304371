// The tests of a configuration of promptfoo, wherever they stand: in the file, in others, in tables, in scenarios.

import type { Place } from '../carried';
import type { ForeignSource } from '../format';
import { readLines } from '../jsonLines';
import { itemsOf, nodeOf, readSource, textOf, type SourceNode } from '../sourceNode';
import { csvTests } from './csvTests';
import { ownEntry } from '../ownEntry';

/** One test with what is common to all of them put in, not yet for each value of its lists. */
export interface ForeignTest {
  vars: ReadonlyMap<string, SourceNode>;
  /** Assertions and sets of them. */
  asserts: readonly SourceNode[];
  threshold: SourceNode | undefined;
  metadata: ReadonlyMap<string, SourceNode>;
  options: ReadonlyMap<string, SourceNode>;
  place: Place;
}

type Fields = ReadonlyMap<string, SourceNode>;

export function readTests(config: Fields, source: ForeignSource): { tests: ForeignTest[]; areData: boolean } {
  const defaults = defaultsIn(config.get('defaultTest'), source);
  const found: SourceNode[] = [];
  let areData = false;
  for (const item of itemsOf(config.get('tests'))) {
    const named = textOf(item);
    if (named === undefined) found.push(item);
    else {
      areData = true;
      found.push(...testsIn(named, item.place, source));
    }
  }
  found.push(...itemsOf(config.get('scenarios')).flatMap((scenario) => scenarioTests(scenario, source)));
  // Without tests each prompt is asked once.
  const all =
    found.length === 0
      ? [nodeOf({}, config.get('prompts')?.place ?? { file: source.fileName, line: 1, column: 1 })]
      : found;
  return { tests: all.map((test) => merged(test, defaults, source)), areData: areData && found.length > 0 };
}

function defaultsIn(node: SourceNode | undefined, source: ForeignSource): SourceNode | undefined {
  const file = textOf(node);
  if (node === undefined || file === undefined) return node;
  const text = source.files.read(file, node.place);
  return text === undefined ? undefined : readSource(text, file.replace(/^file:\/\//, ''));
}

/** Tests of a file. */
function testsIn(named: string, place: Place, source: ForeignSource): SourceNode[] {
  const path = named.replace(/^file:\/\//, '');
  if (!/\.(csv|tsv|ya?ml|json|jsonl|ndjson)$/i.test(path)) {
    source.leftOvers.add(
      place,
      `tests ${named}`.slice(0, 100),
      'Tests are read from CSV, JSON, JSON lines and YAML on this computer. Export them to such a file.',
    );
    return [];
  }
  const text = source.files.read(named, place);
  if (text === undefined) return [];
  if (/\.(csv|tsv)$/i.test(path)) return csvTests(text, path, source.leftOvers);
  if (/\.(jsonl|ndjson)$/i.test(path)) return readLines(text, path, source.leftOvers);
  return [...itemsOf(readSource(text, path))];
}

/** Each of the values in `config` with each of the tests. */
function scenarioTests({ entries }: SourceNode, source: ForeignSource): SourceNode[] {
  const values = itemsOf(entries?.get('config'));
  const tests = itemsOf(entries?.get('tests')).flatMap((test) => {
    const named = textOf(test);
    return named === undefined ? [test] : testsIn(named, test.place, source);
  });
  return values.flatMap((one) =>
    tests.map((test): SourceNode => {
      const vars = new Map([
        ...(one.entries?.get('vars')?.entries ?? []),
        ...(test.entries?.get('vars')?.entries ?? []),
      ]);
      const node: SourceNode = { value: {}, place: test.place, entries: vars };
      return { ...test, entries: new Map([...(one.entries ?? []), ...(test.entries ?? []), ['vars', node]]) };
    }),
  );
}

const known = ['vars', 'assert', 'threshold', 'metadata', 'options', 'description'];

function merged(test: SourceNode, defaults: SourceNode | undefined, { leftOvers, files }: ForeignSource): ForeignTest {
  const part = (node: SourceNode | undefined, key: string): Fields =>
    node?.entries?.get(key)?.entries ?? new Map<string, SourceNode>();
  const both = (key: string): Fields => new Map([...part(defaults, key), ...part(test, key)]);
  for (const [key, node] of [...(test.entries ?? []), ...(defaults?.entries ?? [])])
    if (!known.includes(key))
      leftOvers.add(node.place, `tests.${key}`, ownEntry(whyNot, key) ?? 'There is no such thing here.');
    else if (key === 'description')
      leftOvers.add(
        node.place,
        'description',
        'Prompts have no titles: lists name them by their values. `tags` say what kind they are.',
      );
  const varsFile = textOf(test.entries?.get('vars'));
  const fromFile = varsFile === undefined ? undefined : files.read(varsFile, test.place);
  const vars =
    fromFile === undefined
      ? both('vars')
      : new Map([...part(defaults, 'vars'), ...(readSource(fromFile, varsFile ?? '').entries ?? [])]);
  const isOff = test.entries?.get('options')?.entries?.get('disableDefaultAsserts')?.value === true;
  return {
    vars,
    asserts: [...(isOff ? [] : itemsOf(defaults?.entries?.get('assert'))), ...itemsOf(test.entries?.get('assert'))],
    threshold: test.entries?.get('threshold') ?? defaults?.entries?.get('threshold'),
    metadata: both('metadata'),
    options: both('options'),
    place: test.place,
  };
}

const whyNot: { readonly [key: string]: string } = {
  provider: 'Every model gets every prompt. `--model` asks only some.',
  providers: 'Every model gets every prompt. `--model` asks only some.',
  prompts: 'Every test is asked with every variant of the prompt.',
  providerOutput: 'Answers come from models.',
  assertScoringFunction: 'Scores of checks are averaged by their weights.',
};
