// What a benchmark file is warned of that is run all the same.

import assert from 'node:assert/strict';
import { benchmarkText, fields, load, messages, problemLines } from './benchmarkProblems';

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

  it('names quotes that a text program put around a text, which are a part of it', () => {
    for (const quoted of ['“Sums”', '„Sums“', '«Sums»', '‘Sums’', '＂Sums＂']) {
      const text = benchmarkText({ benchmark_name: `benchmark_name: ${quoted}` });
      assert.match(messages(text), new RegExp(`The quotes ${quoted[0]} and ${quoted.at(-1)} are part of this text`));
      assert.equal(load(text).benchmark?.benchmark_name, quoted);
    }
    for (const meant of [`'“Sums”'`, '“Sums” and “more”', 'the “Sums”', '“'])
      assert.deepEqual(problemLines(benchmarkText({ benchmark_name: `benchmark_name: ${meant}` })), [], meant);
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
      ['openai～gpt-4o', 'openai~gpt-4o'],
      ['openai∼gpt-4o', 'openai~gpt-4o'],
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
        messages(benchmarkText({ models: `models: [{ ${map} }]` })).endsWith(`id you mean \`model: ${meant}\`?`),
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
