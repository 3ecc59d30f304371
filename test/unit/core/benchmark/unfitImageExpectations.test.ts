import assert from 'node:assert/strict';
import { imageBenchmark, load, messages, problemLines, blockFor, fileFor } from './benchmarkProblems';

describe('expectations that do not fit an image test', () => {
  for (const [testType, written, lines, said] of [
    [
      'point',
      'Save',
      ['18  "Save"'],
      /must be a map with a `box`, a `polygon` or a `circle`, but it is the text "Save"\. A small one for point/,
    ],
    ['point', '[10, 20]', ['18  "[10, 20]"'], /but it is a list of 2 values/],
    [
      'point',
      '{}',
      ['18  "{}"'],
      /prompts\[0\]\.expectation must have exactly one of `box`, `polygon` and `circle`\. A small one/,
    ],
    [
      'point',
      '{ box: [1, 2, 3, 4], circle: { center: [1, 2], radius: 3 } }',
      ['18  "{ box: [1, 2, 3, 4], circle: { center: [1, 2], radius: 3 } }"'],
      /must have exactly one of/,
    ],
    [
      'point',
      '{ bbox: [1, 2, 3, 4] }',
      ['20 .bbox "bbox"'],
      /prompts\[0\]\.expectation\.bbox is not a known key; did you mean `box`\?/,
    ],
    [
      'point',
      '{ x: 5, y: 6 }',
      ['20 .x "x"', '26 .y "y"'],
      /expectation\.x is not a known key; the keys known here are label, box, polygon, circle\./,
    ],
    [
      'point',
      '{ box: [1, 2, 3] }',
      ['25 .box "[1, 2, 3]"'],
      /expectation\.box must be a box `\[x1, y1, x2, y2\]` in px of the picture, but it is a list of 3 values\./,
    ],
    [
      'point',
      '{ box: [1, 2, 3, x] }',
      ['35 .box[3] "x"'],
      /expectation\.box\[3\] must be px of the picture, a number from 0, but it is the text "x"/,
    ],
    ['point', '{ box: [-1, 2, 3, 4] }', ['26 .box[0] "-1"'], /a number from 0, but it is the number -1/],
    ['point', '{ box: [1, 2, .inf, 4] }', ['32 .box[2] ".inf"'], /but it is what YAML writes as \.inf or \.nan/],
    [
      'point',
      '{ box: [10, 20, 5, 40] }',
      ['25 .box "[10, 20, 5, 40]"'],
      /expectation\.box must have x1 < x2 and y1 < y2.*not a width and a height/,
    ],
    ['point', '{ box: }', ['20 .box "box"'], /expectation\.box has no value: expected a box/],
    [
      'point',
      '{ polygon: [[1, 2], [3, 4]] }',
      ['29 .polygon "[[1, 2], [3, 4]]"'],
      /must be a list of at least three corners `\[x, y\]`, but it is a list of 2 values/,
    ],
    [
      'point',
      '{ polygon: [[1, 1], [2, 2], [4, 4]] }',
      ['29 .polygon "[[1, 1], [2, 2], [4, 4]]"'],
      /must have three corners that are not on one line/,
    ],
    [
      'point',
      '{ polygon: [[1, 1], [2], [4, 4]] }',
      ['38 .polygon[1] "[2]"'],
      /expectation\.polygon\[1\] must be a point `\[x, y\]`/,
    ],
    [
      'point',
      '{ circle: { center: [1, 2] } }',
      ['28 .circle.radius "{ center: [1, 2] }"'],
      /expectation\.circle\.radius is missing: expected a number of px above 0/,
    ],
    [
      'point',
      '{ circle: { center: [1, 2], radius: 0 } }',
      ['54 .circle.radius "0"'],
      /must be a number of px above 0, but it is the number 0/,
    ],
    [
      'point',
      '{ circle: { centre: [1, 2], radius: 3 } }',
      ['28 .circle.center "{ centre: [1, 2], radius: 3 }"', '30 .circle.centre "centre"'],
      /circle\.centre is not a known key; did you mean `center`\?/,
    ],
    [
      'point',
      '{ regions: [{ box: [1, 2, 3, 4] }, { label: b }] }',
      ['53 .regions[1] "{ label: b }"'],
      /expectation\.regions\[1\] must have exactly one of/,
    ],
    [
      'point',
      '{ regions: [{ box: [1, 2, 3, 4] }], match: some }',
      ['61 .match "some"'],
      /must be `all` or `any`, but it is the text "some"/,
    ],
    [
      'point',
      '{ box: [1, 2, 3, 4], match: any }',
      ['18 .regions "{ box: [1, 2, 3, 4], match: any }"', '20 .box "box"'],
      /expectation\.regions is missing/,
    ],
    ['point', '{ box: [1, 2, 3, 4], label: }', ['39 .label "label"'], /expectation\.label has no value/],
    [
      'box',
      '[1, 2, 3, 4]',
      ['18  "[1, 2, 3, 4]"'],
      /must be a map with `box`, or with `boxes`, but it is a list of 4 values/,
    ],
    ['box', '{ label: cat }', ['18 .box "{ label: cat }"'], /expectation\.box is missing/],
    [
      'box',
      '{ boxes: [[1, 2, 3, 4]] }',
      ['28 .boxes[0] "[1, 2, 3, 4]"'],
      /expectation\.boxes\[0\] must be a map with `box: \[x1, y1, x2, y2\]`/,
    ],
    [
      'box',
      '{ boxes: [{ box: [1, 2, 3, 4] }], iou: 50 }',
      ['57 .iou "50"'],
      /expectation\.iou must be a number above 0, at most 1, but it is the number 50/,
    ],
    [
      'box',
      '{ boxes: [{ box: [1, 2, 3, 4], label: a }, { box: [1, 2, 3, 4] }], labels: match }',
      ['61 .boxes[1] "{ box: [1, 2, 3, 4] }"'],
      /boxes\[1\] needs a `label`, because labels is `match`/,
    ],
    [
      'box',
      '{ box: [1, 2, 3, 4], labels: match }',
      ['18  "{ box: [1, 2, 3, 4], labels: match }"'],
      /expectation needs a `label`/,
    ],
    [
      'count',
      'seven',
      ['18  "seven"'],
      /must be a whole number, or a map with `count`, but it is the text "seven"\. A small one for count: `expectation: 7`/,
    ],
    ['count', '2.5', ['18  "2.5"'], /must be a whole number from 0, but it is the number 2\.5/],
    ['count', '-1', ['18  "-1"'], /must be a whole number from 0/],
    ['count', 'true', ['18  "true"'], /but it is true/],
    ['count', '{ tolerance: 1 }', ['18 .count "{ tolerance: 1 }"'], /expectation\.count is missing/],
    [
      'count',
      '{ count: 3, points: [[1, 2]] }',
      ['38 .points "[[1, 2]]"'],
      /expectation\.points must be as many as count says, 3, but there is 1/,
    ],
    ['ocr', '""', ['18  "\\"\\""'], /expectation must not be empty/],
    ['ocr', '[a, b]', ['18  "[a, b]"'], /must be the text in the picture, or a map with `text`/],
    ['ocr', '{ text: a, texts: [b] }', ['18  "{ text: a, texts: [b] }"'], /must have either `text` or `texts`/],
    ['ocr', '{ metric: cer }', ['18  "{ metric: cer }"'], /must have either `text` or `texts`/],
    ['ocr', '{ text: a, metric: bleu }', ['37 .metric "bleu"'], /must be one of cer, wer, anls, exact/],
    ['ocr', '{ text: a, threshold: 5 }', ['40 .threshold "5"'], /must be a number from 0 to 1/],
    ['ocr', '{ text: a, normalize: case }', ['40 .normalize "case"'], /must be a list of nfkc, case, space, punct/],
    [
      'ocr',
      '{ text: a, normalize: [case, trim] }',
      ['47 .normalize[1] "trim"'],
      /must be one of nfkc, case, space, punct/,
    ],
    [
      'ocr',
      '{ texts: [a, "..."], normalize: [punct] }',
      ['31 .texts[1] "\\"...\\""'],
      /is only punctuation, and normalize leaves that out/,
    ],
    ['ocr', '{ texts: [a, [b]] }', ['31 .texts[1] "[b]"'], /must be text, what is written in the picture/],
    ['choice', 'B', ['18  "B"'], /must be a map with `options` and `answer`, but it is the text "B"/],
    [
      'choice',
      '{ options: [a cat, a dog], answer: A }',
      ['29 .options "[a cat, a dog]"'],
      /must be a map from the letters A, B, C, \.\.\. to the options' texts, but it is a list/,
    ],
    [
      'choice',
      '{ options: { a: x, B: y }, answer: B }',
      ['31 .options.a "a"'],
      /The key of prompts\[0\]\.expectation\.options\.a must be a capital letter/,
    ],
    [
      'choice',
      '{ options: { A: x }, answer: A }',
      ['29 .options "{ A: x }"'],
      /expectation\.options must have at least two options/,
    ],
    [
      'choice',
      '{ options: { A: x, B: y }, answer: C }',
      ['53 .answer "C"'],
      /must be the letter of one of the options, A, B, but it is "C"/,
    ],
    ['choice', '{ options: { A: x, B: y }, answer: b }', ['53 .answer "b"'], /but it is "b"; did you mean `B`\?$/],
    ['choice', '{ options: { A: x, B: y }, answer: y }', ['53 .answer "y"'], /did you mean `B`\?/],
    [
      'choice',
      '{ options: { A: x, B: y, C: x }, answer: B }',
      ['46 .options.C "x"'],
      /options\.C says the same as option A/,
    ],
    ['choice', '{ options: { A: x, B: }, answer: A }', ['37 .options.B "B"'], /options\.B has no value/],
    [
      'choice',
      '{ options: { A: x, B: y }, answer: A, circular: 4 }',
      ['66 .circular "4"'],
      /must be `true` or `false`/,
    ],
    ['classify', 'cat', ['18  "cat"'], /must be a map with `choices` and `label` or `labels`/],
    ['classify', '{ choices: [cat], label: cat }', ['29 .choices "[cat]"'], /must be a list of at least two classes/],
    [
      'classify',
      '{ choices: [cat, dog], label: dogg }',
      ['48 .label "dogg"'],
      /must be one of choices, cat, dog, but it is "dogg"; did you mean `dog`\?$/,
    ],
    [
      'classify',
      '{ choices: [cat, dog], labels: [cat, dgo] }',
      ['55 .labels[1] "dgo"'],
      /labels\[1\] must be one of choices/,
    ],
    ['classify', '{ choices: [cat, dog], labels: [cat, cat] }', ['55 .labels[1] "cat"'], /is already in labels/],
    ['classify', '{ choices: [cat, dog, cat], label: cat }', ['40 .choices[2] "cat"'], /is already in choices/],
    ['classify', '{ choices: [cat, dog] }', ['18  "{ choices: [cat, dog] }"'], /must have either `label` or `labels`/],
    [
      'classify',
      '{ choices: [cat, dog], labels: [] }',
      ['49 .labels "[]"'],
      /labels is empty: expected a list of the right ones of choices/,
    ],
    ['classify', '{ choices: [cat, dog], lable: cat }', ['41 .lable "lable"'], /did you mean `label`\?/],
  ] as const) {
    it(`${testType} refuses ${written}`, () => {
      const text = fileFor(testType, written);
      assert.deepEqual(
        problemLines(text),
        lines.map((line) => line.replace(/^(\d+) (\S*) /, 'error 7:$1 prompts[0].expectation$2 ')),
      );
      assert.match(messages(text), said);
      assert.doesNotMatch(messages(text), /Invalid|undefined|expected (string|number|object|array)/);
      assert.equal(load(text).benchmark, undefined);
    });
  }

  it('refuse more corners than can be drawn in a moment', () => {
    const polygonOf = (corners: number): string =>
      fileFor(
        'point',
        `{ polygon: [${Array.from({ length: corners }, (_, at) => `[${at}, ${at * at}]`).join(', ')}] }`,
      );
    assert.equal(messages(polygonOf(2000)), '');
    assert.equal(
      messages(polygonOf(2001)).split(' A small one')[0],
      'prompts[0].expectation.polygon must be a list of at most 2000 corners (leave out those that lie almost on a line between others), but it is a list of 2001 values.',
    );
  });

  it('are marked at their part in a block, too', () => {
    const text = blockFor(
      'box',
      '\n      boxes:\n        - box: [1, 2, 3, 4]\n          label: cat\n        - box: [5, 6, 7]\n          lable: dog\n',
    );
    assert.deepEqual(problemLines(text), [
      'error 12:16 prompts[0].expectation.boxes[1].box "[5, 6, 7]"',
      'error 13:11 prompts[0].expectation.boxes[1].lable "lable"',
    ]);
  });

  it('are said of each prompt by its own test type', () => {
    const text = imageBenchmark({
      file: ['test_type: count'],
      prompts:
        'prompts:\n  - { image: a.png, expectation: x }\n  - { image: a.png, test_type: ocr, expectation: x }\n  - { image: a.png, test_type: point, expectation: 7 }',
    });
    assert.deepEqual(problemLines(text), [
      'error 7:34 prompts[0].expectation "x"',
      'error 9:52 prompts[2].expectation "7"',
    ]);
  });
});
