// From the text of a YAML file to a benchmark that can be run, or to everything that is wrong with it.
// The one way in: whoever runs, validates or underlines a benchmark goes through here.

import type { BenchmarkProblem, TestTypeName, ExecEvalBenchmarkFile, ImageSize } from '../../shared/run/benchmark';
import { mixedTestTypes } from '../../shared/run/events';
import type { RunMode } from '../../shared/run/runMode';
import type { Requirements } from '../../shared/run/requirements';
import type { ModelId } from '../../shared/run/model';
import type { PriceOverride } from '../cost/priceOverride';
import { expandPrompts, type ExpandedPrompts } from './expandPrompts';
import { filesBeside, ReadFiles } from './benchmarkFiles';
import { checkCoordinates } from './checkCoordinates';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { needsOf } from '../testTypes/findTestType';
import { checkFiles } from './checkFiles';
import { checkExpectations, type CheckedExpectation } from './checkExpectations';
import { checkKeys } from './checkKeys';
import { checkJudges } from './checkJudges';
import { checkImagePaths, type PromptNeeds } from './checkImagePaths';
import { checkMessages } from './checkMessages';
import { promptAsWritten } from './promptAsWritten';
import { checkModels } from './checkModels';
import { checkPlaceholders } from './checkPlaceholders';
import { checkVariants, rowsOfVariants } from './checkVariants';
import { checkPrices } from './checkPrices';
import { checkRequire, requirementsOf } from './checkRequire';
import { checkShape } from './checkShape';
import { checkSkips } from './checkSkips';
import { checkTestTypes } from './checkTestTypes';
import { warnOfEmptyChecks } from './warnOfEmptyChecks';
import { warnOfLikeTags } from './warnOfLikeTags';
import { warnOfOnly } from './warnOfOnly';
import { warnOfUnusedImageFields } from './warnOfUnusedImageFields';
import { formatAbove } from '../../shared/text/format';
import { isMap } from '../../shared/text/isMap';
import { looksLikeReport } from './looksLikeBenchmark';
import { noOverrides } from '../../shared/runs/runManifest';
import { withoutLaterWords } from './withoutLaterWords';
import { withOverrides } from './withOverrides';
import { namedOverrides } from './namedOverrides';
import { ProblemList } from './problemList';
import { promptVariants } from './promptVariants';
import { readYaml } from './readYaml';
import type { LoadedPrompt } from './loadedPrompt';
import type { LoadOptions } from './loadOptions';

/** A benchmark without errors; `models` has each model of the list once, as written; one with a label by the row's own string. */
export interface LoadedBenchmark extends Pick<ExecEvalBenchmarkFile, 'benchmark_name' | 'purpose' | 'base_prompt'> {
  models: string[];
  /** The test type that all prompts have, else `mixed`. */
  testType: string;
  prompts: LoadedPrompt[];
  /** The rows: the models taken apart, in the order of `models`, each once for every variant of the base prompt. */
  modelIds: ModelId[];
  imageSize: ImageSize;
  /** Coordinate profile ids by the string of a row or of a model, as the file sets them. */
  coordinates: { [model: string]: string };
  /** In which mode it is meant to be run; null where the file does not say. */
  mode: RunMode | null;
  /** USD at which a run stops asking; null where the file sets no limit. */
  budgetUsd: number | null;
  /** Prices by the string of a row or of a model, as the file sets them. */
  prices: { [model: string]: PriceOverride };
  /** What is required of the rows that something is required of, by their strings. */
  requirements: { [row: string]: Requirements };
}

/** A picture that the file names, and where it does. */
export interface ImageReference extends Pick<BenchmarkProblem, 'line' | 'column' | 'endLine' | 'endColumn' | 'path'> {
  /** The path as the file has it. */
  source: string;
}

export interface LoadResult {
  /** Present exactly when no problem is an error. */
  benchmark?: LoadedBenchmark;
  /** In the order of the file. */
  problems: BenchmarkProblem[];
  /** Every picture the file names, in its order, each once a place; they are looked at by `checkImages`. */
  images: ImageReference[];
  /** Every other file that was read. */
  files: ReadFiles;
  /** How many rows of data files `mostRows` left out; 0 for a whole benchmark. */
  rowsLeftOut: number;
}

/** UTF-16 units. A benchmark with a book in its base prompt is a tenth of this. */
const maxLength = 10_000_000;

/** For a benchmark that is no file. */
const noFiles = filesBeside({ benchmarkFolder: null, filesRoot: null });

/** What was loaded last: a run checks, estimates and plans the same text, and reading it is the dearest part of that. */
let last: { text: string; options: string; scope: string; result: LoadResult } | null = null;

/** Never throws for a bad text: all its problems come back at once, with their places. Whoever gets the result must not change it. */
export function loadBenchmark(text: string, options: LoadOptions): LoadResult {
  const known = options.knownProviders.map(({ id, label, names }) => [id, label, names]);
  const key = JSON.stringify([options.fileName, known, options.isRecorded ?? false]);
  const { overrides = noOverrides } = options;
  const scope = JSON.stringify([options.mostRows, overrides, options.isBeforeParameters ?? false]);
  const files = options.files ?? noFiles;
  const isSame =
    last?.text === text &&
    last.scope === scope &&
    (last.options === key || isFineAnyhow(last.result, options)) &&
    last.result.files.isSameIn(files);
  if (last && isSame) return last.result;
  last = { text, options: key, scope, result: load(text, { ...options, files: new ReadFiles(files) }) };
  return last.result;
}

/** A text that there was nothing to say of, though its models were checked, is as fine when they are not. */
function isFineAnyhow({ problems }: LoadResult, { knownProviders }: LoadOptions): boolean {
  return problems.length === 0 && knownProviders.length === 0;
}

function load(textOfFile: string, options: LoadOptions & { files: ReadFiles }): LoadResult {
  // Editors don't count a byte order mark as a column.
  const text = textOfFile.startsWith('\uFEFF') ? textOfFile.slice(1) : textOfFile;
  if (looksLikeReport(text)) return refusedAtOnce(reportMessage(options.fileName), options.files);
  if (text.length > maxLength) return refusedAtOnce(sizeMessage(text.length, options.fileName), options.files);
  const { content, faults } = readYaml(text);
  const problems = new ProblemList(text, content?.root);
  problems.addFaults(faults);
  warnOfLostCharacters(text, problems);
  const {
    benchmark,
    images,
    rowsLeftOut = 0,
  } = content ? readBenchmark(content.value, text, options, problems) : { benchmark: undefined, images: [] };
  const written = isMap(content?.value) ? content.value['models'] : undefined;
  const ownModels = Array.isArray(written) ? written.length : 0;
  return {
    ...(benchmark && !problems.hasError ? { benchmark } : {}),
    problems: namedOverrides(problems.toProblems(), options.overrides ?? noOverrides, ownModels),
    images,
    files: options.files,
    rowsLeftOut,
  };
}

function readBenchmark(
  ofFile: unknown,
  text: string,
  options: LoadOptions & { files: ReadFiles },
  problems: ProblemList,
): { benchmark?: LoadedBenchmark; images: ImageReference[]; rowsLeftOut?: number } {
  const { value, expanded } = asMeant(ofFile, options, problems);
  const { isRecorded = false } = options;
  const hasShape = checkShape(value, options.knownProviders, problems);
  if (!isMap(value)) return { images: [] };
  checkKeys(value, options, problems);
  const models = checkModels(value['models'], value['parameters'], options.knownProviders, problems);
  const variants = checkVariants(value['base_prompt'], problems);
  const testTypes = checkTestTypes(value, problems);
  const repeat = typeof value['repeat'] === 'number' ? value['repeat'] : 1;
  const expectations = checkExpectations(value['prompts'], testTypes, { repeat, isRecorded }, problems);
  const needs = testTypes.map((testType, position) => needsAt(testType, expectations[position]));
  const images = checkImagePaths(value['prompts'], needs, problems).map(({ source, path }) => ({
    source,
    ...problems.placeOf(path),
  }));
  checkJudges(
    needs,
    models.map(({ id }) => id),
    options.knownProviders,
    problems,
  );
  const digests = checkFiles(needs, options.files, isRecorded, problems);
  const coordinates = checkCoordinates(value['coordinates'], models, problems);
  const required = checkRequire(value['require'], models, problems);
  const prices = checkPrices(value['prices'], models, problems);
  warnOfUnusedImageFields(value, needs, problems);
  warnOfOnly(value['prompts'], problems);
  warnOfLikeTags(value['prompts'], problems);
  if (!isRecorded) warnOfEmptyChecks(value['prompts'], testTypes, problems);
  checkMessages(value, problems);
  checkPlaceholders(value, needs, text, problems, expanded?.impliedNames);
  expanded?.sumUp();
  const rowsLeftOut = expanded?.rowsLeftOut ?? 0;
  if (!hasShape || problems.hasError) return { images, rowsLeftOut };
  // The shape has been checked by the schema just above.
  const file = value as unknown as Omit<ExecEvalBenchmarkFile, 'purpose'> & { purpose?: string | null };
  const modelIds = rowsOfVariants(
    models.map((model) => model.id),
    variants,
  );
  const benchmark = {
    benchmark_name: file.benchmark_name.trim(),
    purpose: file.purpose ?? '',
    base_prompt: file.base_prompt,
    testType: testTypes.every((testType) => testType === testTypes[0]) ? testTypes[0]! : mixedTestTypes,
    models: models.map((model) => model.text),
    modelIds,
    requirements: requirementsOf(modelIds, required),
    imageSize: file.image_size ?? 'shared',
    coordinates,
    mode: file.mode ?? null,
    budgetUsd: file.budget_usd ?? null,
    prices,
    prompts: file.prompts.flatMap((prompt, position) => {
      const checked = expectations[position]!;
      const node = problems.nodeAt(['prompts', position]);
      const loaded = promptAsWritten(prompt, file, node, testTypes[position]!, checked, digests[position]);
      return promptVariants(withOrigin(loaded, position, expanded), position, checked.rotations, repeat);
    }),
  };
  return { benchmark, images, rowsLeftOut };
}

/** What is checked: without words that came later and with what is said in place of the file, and every prompt, also those of data files. */
function asMeant(
  ofFile: unknown,
  options: LoadOptions & { files: ReadFiles },
  problems: ProblemList,
): { value: unknown; expanded?: ExpandedPrompts } {
  if (!isMap(ofFile)) return { value: ofFile };
  const known = options.isBeforeParameters ? withoutLaterWords(ofFile) : ofFile;
  const written = withOverrides(known, options.overrides ?? noOverrides);
  if (!options.isRecorded) checkSkips(written['prompts'], problems);
  const expanded = expandPrompts(written, options.files, options.mostRows ?? Infinity, problems);
  // A key that is missing stays so: one that is like it may be meant for it.
  const value = Object.hasOwn(written, 'prompts') ? { ...written, prompts: expanded.prompts } : written;
  return { value, expanded };
}

/** The same prompt, which knows its place in the file and its row of a data file, where it has such. */
function withOrigin(
  prompt: LoadedPrompt,
  position: number,
  { items, rows }: Pick<ExpandedPrompts, 'items' | 'rows'> = {},
): LoadedPrompt {
  if (items) prompt.item = items[position]!;
  const row = rows?.[position];
  if (row) prompt.row = row;
  return prompt;
}

/** What judging a prompt needs, also where its expectation is not well; undefined where nobody can tell. */
function needsAt(testType: TestTypeName | undefined, checked: CheckedExpectation | undefined): PromptNeeds | undefined {
  if (!testType || (testType === 'checks' && !checked)) return undefined;
  return { ...(checked ? needsOf({ testType, ...checked }) : testTypeFacets[testType]), testType };
}

/** U+FFFD is what programs write for bytes that they could not read: the file was good once, and is no more. */
function warnOfLostCharacters(text: string, problems: ProblemList): void {
  const at = text.indexOf('\uFFFD');
  if (at < 0) return;
  const message =
    'There is a replacement character (U+FFFD) here: some program read this file in the wrong encoding and saved it so. Write again what stood in its place.';
  problems.warning([], message, { start: at, end: at + 1 });
}

function reportMessage(fileName = 'This file'): string {
  return `${fileName} is a report of a benchmark (ExecEvalBenchmarkReport), not a benchmark. Use import: \`iso-speed-bench import REPORT.json\`, in VS Code "Import Report...".`;
}

function sizeMessage(length: number, fileName = 'The file'): string {
  return `${fileName} has ${formatAbove(length / 1e6, maxLength / 1e6)} million characters; a benchmark of more than ${maxLength / 1e6} million is refused. Split it into several files.`;
}

function refusedAtOnce(message: string, files: ReadFiles): LoadResult {
  return {
    problems: [{ severity: 'error', line: 1, column: 1, endLine: 1, endColumn: 1, path: '', message }],
    images: [],
    files,
    rowsLeftOut: 0,
  };
}
