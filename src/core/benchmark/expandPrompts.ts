// The prompts of a benchmark as one list: what `defaults` says put into each, and each data file replaced by the prompts of its rows. All
// checks after it see plain prompts; `problems` knows where each comes from.

import type { PromptRow } from '../../shared/run/events';
import { isMap } from '../../shared/text/isMap';
import { describeValue } from '../../shared/text/describeValue';
import { nearestName } from '../../shared/text/nearestName';
import { findTestType } from '../testTypes/findTestType';
import { testTypeNames, type TestTypeName } from '../../shared/run/benchmark';
import { promptKeys } from './benchmarkSchema';
import type { ReadFiles } from './benchmarkFiles';
import { dataFileFields, dataFileSchema, type DataFileItem } from './dataFileSchema';
import { dataPrompts, type RawPrompt } from './dataPrompts';
import { pathFault } from './pathFault';
import type { FaultyFile, ProblemList, PromptOrigin } from './problemList';
import { formatPath, valueAt, type ProblemPath } from './problemPath';
import { renameKey } from './repairs';
import { readDataFile } from './readDataFile';
import type { YamlNode } from './yamlNode';

export interface ExpandedPrompts {
  /** What is checked as `prompts`: as written, where it is neither a list nor a data file. */
  prompts: unknown;
  /** Where each stands in the file's `prompts`, 0-based; absent when each is where it is written. */
  items?: readonly number[];
  /** The row of a data file that each prompt is; undefined for one that stands in the benchmark. */
  rows?: readonly (PromptRow | undefined)[];
  /** Values that are there only because every column is one: nobody asked for them. */
  impliedNames: ReadonlySet<string>;
  /** Rows that were left out because only the first are looked at. */
  rowsLeftOut: number;
  /** Says how many problems of data files were not named. Called when all checks are done. */
  sumUp(): void;
}

type Fields = { [key: string]: unknown };

interface Expansion {
  benchmark: Fields;
  files: ReadFiles;
  mostRows: number;
  problems: ProblemList;
}

/** `mostRows`: so many rows of each data file at most. */
export function expandPrompts(
  benchmark: Fields,
  files: ReadFiles,
  mostRows: number,
  problems: ProblemList,
): ExpandedPrompts {
  const written = benchmark['prompts'];
  const defaults = defaultsOf(benchmark, problems);
  const list = isDataFile(written) ? [written] : written;
  const as: Omit<ExpandedPrompts, 'prompts'> = { impliedNames: new Set(), rowsLeftOut: 0, sumUp: () => undefined };
  if (!Array.isArray(list)) return { prompts: written, ...as };
  const items = list as unknown[];
  const hasData = items.some(isDataFile);
  if (!hasData && Object.keys(defaults).length === 0) return { prompts: written, ...as };
  const expansion = { benchmark, files, mostRows, problems };
  const found = items.map((item, position) => {
    const path = list === written ? ['prompts', position] : ['prompts'];
    return isDataFile(item)
      ? rowsOf(item, path, defaults, expansion)
      : { prompts: [withDefaults(item, position, defaults, problems)] };
  });
  const all = found.flatMap(({ prompts }) => prompts);
  // Why there are none has been said.
  if (all.length === 0 && items.length > 0) problems.lose(['prompts']);
  problems.setOrigins(all.map(({ origin }) => origin));
  return {
    prompts: all.map(({ raw }) => raw),
    items: found.flatMap(({ prompts }, position) => prompts.map(() => position)),
    rows: all.map(({ row }) => row),
    impliedNames: new Set(found.flatMap(({ implied = [] }) => implied)),
    rowsLeftOut: found.reduce((sum, { leftOut = 0 }) => sum + leftOut, 0),
    sumUp: () => {
      for (const { faulty } of found) if (faulty) problems.sumUp(faulty);
    },
  };
}

interface FoundPrompts {
  prompts: RawPrompt[];
  implied?: readonly string[];
  leftOut?: number;
  /** Of a data file. */
  faulty?: FaultyFile;
}

/** What names a data file, and not a picture in the wrong key. */
function isDataFile(item: unknown): item is Fields & { file: unknown } {
  return isMap(item) && item['file'] !== undefined && !/\.(png|jpe?g|webp|gif|avif)$/i.test(String(item['file']));
}

function rowsOf(written: Fields, path: ProblemPath, defaults: Fields, expansion: Expansion): FoundPrompts {
  const { problems, files, mostRows } = expansion;
  const item = checkedItem(written, path, problems);
  if (!item) return { prompts: [] };
  const fault = pathFault(item.file, { one: 'file', example: 'cases.csv' });
  if (fault !== undefined) {
    problems.error([...path, 'file'], `${formatPath([...path, 'file'])} ${fault}`);
    return { prompts: [] };
  }
  const read = readDataFile(item.file, files, item.delimiter);
  if ('problem' in read) {
    problems.error([...path, 'file'], `${item.file} ${read.problem}`);
    return { prompts: [] };
  }
  for (const { line, column, message } of read.faults)
    problems.inFile([...path, 'file'], { file: item.file, line, column }, message);
  // What is wrong with the form of a file is said first: its rows would only repeat it.
  if (!read.table || read.faults.length > 0) return { prompts: [] };
  const own = Object.fromEntries(Object.entries(written).filter(([key]) => !Object.hasOwn(dataFileFields, key)));
  const common = merged(own, defaults);
  if (item.expectation !== undefined) delete common['expectation'];
  const source = { item, common, table: read.table, path, readsJson: readsJson(common, expansion.benchmark) };
  const faulty: FaultyFile = { path: item.file, faults: { error: 0, warning: 0 } };
  const { prompts = [], leftOut = 0 } = dataPrompts(source, mostRows, faulty, problems) ?? {};
  return {
    prompts,
    implied: item.variables === undefined ? read.table.columns : [],
    leftOut,
    faulty,
  };
}

/** Keys of a prompt that all rows of a data file may share. */
const sharedKeys = promptKeys.filter(
  (key) => !['dynamic_variables', 'only', ...Object.keys(dataFileFields)].includes(key),
);

function checkedItem(written: Fields, path: ProblemPath, problems: ProblemList): DataFileItem | undefined {
  const known = [...Object.keys(dataFileFields), ...sharedKeys];
  for (const key of Object.keys(written)) {
    if (known.includes(key)) continue;
    const meant = nearestName(
      key,
      known.filter((name) => !Object.hasOwn(written, name)),
    );
    const place = [...path, key];
    const hint = meant ? `did you mean \`${meant}\`?` : `the keys known beside \`file\` are ${known.join(', ')}.`;
    const repair = renameKey([place], meant, problems);
    problems.error(place, `${formatPath(place)} is not a known key; ${hint}`, problems.keySpanOf(place), repair);
  }
  const checked = dataFileSchema.safeParse(written);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) {
    const inside = issue.path.filter((part) => typeof part !== 'symbol');
    const field = inside[0] as keyof DataFileItem;
    // Of a map that has the right shape but for one value, that value is told.
    const place = field === 'where' ? inside.slice(0, 2) : [field];
    const wanted = place.length > 1 ? 'a text or a number, or a list of at least one' : dataFileFields[field];
    problems.error(
      [...path, ...place],
      `${formatPath([...path, ...place])} must be ${wanted}, but it is ${describeValue(valueAt(written, place))}.`,
    );
  }
  return undefined;
}

/** Test types whose expectations have parts can't be said in a cell but as JSON. */
function readsJson(common: Fields, { test_type: ofFile, evaluator }: Fields): boolean {
  const name = common['test_type'] ?? ofFile ?? evaluator;
  const testType = testTypeNames.find((one): one is TestTypeName => one === name);
  return testType !== undefined && ['scalars', 'textParts'].includes(findTestType(testType).form.keepsWriting);
}

/** Keys that a prompt can't have as its own and take from all others as well. */
const notForAll = ['skip', 'only'];

function defaultsOf({ defaults }: Fields, problems: ProblemList): Fields {
  if (defaults === undefined || defaults === null) return {};
  if (!isMap(defaults)) {
    problems.error(
      ['defaults'],
      `defaults must be a map of what all prompts share, such as \`tags: geo\`, but it is ${describeValue(defaults)}.`,
    );
    return {};
  }
  const known = promptKeys.filter((key) => !notForAll.includes(key));
  for (const key of Object.keys(defaults)) {
    if (known.includes(key)) continue;
    const meant = nearestName(key, known);
    const hint = meant ? `did you mean \`${meant}\`?` : `the keys known here are ${known.join(', ')}.`;
    problems.error(
      ['defaults', key],
      `defaults.${key} is not a known key; ${hint}`,
      problems.keySpanOf(['defaults', key]),
      renameKey([['defaults', key]], meant, problems),
    );
  }
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => known.includes(key)));
}

/** What judges: a prompt that has its own takes none of the other kind. */
const ofChecks = ['expect', 'pass_at'];
const ofTestType = ['test_type', 'expectation'];

function merged(own: Fields, defaults: Fields): Fields {
  const has = (keys: readonly string[]): boolean => keys.some((key) => own[key] !== undefined);
  const left = [...(has(ofTestType) ? ofChecks : []), ...(has(ofChecks) ? ofTestType : [])];
  const taken = Object.entries(defaults).filter(([key]) => !left.includes(key));
  const values = [defaults['dynamic_variables'], own['dynamic_variables']].filter(isMap);
  return {
    ...Object.fromEntries(taken),
    ...own,
    ...(values.length === 2 ? { dynamic_variables: { ...values[0], ...values[1] } } : {}),
  };
}

function withDefaults(item: unknown, position: number, defaults: Fields, problems: ProblemList): RawPrompt {
  const at: ProblemPath = ['prompts', position];
  const isOwn = (inside: ProblemPath): boolean => valueAt(item, inside) !== undefined;
  const origin: PromptOrigin = {
    pathOf: (inside) => {
      const [key, name] = inside;
      const deciding = key === 'dynamic_variables' && name !== undefined ? [key, name] : [key ?? ''];
      const isDefault = key !== undefined && !isOwn(deciding) && valueAt(defaults, deciding) !== undefined;
      return isDefault ? ['defaults', ...inside] : [...at, ...inside];
    },
    node: () => mergedNode(problems.writtenAt(at), problems.writtenAt(['defaults'])),
  };
  // What is no prompt is said with the shape.
  return { raw: isMap(item) ? merged(item, defaults) : (item as Fields), origin };
}

/** How a prompt with its defaults is written: its own entries first. */
function mergedNode(own: YamlNode | undefined, defaults: YamlNode | undefined): YamlNode | undefined {
  if (!own?.entries || !defaults?.entries) return own ?? defaults;
  const entries = new Map([...defaults.entries, ...own.entries]);
  const [first, second] = [defaults, own].map((node) => node.entries?.get('dynamic_variables'));
  if (first?.entries && second?.entries)
    entries.set('dynamic_variables', { ...second, entries: new Map([...first.entries, ...second.entries]) });
  return { ...own, entries };
}
