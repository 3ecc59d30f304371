// Judges one answer by checks as they are written in a file.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';
import { modelApis } from '../../../../src/core/providers/modelApis';
import type { Evaluation, Judging } from '../../../../src/core/testTypes/testType';
import { evaluate } from '../testTypes/evaluate';

const head = 'benchmark_name: B\npurpose: p\nbase_prompt: q\nmodels: [simulated~swift]\nprompts:\n';

/** A benchmark of these prompts, each a map as YAML in flow style, `{ expect: [...] }`. */
export function benchmarkOf(...prompts: string[]): string {
  return `${head}${prompts.map((prompt) => `  - ${prompt}\n`).join('')}`;
}

/** What is wrong with it: `error 6:14 the message`. */
export function problemsOf(prompt: string): string[] {
  const { problems } = loadBenchmark(benchmarkOf(prompt), { knownProviders: modelApis() });
  return problems.map(({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`);
}

export function promptOf(prompt: string): LoadedPrompt {
  const { benchmark, problems } = loadBenchmark(benchmarkOf(prompt), { knownProviders: modelApis() });
  // Tables of awkward answers have checks that say little, of which files are warned.
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
    prompt,
  );
  return benchmark!.prompts[0]!;
}

/** `more`: what else judging has of the run. */
export function judgedBy(prompt: string, answer: string, more: Partial<Judging> = {}): Promise<Evaluation> {
  const { expectation, dynamic_variables: variables = {} } = promptOf(prompt);
  return evaluate('checks', answer, expectation, { variables, ...more });
}

/** The verdict that one check comes to: `correct`, `incorrect: why`. */
export async function verdictBy(check: string, answer: string, more?: Partial<Judging>): Promise<string> {
  const { record } = await judgedBy(`{ expect: [${check}] }`, answer, more);
  const one = record.checks?.[0];
  assert.deepEqual(JSON.parse(JSON.stringify(record)), record, 'plain data');
  if (!one) return record.reason === undefined ? record.verdict : `${record.verdict}: ${record.reason}`;
  assert.equal(record.verdict, one.verdict);
  return one.reason === undefined ? one.verdict : `${one.verdict}: ${one.reason}`;
}
