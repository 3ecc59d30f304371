// Variants of the base prompt: their names, their placeholders, and the rows that models have of them.

import assert from 'node:assert/strict';
import { ofModel, rowsMeant } from '../../../../src/shared/run/model';
import { basePromptText } from '../../../../src/shared/run/basePrompt';
import { promptInfos } from '../../../../src/core/benchmark/promptInfos';
import { benchmarkText, load, messages, problemLines } from './benchmarkProblems';

const variants = (lines: string, more = ''): string => benchmarkText({ base_prompt: `base_prompt: ${lines}` }, more);
const two = '{ short: "add {{a}}", long: "Please add {{a}}." }';

describe('variants of the base prompt', () => {
  it('are a row for each model, those of one model together', () => {
    const models = 'models: [llama3.2, { model: openai~x:high, label: "x, high" }]';
    const { benchmark, problems } = load(benchmarkText({ base_prompt: `base_prompt: ${two}`, models }));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      benchmark!.modelIds.map(({ model, name, label, variant }) => [model, name, label, variant]),
      [
        ['ollama~llama3.2 [short]', 'llama3.2', undefined, 'short'],
        ['ollama~llama3.2 [long]', 'llama3.2', undefined, 'long'],
        ['openai~x:high [x, high, short]', 'x', 'x, high', 'short'],
        ['openai~x:high [x, high, long]', 'x', 'x, high', 'long'],
      ],
    );
    assert.deepEqual(benchmark!.models, ['llama3.2', 'openai~x:high [x, high]']);
    const meant = (text: string): string[] => rowsMeant(benchmark!.modelIds, text).map(({ model }) => model);
    assert.equal(meant('llama3.2').length, 2);
    assert.deepEqual(meant('llama3.2 [long]'), ['ollama~llama3.2 [long]']);
    assert.equal(meant('openai~x:high [x, high]').length, 2);
    assert.deepEqual(meant('openai~x:high [x, high, long]'), ['openai~x:high [x, high, long]']);
    assert.equal(basePromptText(benchmark!.base_prompt), '[short]\nadd {{a}}\n\n[long]\nPlease add {{a}}.\n');
  });

  it('have the price and the coordinates of their model, or of their row without a variant', () => {
    const more =
      'prices: { "openai~x": { per_hour: 1 }, "openai~x [y]": { per_hour: 2 } }\ncoordinates: { "openai~x [y]": xy1000 }\n';
    const models = 'models: [openai~x, { model: openai~x, label: "y" }]';
    const { benchmark, problems } = load(benchmarkText({ base_prompt: `base_prompt: ${two}`, models }, more));
    assert.ok(benchmark, JSON.stringify(problems));
    const { prices, coordinates, modelIds } = benchmark;
    assert.deepEqual(
      modelIds.map((id) => ofModel(prices, id)?.perHour),
      [1, 1, 2, 2],
    );
    assert.deepEqual(
      modelIds.map((id) => ofModel(coordinates, id)),
      [undefined, undefined, 'xy1000', 'xy1000'],
    );
    const forAll = load(benchmarkText({ base_prompt: `base_prompt: ${two}`, models }, 'coordinates: xy1000\n'));
    assert.ok(forAll.benchmark!.modelIds.every((id) => ofModel(forAll.benchmark!.coordinates, id) === 'xy1000'));
  });

  it('need names that tell rows apart', () => {
    const told = (lines: string): string[] => [
      ...problemLines(variants(lines)),
      ...messages(variants(lines)).split('\n'),
    ];
    assert.match(
      told('{ short: "{{a}}", Short: "{{a}} " }').join('\n'),
      /error 3:32 base_prompt\.Short "Short"[^]*is called like base_prompt\.short but for capitals/,
    );
    assert.match(told('{ "": "{{a}}" }').join('\n'), /base_prompt\[""\] has no name/);
    assert.match(told('{ " a": "{{a}}" }').join('\n'), /a space before or behind it/);
    for (const odd of ['[', ']', '#', ','])
      assert.match(told(`{ "a${odd}b": "{{a}}" }`).join('\n'), /which it can't have/);
    assert.match(told('{ "a\\u200Bb": "{{a}}" }').join('\n'), /U\+200B \(zero width space\) in it/);
    assert.match(told('{ "a\\nb": "{{a}}" }').join('\n'), /a line break or another control character in it/);
    assert.match(told(`{ ${'x'.repeat(61)}: "{{a}}" }`).join('\n'), /has 61 characters: expected at most 60/);
    assert.deepEqual(problemLines(variants('{ "Kürze 短い 👍🏽": "{{a}}" }')), []);
  });

  it('are at least one text, each with something in it', () => {
    assert.match(messages(variants('{}')), /base_prompt is empty: expected text, .* or a map from names of variants/);
    assert.match(messages(variants('{ short: "" }')), /base_prompt\.short is empty: expected text, what is sent/);
    assert.match(messages(variants('{ short: 3 }')), /base_prompt\.short must be text, .* Put it in quotes/);
    assert.match(messages(variants('{ short: { file: x } }')), /base_prompt\.short must be text/);
    assert.match(messages(variants('["{{a}}"]')), /base_prompt must be text, .* but it is a list/);
    assert.match(messages(variants('{ a: "{{a}}", a: "{{a}}!" }')), /`a` is here a second time/);
  });

  it('have their placeholders checked, each at its own place', () => {
    const missing = variants('\n  short: "add {{a}} {{b}}"\n  long: "add {{a}}"');
    assert.deepEqual(problemLines(missing), ['warning 4:21 base_prompt.short "{{b}}"']);
    assert.match(messages(missing), /The placeholder \{\{b\}\} of base_prompt\.short has no value in any prompt/);
    const everywhere = variants('\n  short: "{{a}} {{b}}"\n  long: "{{b}}"');
    assert.deepEqual(problemLines(everywhere), [
      'warning 4:17 base_prompt.short "{{b}}"',
      'warning 5:10 base_prompt.long "{{b}}"',
    ]);
    const prompts =
      'prompts:\n  - { dynamic_variables: { a: 1, b: 2, c: 3 }, expectation: x }\n  - { dynamic_variables: { a: 1 }, expectation: x }';
    const some = benchmarkText({ base_prompt: 'base_prompt: { short: "{{a}}", long: "{{a}} {{b}}" }', prompts });
    assert.match(messages(some), /prompts\[1\] has no value for the placeholder \{\{b\}\} of base_prompt\.long/);
    // What only one variant uses is used.
    assert.match(messages(some), /The value `c` of prompts\[0\] is not used/);
    assert.doesNotMatch(messages(some), /The value `b`/);
  });

  it('are no part of what tells prompts apart between runs, but what is put into them is', () => {
    const hashes = (base: string, value = '1'): (string | undefined)[] => {
      const prompts = `prompts:\n  - dynamic_variables: { a: ${value} }\n    expectation: x`;
      const { benchmark } = load(benchmarkText({ base_prompt: `base_prompt: ${base}`, prompts }));
      return promptInfos(benchmark!, benchmark!.prompts, () => []).map(({ hash }) => hash);
    };
    assert.deepEqual(hashes(two), hashes('{ short: "sum of {{a}}", other: "{{a}}" }'));
    assert.notDeepEqual(hashes(two), hashes(two, '2'));
    assert.notDeepEqual(hashes('"add {{a}}"'), hashes('"plus {{a}}"'));
  });
});
