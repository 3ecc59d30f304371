// What is said about a benchmark file that is wrong, and where.

import assert from 'node:assert/strict';
import { benchmarkText, load, messages, problemLines } from './benchmarkProblems';

describe('a benchmark file that is wrong', () => {
  for (const [what, text, expected] of [
    ['an empty file', '', ['error 1:1 - ""']],
    ['a file of comments', '# nothing\n# here\n', ['error 1:1 - ""']],
    ['a list', '- a\n- b\n', ['error 1:1 - "- a"']],
    ['a text', 'hello', ['error 1:1 - "hello"']],
    ['null', '~', ['error 1:1 - "~"']],
    ['a number as name', benchmarkText({ benchmark_name: 'benchmark_name: 5' }), ['error 1:17 benchmark_name "5"']],
    [
      'an empty name',
      benchmarkText({ benchmark_name: 'benchmark_name: " "' }),
      ['error 1:17 benchmark_name "\\" \\""'],
    ],
    ['a missing name', benchmarkText({ benchmark_name: null }), ['error 1:1 benchmark_name "purpose: To see"']],
    ['a list as purpose', benchmarkText({ purpose: 'purpose: [a]' }), ['error 2:10 purpose "[a]"']],
    [
      'no base prompt',
      benchmarkText({ base_prompt: 'base_prompt:', prompts: 'prompts: [{ expectation: x }]' }),
      ['error 3:1 base_prompt "base_prompt"'],
    ],
    [
      'an unknown evaluator',
      benchmarkText({ evaluator: 'evaluator: raw_string_evaluater' }),
      ['error 4:12 evaluator "raw_string_evaluater"'],
    ],
    ['no models', benchmarkText({ models: 'models: []' }), ['error 5:9 models "[]"']],
    ['models without items', benchmarkText({ models: 'models:' }), ['error 5:1 models "models"']],
    ['a text as models', benchmarkText({ models: 'models: gpt-4o' }), ['error 5:9 models "gpt-4o"']],
    [
      'an empty model',
      benchmarkText({ models: 'models:\n  - a\n  # - b\n  -\n  - ""' }),
      ['error 8:3 models[1] "-"', 'error 9:5 models[2] "\\"\\""'],
    ],
    [
      'a map as model',
      benchmarkText({ models: 'models:\n  - openai: gpt-4o' }),
      ['error 6:5 models[0].model "openai: gpt-4o"'],
    ],
    ['a number as model', benchmarkText({ models: 'models: [a, 5]' }), ['error 5:13 models[1] "5"']],
    [
      'an unknown provider',
      benchmarkText({ models: 'models:\n  - llama3.2\n  - opanai~gpt-4o' }),
      ['error 7:5 models[1] "opanai~gpt-4o"'],
    ],
    [
      'a provider without a model',
      benchmarkText({ models: 'models: ["openai~"]' }),
      ['error 5:10 models[0] "\\"openai~\\""'],
    ],
    ['no prompts', benchmarkText({ prompts: 'prompts: []' }), ['error 6:10 prompts "[]"']],
    ['a text as prompt', benchmarkText({ prompts: 'prompts: [add]' }), ['error 6:11 prompts[0] "add"']],
    [
      'a missing expectation',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: { a: 1 }' }),
      ['error 7:5 prompts[0].expectation "dynamic_variables: { a: 1 }"'],
    ],
    [
      'an empty expectation',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: { a: 1 }\n    expectation:' }),
      ['error 8:5 prompts[0].expectation "expectation"'],
    ],
    [
      'a list as values',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: [1]\n    expectation: x' }),
      ['error 7:24 prompts[0].dynamic_variables "[1]"'],
    ],
    [
      'a list as value',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: { a: [1, 2] }\n    expectation: x' }),
      ['error 7:29 prompts[0].dynamic_variables.a "[1, 2]"'],
    ],
    [
      'a map as value',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables:\n      a:\n        b: 1\n    expectation: x' }),
      ['error 8:7 prompts[0].dynamic_variables.a "a"'],
    ],
    ['a repeated key', benchmarkText({}, 'purpose: again\n'), ['error 9:1 purpose "purpose"']],
    [
      'a repeated key in a prompt',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: { a: 1, a: 2 }\n    expectation: x' }),
      ['error 7:32 prompts[0].dynamic_variables.a "a"'],
    ],
    ['an alias', benchmarkText({ models: 'models: &m [a]' }, 'more: *m\n'), ['error 9:7 more "*m"']],
    [
      'an unknown tag',
      benchmarkText({ purpose: 'purpose: !!python/object:os.system x' }),
      ['error 2:10 purpose "!!python/object:os.system"'],
    ],
    ['a map as key', benchmarkText({ base_prompt: 'base_prompt: {{a}}' }), ['error 3:15 base_prompt "{a}"']],
    ['two documents', `${benchmarkText()}---\n${benchmarkText()}`, ['error 9:1 - "---"']],
    ['a mark at the end', `${benchmarkText()}---\n`, ['error 9:1 - "---"']],
  ] as const) {
    it(`refuses ${what}, at its place`, () => {
      assert.deepEqual(
        problemLines(text).filter((line) => line.startsWith('error')),
        expected,
      );
      assert.equal(load(text).benchmark, undefined);
    });
  }

  it('says all problems at once, in the order of the file', () => {
    const text = `benchmark_name: 5
base_prompt: "{{a}} {{q}}"
evaluator: raw_string
models:
  - opanai~gpt
  - llama3.2
  - ollama~llama3.2
prompts:
  - foo
  - dynamic_variables: { a: [1] }
    expectations: 3
  - dynamic_variables: { a: 1, b: 2 }
    expectation: *alias
model_provider: ollama
evaluator: raw_string
`;
    assert.deepEqual(problemLines(text), [
      'warning 1:1 purpose "benchmark_name: 5"',
      'error 1:17 benchmark_name "5"',
      'warning 2:21 base_prompt "{{q}}"',
      'error 5:5 models[0] "opanai~gpt"',
      'warning 7:5 models[2] "ollama~llama3.2"',
      'error 9:5 prompts[0] "foo"',
      'error 10:5 prompts[1].expectation "dynamic_variables: { a: [1] }"',
      'error 10:29 prompts[1].dynamic_variables.a "[1]"',
      'error 11:5 prompts[1].expectations "expectations"',
      'warning 12:32 prompts[2].dynamic_variables.b "b"',
      'error 13:18 prompts[2].expectation "*alias"',
      'warning 14:1 model_provider "model_provider"',
      'error 15:1 evaluator "evaluator"',
      'error 15:12 evaluator "raw_string"',
    ]);
  });

  for (const [what, text, said] of [
    [
      'the nearest evaluator',
      benchmarkText({ evaluator: 'evaluator: raw_string_evaluater' }),
      /did you mean `raw_string_evaluator`\?/,
    ],
    [
      'the evaluator that a part stands for',
      benchmarkText({ evaluator: 'evaluator: python_print' }),
      /did you mean `python_print_execution_with_num_output`\?/,
    ],
    [
      'all evaluators when none is near',
      benchmarkText({ evaluator: 'evaluator: vibes' }),
      /There is no evaluator `vibes`\. Expected one of execute_python_code_with_num_output, .*json_validator_eval/,
    ],
    [
      'the nearest provider',
      benchmarkText({ models: 'models: [antropic~claude]' }),
      /did you mean `anthropic~claude`\?/,
    ],
    [
      'the provider whose name for people it is',
      benchmarkText({ models: 'models: [google~gemini-2.5-flash]' }),
      /did you mean `gemini~gemini-2.5-flash`\?/,
    ],
    [
      'the provider in the right case',
      benchmarkText({ models: 'models: [OpenAI~gpt-4o]' }),
      /did you mean `openai~gpt-4o`\?/,
    ],
    [
      'the nearest of the models that there are',
      benchmarkText({ models: 'models: [simulated~hastey]' }),
      /There is no model `simulated~hastey`; did you mean `simulated~hasty`\? Expected one of simulated~swift, simulated~hasty\./,
    ],
    [
      'the key that was meant',
      benchmarkText({}, 'base_promt: x\n').replace('base_prompt: "add {{a}}"\n', ''),
      /base_promt is not a known key; did you mean `base_prompt`\?/,
    ],
    [
      'how to write a model',
      benchmarkText({ models: 'models:\n  - openai: gpt-4o' }),
      /Did you mean `model: openai~gpt-4o`\?/,
    ],
    [
      'what was expected of a name',
      benchmarkText({ benchmark_name: null }),
      /benchmark_name is missing: expected text, the name of the benchmark/,
    ],
    [
      'that a value was lost to indentation',
      benchmarkText({ prompts: 'prompts:\n  - dynamic_variables:\n    a: 1\n    expectation: x' }),
      /prompts\[0\]\.a is not a known key.*indent it further than `dynamic_variables`/,
    ],
    [
      'where the value of a placeholder goes',
      benchmarkText({ prompts: 'prompts: [{ a: 1, expectation: x }]' }),
      /prompts\[0\]\.a is not a known key here\. A value for the placeholder \{\{a\}\} goes here: `dynamic_variables: \{ a: \.\.\. \}`/,
    ],
    ...['prompt', 'question', 'input', 'user_prompt'].flatMap((key) => {
      const prompts = `prompts: [{ ${key}: 2 + 2, expectation: x }]`;
      return [
        [
          `where what differs goes, in place of ${key}`,
          benchmarkText({ prompts }),
          /goes by the name of its placeholder in `base_prompt`: `dynamic_variables: \{ a: \.\.\. \}`/,
        ],
        [
          `a placeholder for what differs, in place of ${key}`,
          benchmarkText({ base_prompt: 'base_prompt: add', prompts }),
          new RegExp(`write \\{\\{${key}\\}\\} there, and what differs.* here as \`dynamic_variables`),
        ],
      ] as const;
    }),
    [
      'how often an unknown key is there',
      benchmarkText({
        base_prompt: 'base_prompt: x',
        prompts: 'prompts: [{ expectation: x, note: a }, { expectation: x, note: b }]',
      }),
      /prompts\[0\]\.note is not a known key.*It is in 2 prompts/,
    ],
  ] as const) {
    it(`suggests ${what}`, () => assert.match(messages(text), said));
  }

  it('refuses a file of more than 10 million characters without reading it', () => {
    const { benchmark, problems } = load(`${benchmarkText()}#${'x'.repeat(10_000_000)}`);
    assert.equal(benchmark, undefined);
    assert.deepEqual(
      problems.map(({ severity, line }) => ({ severity, line })),
      [{ severity: 'error', line: 1 }],
    );
    assert.match(problems[0]!.message, /sums\.yaml has 10\.\d+ million characters/);
  });

  it('refuses more than half a million values and deep nesting', () => {
    assert.match(
      messages(`${benchmarkText()}more: [${'1,'.repeat(1_500_001)}]`),
      /more than 1,500,000 keys and values/,
    );
    assert.match(messages(`a: ${'['.repeat(100_000)}`), /more than 100 levels deep/);
  });

  it('is not slowed down by an alias bomb', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `k${index + 1}: &k${index + 1} [*k${index}, *k${index}]`);
    const { benchmark, problems } = load(`k0: &k0 [x]\n${lines.join('\n')}\n${benchmarkText()}`);
    assert.equal(benchmark, undefined);
    assert.equal(problems.filter((problem) => problem.message.includes('is an alias')).length, 60);
  });
});
