// What result images of image tests say in words: the options as they stood in the prompt, and the figures of a judgement.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { measuresLine } from '../../../../src/core/resultImage/answerRows';
import { optionOf, optionsIn } from '../../../../src/core/resultImage/promptOptions';
import { findTestType } from '../../../../src/core/testTypes/findTestType';

describe('The options of a choice', () => {
  it('are read from the prompt, whichever way its letters are written', () => {
    const wanted = [
      { letter: 'A', text: 'a cat' },
      { letter: 'B', text: 'a dog' },
    ];
    for (const list of [
      'A. a cat\nB. a dog',
      'A: a cat\r\nB: a dog',
      ' (A) a cat\n\n (B) a dog ',
      'A) a cat\nB) a dog',
    ])
      assert.deepEqual(optionsIn(`Which?\n${list}\nAnswer.`, ['B']), wanted, list);
  });

  it('are those of the last list that has the letters, and none when there is no such list', () => {
    assert.deepEqual(
      optionsIn('A. old\nB. older\nThen:\nA. new\nB. newer', ['A'])?.map(({ text }) => text),
      ['new', 'newer'],
    );
    assert.equal(optionsIn('A. x\nB. y', ['C']), null);
    assert.equal(optionsIn('B. x\nC. y', ['B']), null);
    assert.equal(optionsIn('A. alone', ['A']), null);
    assert.equal(optionsIn('', []), null);
  });

  it('come back from the form that prompts are sent in', () => {
    const word = fc.stringMatching(/^[a-z\u4e00-\u4e20][a-z \u4e00-\u4e20]{0,20}[a-z]$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), (texts) => {
        const options = Object.fromEntries(texts.map((text, at) => [String.fromCharCode(65 + at), text]));
        const prompt = `What is it?\n\n${findTestType('choice').answerForm({ options, answer: 'A' }, null)}`;
        assert.deepEqual(
          optionsIn(prompt, Object.keys(options)),
          Object.entries(options).map(([letter, text]) => ({ letter, text })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are named by the words of a judgement', () => {
    assert.deepEqual(optionOf('B: a dog'), { letter: 'B', text: 'a dog' });
    assert.deepEqual(optionOf('C'), { letter: 'C', text: '' });
    assert.equal(optionOf(''), null);
    assert.equal(optionOf('Because'), null);
  });
});

describe('The figures of a judgement', () => {
  it('are said for each test type, and only where they mean something', () => {
    const said = (testType: string, measures?: { [name: string]: number }): string | null =>
      measuresLine({ testType, ...(measures ? { measures } : {}) });
    assert.equal(
      said('point', { hits: 1, regions: 1, points: 1, precision: 1, recall: 1, f1: 1, distance: 0.0312 }),
      '1 of 1 region met  ·  mean distance to the center 3.1%',
    );
    assert.equal(
      said('point', { hits: 1, regions: 2, points: 3, precision: 1 / 3, recall: 0.5, f1: 0.4 }),
      '1 of 2 regions met  ·  precision 0.33  ·  recall 0.50  ·  F1 0.40',
    );
    assert.equal(said('box', { iou: 0.834, truths: 1, boxes: 1, f1: 1, meanF1: 0.7 }), 'IoU 0.83');
    assert.equal(said('ocr', { cer: 0.05, wer: 0.25, anls: 0.9, exact: 0 }), 'CER 5%  ·  WER 25%  ·  ANLS 0.90');
    assert.equal(said('count', { count: 8, found: 7, countError: -1 }), null);
    assert.equal(said('point'), null);
    assert.equal(said('raw_string_evaluator', { anything: 1 }), null);
  });
});
