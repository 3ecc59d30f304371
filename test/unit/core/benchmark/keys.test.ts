// Keys that mean nothing here: what is clearly meant is an error with the right place, anything else a warning.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkText, load, messages, problemLines } from './benchmarkProblems';

const inFile = (line: string): string => benchmarkText({}, `${line}\n`);
const inPrompt = (line: string): string =>
  benchmarkText({ prompts: `prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: x\n    ${line}` });
const inModel = (line: string): string => benchmarkText({ models: `models: [{ model: llama3.2, ${line} }]` });

describe('unknown keys', () => {
  const errors: [text: string, said: RegExp][] = [
    [
      inFile('temperature: 0'),
      /temperature is not a known key here: write `temperature`, which goes under `parameters`/,
    ],
    [inFile('temprature: 0'), /temprature is not a known key here: write `temperature`, which goes under `parameters`/],
    [inFile('topP: 1'), /write `top_p`, which goes under/],
    [inFile('max_token: 5'), /write `max_tokens`, which goes under/],
    [inFile('maxOutputTokens: 5'), /write `max_tokens`, which goes under/],
    [inFile('reasoning_effort: low'), /write `effort`, which goes under/],
    [inFile('seed: 1'), /write `seed`, which goes under/],
    [inFile('providers: [a]'), /providers is not a known key here: write `models`\./],
    [inFile('prompt: a'), /prompt is not a known key.* `(base_prompt|prompts)`/],
    [inFile('tests: []'), /tests is not a known key here: write `prompts`\./],
    [inFile('vars: {}'), /vars is not a known key here: write `dynamic_variables`, which goes in a prompt/],
    [inFile('expectation: 5'), /write `expectation`, which goes in a prompt/],
    [inFile('paramters: { seed: 1 }'), /paramters is not a known key; did you mean `parameters`\?/],
    [benchmarkText({ models: 'model: a' }), /model is not a known key here: write `models`\./],
    [benchmarkText({ base_prompt: 'prompt: a' }), /prompt is not a known key here: write `base_prompt`\./],
    [benchmarkText({}).replace(/^prompts:/m, 'prompt:'), /prompt is not a known key; did you mean `prompts`\?/],
    [
      benchmarkText({}).replace(/^prompts:/m, 'promts:'),
      /promts is not a known key; did you mean `prompts`\?(?! *, which is there)/,
    ],
    [inPrompt('temperature: 0'), /prompts\[0\]\.temperature .* under `parameters`, of the file or of a model/],
    [inPrompt('assert: []'), /prompts\[0\]\.assert is not a known key here: write `expect`/],
    [
      inPrompt('dynamic_varibles: {}'),
      /prompts\[0\]\.dynamic_varibles is not a known key; did you mean `dynamic_variables`, which is there already\?/,
    ],
    [inPrompt('models: [a]'), /prompts\[0\]\.models .* on the first level of the file/],
    [inModel('temperature: 0'), /models\[0\]\.temperature .* under `parameters`/],
    [inModel('config: { temperature: 0 }'), /models\[0\]\.config is not a known key here: write `parameters`/],
    [inModel('provider: openai'), /models\[0\]\.provider is not a known key; did you mean `model: openai~llama3\.2`\?/],
    [
      inFile('parameters: { temprature: 0 }'),
      /parameters\.temprature is not a known key; did you mean `temperature`\?/,
    ],
    [inFile('parameters: { reasoning_effort: low }'), /parameters\.reasoning_effort .* write `effort`/],
    [inFile('parameters: { mirostat: 1 }'), /parameters\.mirostat is not a known key/],
    [
      inModel('parameters: { max_completion_tokens: 5 }'),
      /models\[0\]\.parameters\.max_completion_tokens .* write `max_tokens`/,
    ],
  ];
  for (const [text, said] of errors)
    it(`are errors when it is clear what they mean: ${said.source.slice(0, 50)}`, () => {
      assert.match(messages(text), said);
      assert.equal(load(text).benchmark, undefined);
    });

  it('are warnings when it is not', () => {
    for (const line of ['model_provider: ollama', 'author: me', 'version: 2', 'notes: x', 'created: 2026-01-01']) {
      assert.equal(problemLines(inFile(line)).join().startsWith('warning'), true, line);
      assert.ok(load(inFile(line)).benchmark, line);
    }
    assert.ok(load(inPrompt('comment: x')).benchmark);
    assert.ok(load(inPrompt('difficulty: 3')).benchmark);
  });

  it('are warnings in the benchmark of a run that was made, whatever they mean', () => {
    for (const text of [
      inFile('temprature: 0'),
      inFile('providers: [a]'),
      inPrompt('assert: []'),
      inModel('config: {}'),
    ]) {
      const recorded = loadBenchmark(text, { knownProviders: [], isRecorded: true });
      assert.ok(recorded.benchmark, messages(text));
      assert.deepEqual(
        recorded.problems.map(({ severity }) => severity),
        ['warning'],
      );
      // What was found of it as a file of today's is not what is given here.
      assert.equal(loadBenchmark(text, { knownProviders: [] }).benchmark, undefined);
    }
  });
});

describe('parameters', () => {
  const wrong: [written: string, said: RegExp][] = [
    [
      'temperature: "0"',
      /parameters\.temperature must be a number from 0, such as 0 or 0\.7, but it is the text "0"\. Take the quotes away\./,
    ],
    ['temperature: -1', /but it is the number -1/],
    ['temperature: 1e999', /parameters\.temperature must be a number/],
    ['temperature: .nan', /parameters\.temperature must be a number/],
    ['temperature:', /parameters\.temperature has no value/],
    ['top_p: 1.5', /a number from 0 to 1/],
    ['top_k: 1.5', /a whole number from 0/],
    ['max_tokens: 0', /a whole number from 1/],
    ['seed: x', /a whole number, at most 9007199254740991, but it is the text "x"/],
    ['stop: []', /parameters\.stop is empty/],
    ['stop: [""]', /parameters\.stop(\[0\])? is empty/],
    ['stop: [1]', /parameters\.stop(\[0\])? must be .*text that ends an answer/],
    [
      'effort: off',
      /one of none, minimal, low, medium, high, xhigh, max, but it is the text "off"\. For no reasoning write `none`\./,
    ],
    ['effort: 5', /one of none, minimal/],
    ['num_ctx: -5', /a whole number of tokens/],
    ['presence_penalty: 3', /a number from -2 to 2/],
  ];
  for (const [written, said] of wrong) {
    it(`are refused with the wrong value: ${written}`, () => {
      const text = benchmarkText({}, `parameters:\n  ${written}\n`);
      assert.match(messages(text), said);
      assert.equal(load(text).benchmark, undefined);
      const ofModel = benchmarkText({ models: `models:\n  - model: llama3.2\n    parameters:\n      ${written}` });
      assert.match(messages(ofModel), new RegExp(`models\\[0\\]\\.(?=parameters\\.)`));
      assert.equal(load(ofModel).benchmark, undefined);
    });
  }

  it('are refused as anything but a map', () => {
    for (const written of ['x', '[temperature]', '5'])
      assert.match(messages(benchmarkText({}, `parameters: ${written}\n`)), /parameters must be a map of parameters/);
  });
});
