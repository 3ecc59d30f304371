// What a file requires of its models: read for every row, and each slip told with its place.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';

const load = (require: string): ReturnType<typeof loadBenchmark> =>
  loadBenchmark(
    [
      'benchmark_name: B',
      'purpose: p',
      'base_prompt: "{{q}}"',
      'test_type: raw_string_evaluator',
      'models:',
      '  - openai~a',
      '  - { model: openai~a, label: warm, parameters: { temperature: 1 } }',
      '  - llama3.2',
      'prompts: [{ dynamic_variables: { q: x }, expectation: x }]',
      require,
    ].join('\n'),
    { knownProviders: [] },
  );

describe('what a benchmark requires', () => {
  it('is of every row, and where a model has its own of that in its place', () => {
    const { benchmark, problems } = load(
      'require: { accuracy: 0.9, errors: 0, models: { llama3.2: { accuracy: 0.5 }, "openai~a [warm]": { cost_usd: 0 } } }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(benchmark!.requirements, {
      'openai~a': { accuracy: 0.9, errors: 0 },
      'openai~a [warm]': { accuracy: 0.9, errors: 0, cost_usd: 0 },
      'ollama~llama3.2': { accuracy: 0.5, errors: 0 },
    });
    assert.deepEqual(load('').benchmark!.requirements, {});
    assert.deepEqual(Object.keys(load('require: { models: { llama3.2: { errors: 1 } } }').benchmark!.requirements), [
      'ollama~llama3.2',
    ]);
  });

  for (const [written, said] of [
    [
      'require: { accuracy: 90 }',
      /require\.accuracy must be a number from 0 to 1, such as 0\.9 for 90%, but it is the number 90/,
    ],
    ['require: { acuracy: 0.9 }', /require\.acuracy is not a known key; did you mean `accuracy`\?/],
    ['require: { total_p99_ms: 9 }', /require\.total_p99_ms is not a known key; did you mean `total_p9?5_ms`\?/],
    ['require: { models: { gpt: { errors: 0 } } }', /require names a model that is not in models, `gpt`/],
    [
      'require: { models: { llama3.2: { error: 0 } } }',
      /require\.models\["?llama3\.2"?\]\.error is not a known key; did you mean `errors`\?/,
    ],
    ['require: { errors: -1 }', /require\.errors must be a whole number from 0/],
    [
      'require: { total_p95_ms: "4000" }',
      /require\.total_p95_ms must be a number of milliseconds .* Take the quotes away\./,
    ],
    ['require: { cost_usd: -1 }', /require\.cost_usd must be an amount in US dollars/],
    ['require: 0.9', /require must be a map of what is required/],
    ['require: { models: { llama3.2: { errors: 0 }, ollama~llama3.2: { errors: 1 } } }', /is the same model as/],
    ['limits: { accuracy: 0.9 }', /limits is not a known key here: write `require`\./],
    ['thresholds: { accuracy: 0.9 }', /write `require`/],
  ] as const)
    it(`refuses ${written}`, () => {
      const { benchmark, problems } = load(written);
      assert.equal(benchmark, undefined);
      assert.match(problems.map(({ message }) => message).join('\n'), said);
      assert.equal(problems[0]!.line, 10);
    });
});
