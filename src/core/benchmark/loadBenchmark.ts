// From the text of a YAML file to a benchmark that can be run, or to everything that is wrong with it.
// The one way in: whoever runs, validates or underlines a benchmark goes through here.

import { evaluatorNames, type BenchmarkProblem, type BenchmarkPrompt, type EvaluatorName, type ExecEvalBenchmarkFile } from '../../shared/benchmark';
import type { ModelId } from '../../shared/model';
import { expectationAsWritten, variableAsWritten } from './asWritten';
import { checkExpectations } from './checkExpectations';
import { checkModels, type KnownProvider } from './checkModels';
import { checkPlaceholders } from './checkPlaceholders';
import { checkShape, isMap } from './checkShape';
import { ProblemList } from './problemList';
import { readYaml, type YamlNode } from './yamlTree';

/** A benchmark without errors; `models` has each model once, as written. */
export interface LoadedBenchmark extends ExecEvalBenchmarkFile {
  /** The models taken apart, in the order of `models`. */
  modelIds: ModelId[];
}

export interface LoadOptions {
  /** For messages. */
  fileName?: string;
  /** The model APIs that exist; when empty, they are not checked. */
  knownProviders: readonly KnownProvider[];
}

export interface LoadResult {
  /** Present exactly when no problem is an error. */
  benchmark?: LoadedBenchmark;
  /** In the order of the file. */
  problems: BenchmarkProblem[];
}

/** UTF-16 units. A benchmark with a book in its base prompt is a tenth of this. */
const maxLength = 10_000_000;

/** Never throws for a bad text: all its problems come back at once, with their places. */
export function loadBenchmark(textOfFile: string, options: LoadOptions): LoadResult {
  // Editors don't count a byte order mark as a column.
  const text = textOfFile.startsWith('\uFEFF') ? textOfFile.slice(1) : textOfFile;
  if (text.length > maxLength) return tooLarge(text.length, options.fileName);
  const { content, faults } = readYaml(text);
  const problems = new ProblemList(text, content?.root);
  problems.addFaults(faults);
  const benchmark = content && readBenchmark(content.value, content.root, text, options, problems);
  return { ...(benchmark && !problems.hasError ? { benchmark } : {}), problems: problems.toProblems() };
}

function readBenchmark(value: unknown, root: YamlNode, text: string, options: LoadOptions, problems: ProblemList): LoadedBenchmark | undefined {
  const hasShape = checkShape(value, problems);
  if (!isMap(value)) return undefined;
  const models = checkModels(value['models'], options.knownProviders, problems);
  const evaluator = evaluatorNames.find((name) => name === value['evaluator']);
  if (evaluator) checkExpectations(value['prompts'], evaluator, problems);
  checkPlaceholders(value['base_prompt'], value['prompts'], text, problems);
  if (!hasShape || !evaluator) return undefined;
  // The shape has been checked by the schema just above.
  const file = value as unknown as Omit<ExecEvalBenchmarkFile, 'purpose'> & { purpose?: string | null };
  return {
    benchmark_name: file.benchmark_name.trim(),
    purpose: file.purpose ?? '',
    base_prompt: file.base_prompt,
    evaluator,
    models: models.map((model) => model.text.trim()),
    modelIds: models.map((model) => model.id),
    prompts: file.prompts.map((prompt, position) => promptAsWritten(prompt, root.entries?.get('prompts')?.items?.[position], evaluator)),
  };
}

function promptAsWritten(prompt: BenchmarkPrompt, node: YamlNode | undefined, evaluator: EvaluatorName): BenchmarkPrompt {
  const expectation = expectationAsWritten(prompt.expectation, node?.entries?.get('expectation'), evaluator);
  if (!prompt.dynamic_variables) return { expectation };
  const nodes = node?.entries?.get('dynamic_variables')?.entries;
  const variables: { [name: string]: string | number | boolean | null } = prompt.dynamic_variables;
  // A name without a value is the same as no name: its placeholder stays, with a warning.
  const written = Object.entries(variables).flatMap(([name, value]) => (value === null ? [] : [[name, variableAsWritten(value, nodes?.get(name))] as const]));
  return { dynamic_variables: Object.fromEntries(written), expectation };
}

function tooLarge(length: number, fileName = 'The file'): LoadResult {
  const message = `${fileName} has ${(length / 1e6).toFixed(0)} million characters; a benchmark of more than ${maxLength / 1e6} million is refused. Split it into several files.`;
  return { problems: [{ severity: 'error', line: 1, column: 1, endLine: 1, endColumn: 1, path: '', message }] };
}
