// The rows that a list of models becomes: as text, as maps, one model several times.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rowsMeant } from '../../../../src/shared/run/model';
import { modelFolderName } from '../../../../src/core/runFolder/runFolderPaths';
import { benchmarkText, load, messages, problemLines } from './benchmarkProblems';

function rows(models: string, more = ''): [model: string, parameters: object][] {
  const { benchmark, problems } = load(benchmarkText({ models: `models: ${models}` }, more));
  assert.ok(benchmark, JSON.stringify(problems));
  return benchmark.modelIds.map(({ model, parameters }) => [model, parameters]);
}

describe('the rows of a benchmark', () => {
  it('have the parameters of the file, their own over them, and the effort of their name', () => {
    const more = 'parameters: { temperature: 0, max_tokens: 512, stop: END }\n';
    assert.deepEqual(
      rows('[llama3.2, { model: openai~gpt-6, parameters: { temperature: 1 } }, "openai~o3:low"]', more),
      [
        ['ollama~llama3.2', { temperature: 0, max_tokens: 512, stop: ['END'] }],
        ['openai~gpt-6', { temperature: 1, max_tokens: 512, stop: ['END'] }],
        ['openai~o3:low', { temperature: 0, max_tokens: 512, stop: ['END'], effort: 'low' }],
      ],
    );
  });

  it('are told apart by label, else by their own parameters', () => {
    const models =
      '[openai~gpt-6, { model: openai~gpt-6, parameters: { effort: high } }, { model: openai~gpt-6, label: " x high ", parameters: { effort: xhigh } }, { model: openai~gpt-6, parameters: { effort: low, stop: ["]", a#b] } }]';
    assert.deepEqual(
      rows(models).map(([model]) => model),
      [
        'openai~gpt-6',
        'openai~gpt-6 [effort high]',
        'openai~gpt-6 [x high]',
        'openai~gpt-6 [stop "_" "a_b", effort low]',
      ],
    );
    // One alone needs no label.
    assert.deepEqual(rows('[{ model: openai~gpt-6, parameters: { effort: high } }]'), [
      ['openai~gpt-6', { effort: 'high' }],
    ]);
  });

  it('are chosen by their own name, or all of a model', () => {
    const { benchmark } = load(
      benchmarkText({
        models:
          'models: [openai~a, { model: openai~a, label: x }, { model: openai~b, label: x }, { model: openai~b, label: "y, z" }]',
      }),
    );
    const meant = (text: string): string[] => rowsMeant(benchmark!.modelIds, text).map(({ model }) => model);
    assert.deepEqual(meant('openai~a'), ['openai~a']);
    assert.deepEqual(meant('openai~a [x]'), ['openai~a [x]']);
    assert.deepEqual(meant('openai~b'), ['openai~b [x]', 'openai~b [y, z]']);
    assert.deepEqual(meant('openai~b [y, z]'), ['openai~b [y, z]']);
    assert.deepEqual(meant('openai~c'), []);
  });

  it('share prices and coordinates of their model, or have their own', () => {
    const models = 'models: [openai~a, { model: openai~a, label: x }]';
    const prices = (key: string): string =>
      benchmarkText({ models }, `prices: { ${key}: { input_per_million: 1, output_per_million: 2 } }\n`);
    assert.deepEqual(problemLines(prices('openai~a')), []);
    assert.deepEqual(problemLines(prices('"openai~a [x]"')), []);
    assert.match(messages(prices('"openai~a [y]"')), /names a model that is not in models/);
  });

  const wrong: [what: string, models: string, said: RegExp][] = [
    [
      'two with one label and other parameters',
      '[{ model: a, label: x, parameters: { seed: 1 } }, { model: a, label: x, parameters: { seed: 2 } }]',
      /`ollama~a \[x\]` is already in the list with other parameters, as models\[0\]: give each of them a `label`/,
    ],
    [
      'a label that is cut off is like another',
      `[{ model: a, label: "${'x'.repeat(61)}" }]`,
      /has 61 characters: expected at most 60/,
    ],
    ['brackets in a label', '[{ model: a, label: "x [y]" }]', /models\[0\]\.label has `\[` in it/],
    ['a line break in a label', '[{ model: a, label: "x\\ny" }]', /has a line break/],
    [
      'an empty label',
      '[{ model: a, label: " " }]',
      /models\[0\]\.label is empty: expected text that tells the row from others/,
    ],
    ['a number as label', '[{ model: a, label: 5 }]', /models\[0\]\.label must be text .* Put it in quotes/],
    [
      'the effort twice',
      '[{ model: "openai~o3:low", parameters: { effort: high } }]',
      /says the effort in its name already/,
    ],
    ['a map without a model', '[{ label: x }]', /models\[0\]\.model is missing/],
    ['a model without a name', '[{ model: "openai~" }]', /has no model name after the `~`/],
    ['an unknown API in a map', '[{ model: opanai~x, label: y }]', /did you mean `openai~x`\?/],
  ];
  for (const [what, models, said] of wrong)
    it(`are refused: ${what}`, () => assert.match(messages(benchmarkText({ models: `models: ${models}` })), said));

  it('that are the same run once, with a warning', () => {
    const models = 'models: [a, { model: ollama~a }, { model: b, label: x }, { model: b, label: x }]';
    assert.deepEqual(problemLines(benchmarkText({ models })), [
      'warning 5:13 models[1] "{ model: ollama~a }"',
      'warning 5:58 models[3] "{ model: b, label: x }"',
    ]);
  });

  it('have names and folders of their own, whatever their labels', () => {
    const label = fc.string({
      minLength: 1,
      maxLength: 20,
      unit: fc.constantFrom('a', 'A', '/', '中', ' ', ':', 'é', '.', '-', '"', '\\'),
    });
    const labels = fc.uniqueArray(
      label.map((text) => text.trim()).filter((text) => text !== ''),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(labels, fc.constantFrom('llama3.2', 'openai~gpt-6', 'openai~o3:high'), (some, model) => {
        const list = JSON.stringify([model, ...some.map((one) => ({ model, label: one, parameters: { seed: 1 } }))]);
        const names = rows(list).map(([name]) => name);
        assert.equal(names.length, some.length + 1);
        assert.equal(new Set(names).size, names.length);
        assert.equal(new Set(names.map((name) => modelFolderName(name).toLowerCase())).size, names.length);
      }),
    );
  });
});
