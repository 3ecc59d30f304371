// Benchmarks with pictures: test types, paths, coordinates and repeats, and what is said about them where.

import assert from 'node:assert/strict';
import { mixedTestTypes } from '../../../../src/shared/run/events';
import { imageBenchmark, load, messages, problemLines, onePrompt } from './benchmarkProblems';

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
