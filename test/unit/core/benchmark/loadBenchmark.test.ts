// What a benchmark file may hold.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkText, fields, load, problemLines } from './benchmarkProblems';

describe('a benchmark file that is fine', () => {
  it('loads with its models taken apart', () => {
    const { benchmark, problems } = load(
      benchmarkText({ models: 'models: [llama3.2:1b, "openai~o3-mini:high", "openai~ft:gpt-4o:me::Av~1"]' }),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(benchmark, {
      benchmark_name: 'Sums',
      purpose: 'To see',
      base_prompt: 'add {{a}}',
      testType: 'raw_string_evaluator',
      imageSize: 'shared',
      mode: null,
      budgetUsd: null,
      requirements: {},
      prices: {},
      coordinates: {},
      models: ['llama3.2:1b', 'openai~o3-mini:high', 'openai~ft:gpt-4o:me::Av~1'],
      modelIds: [
        { model: 'ollama~llama3.2:1b', provider: 'ollama', name: 'llama3.2:1b', parameters: {} },
        { model: 'openai~o3-mini:high', provider: 'openai', name: 'o3-mini', parameters: { effort: 'high' } },
        { model: 'openai~ft:gpt-4o:me::Av~1', provider: 'openai', name: 'ft:gpt-4o:me::Av~1', parameters: {} },
      ],
      prompts: [{ dynamic_variables: { a: 1 }, expectation: 'x', testType: 'raw_string_evaluator', images: [] }],
    });
  });

  it('keeps comments, colons and braces of block text', () => {
    const text = [
      '# a benchmark',
      'benchmark_name: "Colons: many"   # named so',
      'purpose: ""',
      'base_prompt: |',
      '  # Heading: not a comment',
      '  key: value, {"json": {"a": [1]}}, {{}}, {% if x %}, f"{value}", {{ x | upper }}, {single}',
      '  {{target-number}} and {{ target-number }}',
      '',
      'evaluator: "python_print_execution_with_num_output"',
      'models:',
      '  # - "openai~o1"',
      '  - "llama3.2:latest" ',
      'prompts:',
      '  # the first',
      '  - dynamic_variables:',
      '      target-number: "98"',
      '    expectation: "98"',
    ].join('\n');
    const { benchmark, problems } = load(text);
    assert.deepEqual(problems, []);
    assert.match(String(benchmark?.base_prompt), /^# Heading: not a comment\nkey: value, \{"json"/);
    assert.equal(benchmark?.purpose, '');
  });

  it('loads with Windows line ends and a byte order mark', () => {
    const { benchmark, problems } = load(`\uFEFF${benchmarkText().replaceAll('\n', '\r\n')}`);
    assert.deepEqual(problems, []);
    assert.equal(benchmark?.benchmark_name, 'Sums');
  });

  it('loads between document marks', () => {
    assert.deepEqual(problemLines(`---\n${benchmarkText()}...\n`), []);
  });

  it('loads prompts without values and with empty values', () => {
    const prompts =
      'prompts:\n  - expectation: a\n  - dynamic_variables:\n    expectation: b\n  - dynamic_variables: {}\n    expectation: c\n  - dynamic_variables: null\n    expectation: d';
    const { benchmark, problems } = load(benchmarkText({ base_prompt: 'base_prompt: hello', prompts }));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      benchmark?.prompts.map(({ dynamic_variables, expectation }) => [dynamic_variables, expectation]),
      [
        [undefined, 'a'],
        [undefined, 'b'],
        [{}, 'c'],
        [undefined, 'd'],
      ],
    );
  });

  it('loads a base prompt of 1,000 lines and thousands of prompts', () => {
    const base_prompt = `base_prompt: |\n${'  a line of the text: with {"braces"}\n'.repeat(1000)}  {{a}}`;
    const prompts = `prompts:\n${Array.from({ length: 3000 }, (_, index) => `  - dynamic_variables: { a: ${index} }\n    expectation: "${index}"`).join('\n')}`;
    const { benchmark, problems } = load(benchmarkText({ base_prompt, prompts }));
    assert.deepEqual(problems, []);
    assert.equal(benchmark?.prompts.length, 3000);
  });

  it('does not check providers when none are known, as for the benchmark of an old run', () => {
    const { benchmark, problems } = loadBenchmark(benchmarkText({ models: 'models: [gone~x]' }), {
      knownProviders: [],
    });
    assert.deepEqual(problems, []);
    assert.equal(benchmark?.modelIds[0]?.provider, 'gone');
  });
});

describe('a benchmark file that is loaded again', () => {
  const text = Object.values(fields).join('\n');
  const options = { fileName: 'a.yaml', knownProviders: [{ id: 'ollama', label: 'Ollama' }] };

  it('is read once while nothing has changed', () => {
    const first = loadBenchmark(text, options);
    const second = loadBenchmark(text, { ...options, knownProviders: [{ ...options.knownProviders[0]! }] });
    assert.equal(second, first);
    assert.equal(loadBenchmark(text, { fileName: 'copy.yaml', knownProviders: [] }), first);
  });

  it('is read anew without its model APIs when there was something to say of it', () => {
    const models = benchmarkText({ models: 'models: [nobody~x]' });
    assert.equal(loadBenchmark(models, options).benchmark, undefined);
    assert.ok(loadBenchmark(models, { fileName: 'copy.yaml', knownProviders: [] }).benchmark);
  });

  it('is read anew for another text, name or list of model APIs', () => {
    const first = loadBenchmark(text, options);
    const models = 'models: [tesseract~eng]';
    assert.notDeepEqual(loadBenchmark(benchmarkText({ models }), options).benchmark?.models, first.benchmark?.models);
    const eng = [{ id: 'tesseract', label: 'Tesseract', names: ['eng'] }];
    const unknown = loadBenchmark(benchmarkText({ models }), { ...options, knownProviders: eng });
    assert.deepEqual(unknown.problems, []);
    const other = [{ id: 'tesseract', label: 'Tesseract', names: ['deu'] }];
    assert.notDeepEqual(loadBenchmark(benchmarkText({ models }), { ...options, knownProviders: other }).problems, []);
    assert.notEqual(loadBenchmark(text, { ...options, fileName: 'b.yaml' }), first);
  });
});
