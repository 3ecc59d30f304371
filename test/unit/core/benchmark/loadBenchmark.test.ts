// What a benchmark file may hold, what is said about one that is wrong, and where.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkText, fields, load, messages, problemLines } from './benchmarkProblems';

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
      prices: {},
      coordinates: {},
      models: ['llama3.2:1b', 'openai~o3-mini:high', 'openai~ft:gpt-4o:me::Av~1'],
      modelIds: [
        { model: 'ollama~llama3.2:1b', provider: 'ollama', name: 'llama3.2:1b' },
        { model: 'openai~o3-mini:high', provider: 'openai', name: 'o3-mini', reasoningEffort: 'high' },
        { model: 'openai~ft:gpt-4o:me::Av~1', provider: 'openai', name: 'ft:gpt-4o:me::Av~1' },
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
    assert.ok(benchmark?.base_prompt.startsWith('# Heading: not a comment\nkey: value, {"json"'));
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

describe('values as they are written', () => {
  const variable = (written: string): unknown =>
    load(benchmarkText({ prompts: `prompts: [{ dynamic_variables: { a: ${written} }, expectation: x }]` })).benchmark
      ?.prompts[0]?.dynamic_variables?.['a'];
  const expectation = (evaluator: string, written: string): unknown =>
    load(
      benchmarkText({
        evaluator: `evaluator: ${evaluator}`,
        prompts: `prompts: [{ dynamic_variables: { a: 1 }, expectation: ${written} }]`,
      }),
    ).benchmark?.prompts[0]?.expectation;

  for (const [written, value] of [
    ['5', 5],
    ['-2.5', -2.5],
    ['1.50', '1.50'],
    ['3.0', '3.0'],
    ['007', '007'],
    ['0x1F', '0x1F'],
    ['1e3', '1e3'],
    ['123456789012345678901234', '123456789012345678901234'],
    ['true', true],
    ['True', 'True'],
    ['yes', 'yes'],
    ['2025-03-12', '2025-03-12'],
    ['12:30', '12:30'],
    ['"1.50"', '1.50'],
    ['!!str 1.50', '1.50'],
  ] as const) {
    it(`puts ${written} into prompts as ${JSON.stringify(value)}`, () => assert.equal(variable(written), value));
  }

  for (const [evaluator, written, value] of [
    ['raw_string_evaluator', '3.0', '3.0'],
    ['raw_string_evaluator', '0x1F', '0x1F'],
    ['raw_string_evaluator', 'true', true],
    ['execute_python_code_with_string_output', '3.0', '3.0'],
    ['execute_python_code_with_string_output', '0x1F', 31],
    ['execute_python_code_with_num_output', '15', 15],
    ['execute_python_code_with_num_output', '15.0', '15.0'],
    ['execute_python_code_with_num_output', '"15.0"', '15.0'],
    ['execute_python_code_with_num_output', '0x1F', 31],
    ['execute_python_code_with_num_output', '123456789012345678901234', '123456789012345678901234'],
    ['json_validator_eval', '3.0', 3],
  ] as const) {
    it(`expects ${written} of ${evaluator} as ${JSON.stringify(value)}`, () =>
      assert.equal(expectation(evaluator, written), value));
  }

  it('keeps maps and lists as expectations', () => {
    assert.deepEqual(expectation('json_validator_eval', '{ a: [1, 2.50, null], b: { c: true } }'), {
      a: [1, 2.5, null],
      b: { c: true },
    });
    assert.deepEqual(expectation('execute_python_code_with_string_output', '[1, 2]'), [1, 2]);
  });

  it('drops names without a value', () => {
    const { benchmark } = load(
      benchmarkText({ prompts: 'prompts: [{ dynamic_variables: { a: 1, b: , c: null }, expectation: x }]' }),
    );
    assert.deepEqual(benchmark?.prompts[0]?.dynamic_variables, { a: 1 });
  });

  it('keeps keys that JavaScript objects have by themselves apart', () => {
    const { benchmark } = load(
      benchmarkText({
        base_prompt: 'base_prompt: "{{__proto__}} {{toString}}"',
        prompts: 'prompts: [{ dynamic_variables: { __proto__: 5, toString: 6 }, expectation: x }]',
      }),
    );
    assert.deepEqual(Object.entries(benchmark?.prompts[0]?.dynamic_variables ?? {}), [
      ['__proto__', 5],
      ['toString', 6],
    ]);
  });
});

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
      ['error 6:5 models[0] "openai: gpt-4o"'],
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
      'warning 11:5 prompts[1].expectations "expectations"',
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
      /base_promt is not a known key and is ignored; did you mean `base_prompt`\?/,
    ],
    [
      'how to write a model',
      benchmarkText({ models: 'models:\n  - openai: gpt-4o' }),
      /Did you mean `openai~gpt-4o`\?/,
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

describe('expectations that the evaluator could never meet', () => {
  const lines = (evaluator: string, expectation: string): string[] =>
    problemLines(
      benchmarkText({
        evaluator: `evaluator: ${evaluator}`,
        prompts: `prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: ${expectation}`,
      }),
    );

  for (const evaluator of ['execute_python_code_with_num_output', 'python_print_execution_with_num_output']) {
    for (const fine of ['15', '"15.0"', '-1e3', '" 7 "', '.5', '"1_000"', '"inf"'])
      it(`${evaluator} takes ${fine}`, () => assert.deepEqual(lines(evaluator, fine), []));
    for (const wrong of [
      'fifteen',
      'true',
      '""',
      '"1,000"',
      '.inf',
      '.nan',
      '[1]',
      '{ b: 1 }',
      '"0x1F"',
      '"5 apples"',
    ]) {
      it(`${evaluator} refuses ${wrong}`, () =>
        assert.deepEqual(lines(evaluator, wrong), [`error 8:18 prompts[0].expectation ${JSON.stringify(wrong)}`]));
    }
  }

  it('raw_string_evaluator takes text, numbers and booleans, but no lists and maps', () => {
    for (const fine of ['x', '5', 'true', '""']) assert.deepEqual(lines('raw_string_evaluator', fine), []);
    for (const wrong of ['[1]', '{ b: 1 }'])
      assert.deepEqual(lines('raw_string_evaluator', wrong), [
        `error 8:18 prompts[0].expectation ${JSON.stringify(wrong)}`,
      ]);
  });

  it('json_validator_eval takes any value and JSON text', () => {
    for (const fine of ['{ b: 1 }', '[1]', '5', 'true', '"5"', `'{"b": [1]}'`, '|\n      {\n        "b": 1\n      }'])
      assert.deepEqual(lines('json_validator_eval', fine), []);
  });

  it('json_validator_eval says where a text stops being JSON', () => {
    assert.deepEqual(lines('json_validator_eval', 'hello'), ['error 8:18 prompts[0].expectation "hello"']);
    const text = benchmarkText({
      evaluator: 'evaluator: json_validator_eval',
      prompts: 'prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: |\n      {"b": 1,\n       c: 2}\n',
    });
    assert.deepEqual(problemLines(text), ['error 9:7 prompts[0].expectation "{\\"b\\": 1,..."']);
    assert.match(
      messages(text),
      /isn't JSON: at line 2, column 2 a key in double quotes was expected, but there is "c: 2}/,
    );
  });
});

describe('warnings', () => {
  const isRunnable = (text: string): boolean => load(text).benchmark !== undefined;

  it('runs a model that is listed twice once', () => {
    const text = benchmarkText({
      models: 'models:\n  - llama3.2\n  - openai~gpt-4o\n  - ollama~llama3.2\n  - " llama3.2 "',
    });
    assert.deepEqual(problemLines(text), [
      'warning 8:5 models[2] "ollama~llama3.2"',
      'warning 9:5 models[3] "\\" llama3.2 \\""',
    ]);
    assert.deepEqual(load(text).benchmark?.models, ['llama3.2', 'openai~gpt-4o']);
  });

  it('keeps reasoning efforts of one model apart', () => {
    assert.deepEqual(
      problemLines(
        benchmarkText({ models: 'models: ["openai~o3-mini:low", "openai~o3-mini:high", "openai~o3-mini"]' }),
      ),
      [],
    );
  });

  it('names a key nobody knows', () => {
    const text = benchmarkText({}, 'model_provider: ollama\n');
    assert.deepEqual(problemLines(text), ['warning 9:1 model_provider "model_provider"']);
    assert.ok(isRunnable(text));
  });

  it('notes a missing purpose and runs with an empty one', () => {
    const text = benchmarkText({ purpose: null });
    assert.deepEqual(problemLines(text), ['warning 1:1 purpose "benchmark_name: Sums"']);
    assert.equal(load(text).benchmark?.purpose, '');
    assert.deepEqual(problemLines(benchmarkText({ purpose: 'purpose:' })), []);
  });

  it('notes an Ollama name that looks like a model of another API', () => {
    assert.match(
      messages(benchmarkText({ models: 'models: [openai/gpt-4o]' })),
      /taken as the name of an Ollama model\. For OpenAI write `openai~gpt-4o`/,
    );
    assert.deepEqual(
      problemLines(benchmarkText({ models: 'models: ["mistral:7b", "hf.co/bartowski/x", "openai~openai/gpt-4o"]' })),
      [],
    );
  });

  it('knows how other tools write a model, as text and as a map', () => {
    const asText: [string, string][] = [
      ['openai:gpt-4o', 'openai~gpt-4o'],
      ['openai:chat:gpt-4o', 'openai~gpt-4o'],
      ['openai:responses:gpt-4o', 'openai~gpt-4o'],
      ['anthropic:messages:claude-sonnet-4-5', 'anthropic~claude-sonnet-4-5'],
      ['google/gemini-2.5-pro', 'gemini~gemini-2.5-pro'],
      ['google:gemini-2.5-pro', 'gemini~gemini-2.5-pro'],
      ['vertex_ai/gemini-2.5-pro', 'gemini~gemini-2.5-pro'],
      ['openrouter/openai/gpt-4o', 'openrouter~openai/gpt-4o'],
      ['openrouter:meta-llama/llama-3:free', 'openrouter~meta-llama/llama-3:free'],
      ['together_ai/Qwen/Qwen3', 'together~Qwen/Qwen3'],
      ['x-ai/grok-4', 'xai~grok-4'],
      ['mistral:chat:mistral-small', 'mistral~mistral-small'],
      ['ollama:chat:llama3:8b', 'ollama~llama3:8b'],
    ];
    for (const [text, meant] of asText)
      assert.ok(messages(benchmarkText({ models: `models: ["${text}"]` })).endsWith(` write \`${meant}\`.`), text);
    assert.match(messages(benchmarkText({ models: 'models: [google~gemini-2.5-pro]' })), /`gemini~gemini-2\.5-pro`\?/);
    const asMap: [string, string][] = [
      ['id: openai/gpt-4o-mini', 'openai~gpt-4o-mini'],
      ['id: openai:chat:gpt-4o, label: four', 'openai~gpt-4o'],
      ['label: four, id: google/gemini-2.5-pro', 'gemini~gemini-2.5-pro'],
      ['id: openai~gpt-4o', 'openai~gpt-4o'],
      ['provider: openai, model: gpt-4o', 'openai~gpt-4o'],
      ['name: llama3:8b', 'llama3:8b'],
      ['openai: gpt-4o', 'openai~gpt-4o'],
      ['"openai:gpt-4o": { temperature: 0 }', 'openai~gpt-4o'],
    ];
    for (const [map, meant] of asMap)
      assert.ok(
        messages(benchmarkText({ models: `models: [{ ${map} }]` })).endsWith(` Did you mean \`${meant}\`?`),
        map,
      );
  });

  it('names a placeholder without a value and a value without a placeholder', () => {
    const text = benchmarkText({
      base_prompt: 'base_prompt: |\n  add {{first}}\n  and {{ secnd }} for {{who}}',
      prompts:
        'prompts:\n  - dynamic_variables: { first: 1, second: 2, who: x }\n    expectation: x\n  - dynamic_variables: { first: 1, second: 2 }\n    expectation: x\n  - expectation: x',
    });
    assert.deepEqual(problemLines(text), [
      'warning 5:7 base_prompt "{{ secnd }}"',
      'warning 9:36 prompts[0].dynamic_variables.second "second"',
      'warning 11:24 prompts[1].dynamic_variables "{ first: 1, second: 2 }"',
      'warning 13:5 prompts[2].dynamic_variables "expectation: x"',
      'warning 13:5 prompts[2].dynamic_variables "expectation: x"',
    ]);
    const said = messages(text);
    assert.match(
      said,
      /The placeholder \{\{secnd\}\} of base_prompt has no value in any prompt.*the prompts have values for `first`, `second`, `who`.* Did you mean \{?`?\{\{second\}\}/,
    );
    assert.match(
      said,
      /The value `second` of prompts\[0\] \(and of 1 more prompts\) is not used: base_prompt has no placeholder \{\{second\}\}; its placeholders are \{\{first\}\}, \{\{secnd\}\}, \{\{who\}\}/,
    );
    assert.match(
      said,
      /prompts\[1\] has no value for the placeholder \{\{who\}\} of base_prompt, so it is sent as it is; it has values for `first`, `second`/,
    );
    assert.ok(isRunnable(text));
  });

  it('counts the prompts beyond the first ten', () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      index < 5 ? '  - { dynamic_variables: { a: 1 }, expectation: x }' : '  - { expectation: x }',
    );
    const { problems } = load(benchmarkText({ prompts: `prompts:\n${rows.join('\n')}` }));
    assert.equal(problems.length, 10);
    assert.match(problems.at(-1)!.message, /So it is in 15 more prompts\.$/);
  });

  it('points at what an anchor swallowed', () => {
    assert.match(
      messages(benchmarkText({ prompts: 'prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: &amp' })),
      /`&amp` is an anchor and not part of the text/,
    );
  });

  it('has nothing to say about the good benchmark', () => {
    assert.deepEqual(load(Object.values(fields).join('\n')).problems, []);
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
