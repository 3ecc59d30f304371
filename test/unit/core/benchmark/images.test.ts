// Benchmarks with pictures: test types, paths, coordinates and repeats, and what is said about them where.

import assert from 'node:assert/strict';
import { mixedTestTypes } from '../../../../src/shared/run/events';
import { imageBenchmark, load, messages, problemLines } from './benchmarkProblems';

const onePrompt = (lines: string, file = 'test_type: count'): string =>
  imageBenchmark({ file: [file], prompts: `prompts:\n  - ${lines}` });

describe('a benchmark with pictures', () => {
  it('loads with the test type, the pictures and the expectation of every prompt', () => {
    const text = imageBenchmark({
      file: ['test_type: count', 'image_size: native', 'coordinates: gemini_yx1000'],
      prompts: [
        'prompts:',
        '  - image: pictures/äpfel 1.png',
        '    expectation: 7',
        '  - image: [a.jpg, ../b.webp]',
        '    test_type: point',
        '    dynamic_variables: { word: Save }',
        '    expectation: { circle: { center: [5, 6.5], radius: 2 } }',
        '  - test_type: json_validator_eval',
        '    expectation: { a: 1 }',
      ].join('\n'),
    });
    const { benchmark, problems, images } = load(text);
    assert.deepEqual(problems, []);
    assert.equal(benchmark?.testType, mixedTestTypes);
    assert.equal(benchmark?.imageSize, 'native');
    assert.deepEqual(benchmark?.coordinates, { 'ollama~llava': 'gemini_yx1000', 'openai~gpt-4o': 'gemini_yx1000' });
    assert.deepEqual(benchmark?.prompts, [
      { testType: 'count', images: ['pictures/äpfel 1.png'], expectation: { count: 7, tolerance: 0, points: [] } },
      {
        testType: 'point',
        images: ['a.jpg', '../b.webp'],
        dynamic_variables: { word: 'Save' },
        expectation: { regions: [{ circle: { center: [5, 6.5], radius: 2 } }], match: 'all' },
      },
      { testType: 'json_validator_eval', images: [], expectation: { a: 1 } },
    ]);
    const lines = text.split('\n');
    const marked = images.map(({ line, column, endLine, endColumn, path, source }) => [
      path,
      source,
      line === endLine && lines[line - 1]!.slice(column - 1, endColumn - 1),
    ]);
    assert.deepEqual(marked, [
      ['prompts[0].image', 'pictures/äpfel 1.png', 'pictures/äpfel 1.png'],
      ['prompts[1].image[0]', 'a.jpg', 'a.jpg'],
      ['prompts[1].image[1]', '../b.webp', '../b.webp'],
    ]);
  });

  it('names a picture again at each of its places', () => {
    const { images } = load(
      imageBenchmark({
        prompts: 'prompts:\n  - { image: a.png, expectation: 1 }\n  - { image: a.png, expectation: 2 }',
      }),
    );
    assert.deepEqual(
      images.map(({ source, line, path }) => [source, line, path]),
      [
        ['a.png', 7, 'prompts[0].image'],
        ['a.png', 8, 'prompts[1].image'],
      ],
    );
  });

  it('names its good pictures also when something else is wrong', () => {
    const { benchmark, images } = load(
      imageBenchmark({
        prompts:
          'prompts:\n  - { image: a.png, expectation: -1 }\n  - { image: /b.png, expectation: 2 }\n  - { image: *c, expectation: 2 }',
      }),
    );
    assert.equal(benchmark, undefined);
    assert.deepEqual(
      images.map((one) => one.source),
      ['a.png'],
    );
  });

  it('may give the word that an OCR engine looks for, and other tests no value that is not used', () => {
    const prompt = (type: string, expectation: string): string =>
      `  - { image: a.png, test_type: ${type}, dynamic_variables: { word: Save }, expectation: ${expectation} }`;
    const text = imageBenchmark({
      file: [],
      prompts: `prompts:\n${prompt('point', '{ box: [1, 2, 3, 4] }')}\n${prompt('box', '{ box: [1, 2, 3, 4] }')}`,
    });
    assert.deepEqual(problemLines(text), []);
    assert.deepEqual(problemLines(`${text}${prompt('count', '7')}\n`), [
      'warning 8:60 prompts[2].dynamic_variables.word "word"',
    ]);
  });

  it('may be about text, and text tests may have pictures', () => {
    const prompts =
      'prompts:\n  - { test_type: classify, expectation: { choices: [good, bad], label: good } }\n  - { test_type: raw_string_evaluator, image: a.png, expectation: 1.50 }';
    const { benchmark, problems } = load(imageBenchmark({ prompts }));
    assert.deepEqual(problems, []);
    assert.deepEqual(benchmark?.prompts[1], {
      testType: 'raw_string_evaluator',
      images: ['a.png'],
      expectation: '1.50',
    });
  });
});

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
      /test_type is missing: expected one of execute_\S+, \S.*, for the whole file or in every prompt/,
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

describe('the path of a picture', () => {
  for (const testType of ['point', 'box', 'count', 'ocr']) {
    it(`is needed by ${testType}`, () => {
      const text = onePrompt('dynamic_variables: {}\n    expectation: 1', `test_type: ${testType}`);
      assert.ok(problemLines(text).includes('error 7:5 prompts[0].image "dynamic_variables: {}"'));
      assert.match(
        messages(text),
        new RegExp(
          `prompts\\[0\\] has no image, and ${testType} needs one: expected a path relative to the benchmark file`,
        ),
      );
    });
  }

  for (const [written, said] of [
    ['/home/me/a.png', /is an absolute path \(\/home\/me\/a\.png\), which only works on one machine/],
    ['C:\\pictures\\a.png', /is an absolute path/],
    ['c:/pictures/a.png', /is an absolute path/],
    ['\\\\server\\a.png', /is an absolute path/],
    ['"~/a.png"', /is an absolute path/],
    [
      'https://example.org/a.png',
      /is a web address \(https:\/\/example\.org\/a\.png\), and those are not loaded.*Save the picture beside the file/,
    ],
    ['file:///a.png', /is an absolute path/],
    ['" a b.png "', /has blanks around it \(" a b\.png "\)\. Write `a b\.png`\./],
    ['data:image/png;base64,AAAA', /is a data URL\. Save the picture as a file/],
    ['pictures\\a.png', /has a backslash \(pictures\\a\.png\).*Write `pictures\/a\.png`/],
    ['a.svg', /is an SVG: .*Export it as PNG/],
    ['a.SVG', /is an SVG/],
    ['a.svgz', /is an SVG/],
    ['a.pdf', /is a PDF: .*Export the page as PNG/],
    ['"{{file}}.png"', /has a placeholder \(\{\{file\}\}\.png\), and those are only filled in base_prompt/],
  ] as const) {
    it(`is not ${written}`, () => {
      const text = onePrompt(`image: ${written}\n    expectation: 1`);
      assert.deepEqual(problemLines(text), [`error 7:12 prompts[0].image ${JSON.stringify(written)}`]);
      assert.match(messages(text), said);
      assert.deepEqual(load(text).images, []);
    });
  }

  for (const fine of [
    'a.png',
    './a.png',
    '../shared/a.png',
    'a b/c-d_e.PNG',
    'bilder/größe.webp',
    'a',
    '~a.png',
    'svg/a.png',
    'a.svg.png',
    'pdf',
    'http.png',
    '12:30.png',
  ]) {
    it(`may be ${fine}`, () =>
      assert.deepEqual(problemLines(onePrompt(`image: ${JSON.stringify(fine)}\n    expectation: 1`)), []));
  }

  for (const [what, written, lines, said] of [
    [
      'nothing',
      '',
      ['error 7:5 prompts[0].image "image"'],
      /prompts\[0\]\.image has no value: expected a path relative to the benchmark file/,
    ],
    ['an empty text', '" "', ['error 7:12 prompts[0].image "\\" \\""'], /prompts\[0\]\.image is empty/],
    ['an empty list', '[]', ['error 7:12 prompts[0].image "[]"'], /prompts\[0\]\.image is empty/],
    [
      'a number',
      '5',
      ['error 7:12 prompts[0].image "5"'],
      /must be a path .* or a list of them, but it is the number 5/,
    ],
    ['a map', '{ a: b }', ['error 7:12 prompts[0].image "{ a: b }"'], /but it is a map/],
    [
      'a list with a number',
      '[a.png, 5, c.png]',
      ['error 7:20 prompts[0].image[1] "5"'],
      /prompts\[0\]\.image\[1\] must be a path/,
    ],
    [
      'a list with a bad path',
      '[a.png, /b.png]',
      ['error 7:20 prompts[0].image[1] "/b.png"'],
      /prompts\[0\]\.image\[1\] is an absolute path/,
    ],
  ] as const) {
    it(`is not ${what}`, () => {
      const text = onePrompt(`image: ${written}\n    expectation: 1`);
      assert.deepEqual(problemLines(text), lines);
      assert.match(messages(text), said);
    });
  }
});

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
