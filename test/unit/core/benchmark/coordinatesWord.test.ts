import assert from 'node:assert/strict';
import { imageBenchmark, load, messages, problemLines } from './benchmarkProblems';

describe('coordinates', () => {
  const file = (coordinates: string, testType = 'point'): string =>
    imageBenchmark({
      file: [`test_type: ${testType}`, `coordinates: ${coordinates}`],
      prompts: `prompts:\n  - image: a.png\n    expectation: ${testType === 'point' ? '{ box: [1, 2, 3, 4] }' : '7'}`,
    });

  for (const [what, written, profiles] of [
    ['one profile for all models', 'xy1000', { 'ollama~llava': 'xy1000', 'openai~gpt-4o': 'xy1000' }],
    ['a profile by model', '{ llava: qwen_xy1000 }', { 'ollama~llava': 'qwen_xy1000' }],
    [
      'a model written otherwise',
      '{ "ollama~llava": unit, " openai~gpt-4o ": pixels }',
      { 'ollama~llava': 'unit', 'openai~gpt-4o': 'pixels' },
    ],
    ['no model', '{}', {}],
  ] as const) {
    it(`set ${what}`, () => {
      assert.deepEqual(load(file(written)).benchmark?.coordinates, profiles);
      assert.deepEqual(problemLines(file(written)), []);
    });
  }

  for (const [what, written, lines, said] of [
    [
      'an unknown profile',
      'gemini_yx100',
      ['error 6:14 coordinates "gemini_yx100"'],
      /coordinates names a coordinate profile that does not exist, `gemini_yx100`; did you mean `gemini_yx1000`\? Expected one of .*qwen_xy1000/,
    ],
    [
      'an unknown profile of a model',
      '{ llava: xyz, openai~gpt-4o: unit }',
      ['error 6:23 coordinates.llava "xyz"'],
      /coordinates\.llava names a coordinate profile that does not exist/,
    ],
    [
      'a model that is not in the file',
      '{ openai~gpt-4: unit }',
      ['error 6:16 coordinates["openai~gpt-4"] "openai~gpt-4"'],
      /names a model that is not in models, `openai~gpt-4`; did you mean `openai~gpt-4o`\? Expected one of llava, openai~gpt-4o/,
    ],
    [
      'a model twice',
      '{ llava: unit, ollama~llava: pixels }',
      ['error 6:29 coordinates["ollama~llava"] "ollama~llava"'],
      /`ollama~llava` is the same model as `llava`: keep one of them/,
    ],
    [
      'a list',
      '[unit]',
      ['error 6:14 coordinates "[unit]"'],
      /coordinates must be a coordinate profile such as `xy1000`, or a map/,
    ],
    ['nothing', '', ['error 6:1 coordinates "coordinates"'], /coordinates has no value/],
    [
      'a number as profile',
      '{ llava: 5 }',
      ['error 6:23 coordinates.llava "5"'],
      /coordinates\.llava must be a coordinate profile/,
    ],
  ] as const) {
    it(`refuse ${what}`, () => {
      assert.deepEqual(problemLines(file(written)), lines);
      assert.match(messages(file(written)), said);
    });
  }

  it('are not used without a test that asks for a place', () => {
    assert.deepEqual(problemLines(file('unit', 'count')), ['warning 6:1 coordinates "coordinates"']);
    assert.ok(load(file('unit', 'count')).benchmark);
  });
});

describe('the size of pictures', () => {
  it('is shared or native', () => {
    for (const [written, size] of [
      ['shared', 'shared'],
      ['native', 'native'],
      ['"native"', 'native'],
    ]) {
      assert.equal(
        load(imageBenchmark({ file: ['test_type: count', `image_size: ${written}`] })).benchmark?.imageSize,
        size,
      );
    }
    const text = imageBenchmark({ file: ['test_type: count', 'image_size: 1024'] });
    assert.deepEqual(problemLines(text), ['error 6:13 image_size "1024"']);
    assert.match(messages(text), /image_size must be shared or native, but it is the number 1024/);
  });

  it('is not used without a picture', () => {
    const text = imageBenchmark({
      file: ['test_type: raw_string_evaluator', 'image_size: native'],
      prompts: 'prompts: [{ expectation: x }]',
    });
    assert.deepEqual(problemLines(text), ['warning 6:1 image_size "image_size"']);
  });
});
