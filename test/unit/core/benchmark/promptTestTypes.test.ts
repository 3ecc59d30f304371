import assert from 'node:assert/strict';
import { mixedTestTypes } from '../../../../src/shared/run/events';
import { imageBenchmark, load, messages, problemLines, onePrompt } from './benchmarkProblems';

describe('the test type of a prompt', () => {
  const types = (file: string[], prompts: string[]): { types: string[] | undefined; all: string | undefined } => {
    const { benchmark } = load(
      imageBenchmark({
        file,
        prompts: `prompts:\n${prompts.map((prompt) => `  - { image: a.png, expectation: 7${prompt} }`).join('\n')}`,
      }),
    );
    return { types: benchmark?.prompts.map((prompt) => prompt.testType), all: benchmark?.testType };
  };

  for (const [what, file, prompts, expected] of [
    ["the file's", ['test_type: count'], ['', ''], { types: ['count', 'count'], all: 'count' }],
    ["the file's under its other name", ['evaluator: ocr'], [''], { types: ['ocr'], all: 'ocr' }],
    ["the file's, said twice", ['evaluator: ocr', 'test_type: ocr'], [''], { types: ['ocr'], all: 'ocr' }],
    ['its own', ['test_type: count'], [', test_type: ocr', ''], { types: ['ocr', 'count'], all: mixedTestTypes }],
    [
      'its own where the file has none',
      [],
      [', test_type: ocr', ', test_type: count'],
      { types: ['ocr', 'count'], all: mixedTestTypes },
    ],
    [
      'the same for all where each has it',
      [],
      [', test_type: ocr', ', test_type: ocr'],
      { types: ['ocr', 'ocr'], all: 'ocr' },
    ],
    [
      'the only one there is, whatever the file says',
      ['test_type: count'],
      [', test_type: ocr'],
      { types: ['ocr'], all: 'ocr' },
    ],
  ] as const) {
    it(`is ${what}`, () => assert.deepEqual(types([...file], [...prompts]), expected));
  }

  for (const [what, text, lines, said] of [
    [
      'two that differ',
      imageBenchmark({ file: ['evaluator: ocr', 'test_type: count'] }),
      ['error 6:12 test_type "count"'],
      /test_type is count, but evaluator is ocr.*keep one/,
    ],
    [
      'none at all',
      imageBenchmark({ file: [] }),
      ['error 1:1 test_type "benchmark_name: Pictures"'],
      /test_type is missing: expected one of execute_\S+, \S.*, for the whole file or in every prompt\. Or judge by checks: `expect: /,
    ],
    [
      'none for some prompts',
      imageBenchmark({
        file: [],
        prompts:
          'prompts:\n  - image: a.png\n    expectation: 1\n  - image: a.png\n    test_type: count\n    expectation: 1',
      }),
      ['error 6:5 prompts[0].test_type "image: a.png"'],
      /prompts\[0\] has no test_type, and the file has none for all prompts/,
    ],
    [
      'one that does not exist',
      imageBenchmark({ file: ['test_type: pount'] }),
      ['error 5:12 test_type "pount"'],
      /There is no test type `pount`; did you mean `point`\?/,
    ],
    [
      'one that does not exist in a prompt',
      onePrompt('{ image: a.png, test_type: boxes, expectation: 1 }'),
      ['error 7:32 prompts[0].test_type "boxes"'],
      /There is no test type `boxes`; did you mean `box`\?/,
    ],
    [
      'a list of them',
      imageBenchmark({ file: ['test_type: [count]'] }),
      ['error 5:12 test_type "[count]"'],
      /test_type must be one of /,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(
        problemLines(text).filter((line) => line.startsWith('error')),
        lines,
      );
      assert.match(messages(text), said);
      assert.equal(load(text).benchmark, undefined);
    });
  }

  it('is not set by `evaluator` in a prompt, which is said', () => {
    assert.match(
      messages(onePrompt('{ image: a.png, evaluator: ocr, expectation: 1 }')),
      /prompts\[0\]\.evaluator is not a known key here: write `test_type`\./,
    );
  });
});
