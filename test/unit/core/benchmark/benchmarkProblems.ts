// Benchmarks for tests, and their problems as lines that can be compared at a glance.

import { loadBenchmark, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';

const knownProviders = [
  { id: 'ollama', label: 'Ollama' },
  { id: 'openai', label: 'OpenAI' },
  { id: 'anthropic', label: 'Anthropic' },
  { id: 'gemini', label: 'Google Gemini' },
  { id: 'mistral', label: 'Mistral AI' },
  { id: 'openrouter', label: 'OpenRouter' },
  { id: 'together', label: 'Together AI' },
  { id: 'xai', label: 'xAI' },
  { id: 'simulated', label: 'Simulated', names: ['swift', 'hasty'] },
];

/** A benchmark without problems, one field a line, so that tests can replace a line. */
export const fields = {
  benchmark_name: 'benchmark_name: Sums',
  purpose: 'purpose: To see',
  base_prompt: 'base_prompt: "add {{a}}"',
  evaluator: 'evaluator: raw_string_evaluator',
  models: 'models: [llama3.2]',
  prompts: 'prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: x',
};

/** The good benchmark with some lines replaced; null leaves one out. */
export function benchmarkText(changes: { [field in keyof typeof fields]?: string | null } = {}, more = ''): string {
  const lines = Object.entries({ ...fields, ...changes }).filter(([, line]) => line !== null);
  return `${lines.map(([, line]) => line).join('\n')}\n${more}`;
}

/** A good benchmark with pictures: four lines, those of `file`, and the prompts. */
export function imageBenchmark({
  file = ['test_type: count'],
  prompts = 'prompts:\n  - image: a.png\n    expectation: 7',
}: {
  file?: string[];
  prompts?: string;
}): string {
  return [
    'benchmark_name: Pictures',
    'purpose: To see',
    'base_prompt: How many?',
    'models: [llava, openai~gpt-4o]',
    ...file,
    prompts,
    '',
  ].join('\n');
}

export function load(text: string): LoadResult {
  return loadBenchmark(text, { fileName: 'sums.yaml', knownProviders });
}

/** `error 5:9 models[0] "opanai~x"`: severity, place, path and the text that is marked. */
export function problemLines(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return load(text).problems.map(({ severity, line, column, endLine, endColumn, path }) => {
    const marked =
      line === endLine ? lines[line - 1]!.slice(column - 1, endColumn - 1) : `${lines[line - 1]!.slice(column - 1)}...`;
    return `${severity} ${line}:${column} ${path === '' ? '-' : path} ${JSON.stringify(marked)}`;
  });
}

export function messages(text: string): string {
  return load(text)
    .problems.map((problem) => problem.message)
    .join('\n');
}

export const onePrompt = (lines: string, file = 'test_type: count'): string =>
  imageBenchmark({ file: [file], prompts: `prompts:\n  - ${lines}` });

/** The expectation begins at column 18 of line 7. */
export const fileFor = (testType: string, expectation: string): string =>
  imageBenchmark({
    file: [`test_type: ${testType}`],
    prompts: `prompts: [{ image: a.png,\n    expectation: ${expectation} }]`,
  });

export const blockFor = (testType: string, expectation: string): string =>
  imageBenchmark({
    file: [`test_type: ${testType}`],
    prompts: `prompts:\n  - image: a.png\n    expectation: ${expectation}`,
  });
