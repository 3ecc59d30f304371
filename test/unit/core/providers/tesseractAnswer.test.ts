// What is made of a page that the OCR engine has read: the answer to each test type, and which words are the ones looked for.

import assert from 'node:assert/strict';
import { boxAnswer, pointAnswer, textAnswer } from '../../../../src/core/providers/tesseractAnswer';
import type { ReadPage, ReadWord } from '../../../../src/core/tesseract/tesseractPage';

/** A line of words, each 10 px a character wide and 20 px high, with 10 px between them. */
function line(text: string, y: number): ReadWord[] {
  let x = 0;
  return text.split(' ').map((word) => {
    const box: ReadWord['box'] = [x, y, x + word.length * 10, y + 20];
    x = box[2] + 10;
    return { text: word, box, confidence: 0.9 };
  });
}

function page(...lines: string[]): ReadPage {
  return { text: lines.join('\n'), lines: lines.map((text, position) => line(text, position * 30)) };
}

const boxes = (answer: string): unknown =>
  (JSON.parse(answer) as { objects: { box: unknown }[] }).objects.map((one) => one.box);

describe('tesseract answers', () => {
  it('give the text and the words with their places', () => {
    assert.deepEqual(JSON.parse(textAnswer([page('Sign in')])), {
      text: 'Sign in',
      words: [
        { text: 'Sign', box: [0, 0, 40, 20], confidence: 0.9 },
        { text: 'in', box: [50, 0, 70, 20], confidence: 0.9 },
      ],
    });
    assert.deepEqual(JSON.parse(textAnswer([{ text: '', lines: [] }])), { text: '', words: [] });
  });

  it('join the texts of several pictures and place the words of the first', () => {
    const answer = JSON.parse(textAnswer([page('One'), page('Two')])) as { text: string; words: unknown[] };
    assert.deepEqual([answer.text, answer.words.length], ['One\nTwo', 1]);
  });

  it('point to the middle of a word, whatever its case and the punctuation around it', () => {
    assert.deepEqual(JSON.parse(pointAnswer(page('Please', 'press "Save," now'), 'save')), {
      points: [{ x: 60 + 35, y: 40, label: '"Save,"' }],
    });
  });

  it('frame a phrase that stands on one line', () => {
    assert.deepEqual(JSON.parse(boxAnswer(page('Do not sign in', 'Sign out here'), ' Sign  OUT ')), {
      objects: [{ label: 'Sign out', box: [0, 30, 80, 50] }],
    });
  });

  it('find every place, and none that only begins alike or goes over the end of a line', () => {
    assert.deepEqual(boxes(boxAnswer(page('up Up update', 'up'), 'up')), [
      [0, 0, 20, 20],
      [30, 0, 50, 20],
      [0, 30, 20, 50],
    ]);
    assert.deepEqual(boxes(boxAnswer(page('Sign', 'in'), 'sign in')), []);
    assert.deepEqual(JSON.parse(pointAnswer(page('Save'), 'Load')), { points: [] });
  });

  it('keep words that are nothing but punctuation', () => {
    assert.deepEqual(boxes(boxAnswer(page('a + b'), '+')), [[20, 0, 30, 20]]);
    assert.deepEqual(boxes(boxAnswer(page('a - b'), '+')), []);
  });
});
