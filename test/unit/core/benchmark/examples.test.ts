// The examples load without a word of complaint, and the right answers to them are judged correct.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fillPrompt, promptLabel } from '../../../../src/core/benchmark/fillPrompt';
import { loadBenchmark, type LoadedBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { looksLikeBenchmark } from '../../../../src/core/benchmark/looksLikeBenchmark';
import { expectedText } from '../../../../src/core/evaluators/expectedText';
import { findEvaluator } from '../../../../src/core/evaluators/findEvaluator';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { simulatedProfiles } from '../../../../src/core/providers/simulatedProfiles';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { startSandbox } from '../evaluators/evaluatorSandbox';

const folder = new URL('../../../../examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();

function load(file: string, change = (text: string): string => text): LoadedBenchmark {
  const { benchmark, problems } = loadBenchmark(change(readFileSync(new URL(file, folder), 'utf8')), { fileName: file, knownProviders: modelApis([]) });
  assert.deepEqual(problems, []);
  return benchmark!;
}

/** An answer that says what is expected, in the form that the evaluator takes. */
function rightAnswer(benchmark: LoadedBenchmark, position: number): string {
  const expected = expectedText(benchmark.prompts[position]!.expectation, benchmark.evaluator);
  switch (benchmark.evaluator) {
    case 'execute_python_code_with_num_output':
      return `\`\`\`python\nprint(${expected})\n\`\`\``;
    case 'execute_python_code_with_string_output':
      return `\`\`\`python\nprint(${JSON.stringify(expected)})\n\`\`\``;
    default:
      return expected;
  }
}

describe('the examples', () => {
  let sandbox: PythonRunner;
  before(async function () {
    this.timeout(120_000);
    sandbox = await startSandbox();
  });
  after(() => sandbox?.dispose());

  it('are these', () => {
    assert.deepEqual(files, ['command-line-parsing.yaml', 'first-run.yaml', 'function-coding.yaml', 'json-extraction.yaml', 'math-in-python.yaml']);
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const file of files) {
      const row = readme.split('\n').find((line) => line.includes(`(${file})`));
      assert.ok(row?.includes(`${load(file).prompts.length} `), `README.md names ${file} and its number of prompts`);
    }
  });

  for (const file of files) {
    describe(file, () => {
      it('loads without problems, has a purpose and enough prompts that differ', () => {
        const benchmark = load(file);
        assert.ok(benchmark.purpose.length > 20);
        assert.ok(benchmark.prompts.length >= 10);
        const filled = benchmark.prompts.map((prompt) => fillPrompt(benchmark.base_prompt, prompt.dynamic_variables));
        assert.equal(new Set(filled).size, filled.length);
        for (const text of filled) assert.doesNotMatch(text, /\{\{/);
        const labels = benchmark.prompts.map((prompt) => promptLabel(prompt.dynamic_variables, prompt.expectation));
        assert.equal(new Set(labels).size, labels.length);
      });

      it('is seen as a benchmark and runs on a fresh machine', () => {
        assert.ok(looksLikeBenchmark(readFileSync(new URL(file, folder), 'utf8')));
        const names = simulatedProfiles.map((profile) => profile.name);
        for (const { provider, name } of load(file).modelIds) assert.ok(provider === 'simulated' && names.includes(name), name);
      });

      it('also loads with its other models', () => {
        const all = load(file, (text) => text.replace(/^  # - (?=\S+$)/gm, '  - '));
        const providers = new Set(all.modelIds.map((model) => model.provider));
        for (const provider of ['ollama', 'openai', 'anthropic', 'gemini', 'simulated']) assert.ok(providers.has(provider), provider);
      });

      it('judges right answers correct and wrong ones incorrect', async () => {
        const benchmark = load(file);
        const evaluator = findEvaluator(benchmark.evaluator);
        const { signal } = new AbortController();
        for (const [position, { expectation }] of benchmark.prompts.entries()) {
          const right = await evaluator.evaluate(rightAnswer(benchmark, position), expectation, sandbox, signal);
          assert.equal(right.record.verdict, 'correct', `${position}: ${right.record.got} ${right.record.reason ?? ''}`);
          const wrong = await evaluator.evaluate(rightAnswer(benchmark, (position + 1) % benchmark.prompts.length), expectation, sandbox, signal);
          const next = benchmark.prompts[(position + 1) % benchmark.prompts.length]!.expectation;
          assert.equal(wrong.record.verdict, JSON.stringify(next) === JSON.stringify(expectation) ? 'correct' : 'incorrect');
        }
      });
    });
  }
});
