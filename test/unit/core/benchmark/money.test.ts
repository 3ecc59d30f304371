// `prices`, `budget_usd` and `mode` of a benchmark file.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';

function load(...lines: string[]) {
  const head = [
    'benchmark_name: x',
    'purpose: x',
    'base_prompt: x',
    'test_type: raw_string_evaluator',
    'models: [openai~gpt-4o, llama3.2]',
    'prompts: [{ expectation: x }]',
  ];
  const { benchmark, problems } = loadBenchmark([...head, ...lines].join('\n'), { knownProviders: [] });
  return {
    benchmark,
    problems: problems.map(
      ({ severity, line, column, path, message }) => `${severity} ${line}:${column} ${path}: ${message}`,
    ),
  };
}

describe('money and mode in a benchmark file', () => {
  it('are read, models by any of their names', () => {
    const { benchmark, problems } = load(
      'mode: speed',
      'budget_usd: 0.5',
      'prices:',
      '  openai~gpt-4o: { input_per_million: 2, output_per_million: 8, cached_input_per_million: 0 }',
      '  ollama~llama3.2: { per_hour: 1.9 }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual([benchmark!.mode, benchmark!.budgetUsd], ['speed', 0.5]);
    assert.deepEqual(benchmark!.prices, {
      'openai~gpt-4o': { inputPerMillion: 2, outputPerMillion: 8, cachedInputPerMillion: 0 },
      'ollama~llama3.2': { perHour: 1.9 },
    });
  });

  it('are open when the file says nothing', () => {
    const { benchmark } = load();
    assert.deepEqual([benchmark!.mode, benchmark!.budgetUsd, benchmark!.prices], [null, null, {}]);
  });

  it('are refused where they are wrong, with the place and what was expected', () => {
    assert.deepEqual(load('mode: fast').problems, [
      'error 7:7 mode: mode must be speed, throughput or batch, but it is the text "fast".',
    ]);
    assert.match(
      load('budget_usd: 0').problems.join(),
      /^error 7:13 budget_usd: budget_usd must be an amount in US dollars above 0, such as 0\.5/,
    );
    assert.match(load('budget_usd: $5').problems.join(), /error 7:13 budget_usd: /);
    assert.match(load('prices: 5').problems.join(), /^error 7:9 prices: prices must be a map from models to prices/);
    assert.match(
      load('prices:', '  llama3.2: 5').problems.join(),
      /^error 8:13 prices\S* prices\S* must be a map with `input_per_million` and `output_per_million`, or with `per_hour`/,
    );
    assert.match(
      load('prices:', '  llama3.2: { per_hour: -1 }').problems.join(),
      /per_hour must be an amount in US dollars, such as 1\.9/,
    );
  });

  it('need prices that a cost can be reckoned with', () => {
    assert.match(
      load('prices:', '  llama3.2: { output_per_million: 1 }').problems.join(),
      /needs input_per_million, or per_hour in place of prices of tokens/,
    );
    assert.match(
      load('prices:', '  llama3.2: { per_hour: 1, input_per_million: 1 }').problems.join(),
      /has both per_hour and input_per_million: a model costs either by the hour or by its tokens/,
    );
    assert.match(
      load('prices:', '  llama3.2: { input: 1, output_per_million: 1 }').problems.join(),
      /needs input_per_million.*error 8:15 .*\.input is not a known key; did you mean `input_per_million`\?/,
    );
    assert.match(load('prices:', '  llama3.2: { per_hours: 1 }').problems.join(), /did you mean `per_hour`\?/);
  });

  it('name models of the file, each once', () => {
    const price = '{ per_hour: 1 }';
    assert.match(
      load('prices:', `  openai~gpt-4: ${price}`).problems.join(),
      /error 8:3 .*prices names a model that is not in models, `openai~gpt-4`; did you mean `openai~gpt-4o`\?/,
    );
    assert.match(
      load('prices:', `  llama3.2: ${price}`, `  ollama~llama3.2: ${price}`).problems.join(),
      /error 9:3 .*`ollama~llama3\.2` is the same model as `llama3\.2`: keep one of them/,
    );
  });
});
