// The evaluators `count` and `ocr`: which number and which text an answer gives, and how they are judged.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCount } from '../../../../src/core/answerText/readCount';
import type { CountExpectation, OcrExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, pictureOf, verdict } from '../testTypes/imageTest';

const three: CountExpectation = { count: 3, tolerance: 0, points: [] };

describe('count', () => {
  for (const [what, answer, expected, expectation] of [
    ['JSON', '{"count": 3}', 'correct 1 | 3'],
    ['a fence', `${fence}json\n{"count": 3}\n${fence}`, 'correct 1 | 3'],
    ['JSON between words', 'I see 2 on the left and 1 on the right: {"count": 3}.', 'correct 1 | 3'],
    ['JSON with points beside', '{"count": 3, "points": [[1, 2]]}', 'correct 1 | 3'],
    ['a number as text', '{"count": "3"}', 'correct 1 | 3'],
    ['a number word in JSON', '{"Count": "three"}', 'correct 1 | 3'],
    ['another name for the only entry', '{"apples": 3}', 'correct 1 | 3'],
    ['a number alone', '3', 'correct 1 | 3'],
    ['a number with a point and stars', '**3.**', 'correct 1 | 3'],
    ['a number word alone', 'Three', 'correct 1 | 3'],
    ['a sentence with one number', 'There are 3 apples on the table.', 'correct 1 | 3'],
    ['a sentence that says it twice', 'There are three apples (3).', 'correct 1 | 3'],
    ['a number inside a word beside', 'In img2 there are 3.', 'correct 1 | 3'],
    ['a longer number that has the digit', '13', 'incorrect 0 | 13 | 13 is 10 more than 3.'],
    ['a longer number in a sentence', 'There are 13 apples.', 'incorrect 0 | 13 | 13 is 10 more than 3.'],
    ['too few', '{"count": 2}', 'incorrect 0.67 | 2 | 2 is 1 fewer than 3.'],
    ['none', '{"count": 0}', 'incorrect 0 | 0 | 0 is 3 fewer than 3.'],
    ['a tolerance that covers it', '{"count": 9}', 'correct 0.9 | 9', { ...three, count: 10, tolerance: 1 }],
    [
      'a tolerance that does not',
      '8',
      'incorrect 0.8 | 8 | 8 is 2 fewer than 10; at most 1 off is allowed.',
      { ...three, count: 10, tolerance: 1 },
    ],
    ['one where there is none', '1', 'incorrect 0 | 1 | 1 is 1 more than 0.', { ...three, count: 0 }],
    ['thousands', 'There are 1,204 of them.', 'correct 1 | 1204', { ...three, count: 1204 }],
    [
      'several numbers',
      'There are 3 apples and 5 pears.',
      "unparsable | The answer gives several numbers, 3, 5, and doesn't say which is the count.",
    ],
    [
      'a list of numbers',
      '1,2,3',
      "unparsable | The answer gives several numbers, 1, 2, 3, and doesn't say which is the count.",
    ],
    ['a range', '3-4', "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count."],
    [
      'a number and another word',
      'I count three, no: four.',
      "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count.",
    ],
    [
      'JSON that differs',
      '{"count": 3} or {"count": 4}',
      "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count.",
    ],
    ['a fraction', '{"count": 3.5}', 'unparsable | "3.5" is no count: a whole number from 0 was asked for.'],
    ['less than none', '-3', 'unparsable | "-3" is no count: a whole number from 0 was asked for.'],
    ['JSON without a count', '{"apples": 3, "pears": 4}', 'unparsable | The JSON of the answer has no "count".'],
    ['no number', 'Many.', 'unparsable | There is no number in the answer.'],
    ['nothing', '', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.'],
  ] as [string, string, string, CountExpectation?][]) {
    it(`judges ${what}`, async () => assert.equal(await verdict('count', answer, expectation ?? three), expected));
  }

  it('reads any whole number, however it is written', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.constantFrom('{"count": %}', '{"count": "%"}', '%', 'There are %.', 'So: **%**!', 'count=%'),
        fc.boolean(),
        (count, form, isGrouped) => {
          const written = isGrouped && form !== '{"count": %}' ? count.toLocaleString('en-US') : String(count);
          assert.deepEqual(readCount(form.replace('%', written)), { count });
        },
      ),
    );
  });

  it('leaves the error with its sign', async () => {
    const { record } = await judge('count', '5', { ...three, count: 7 });
    assert.deepEqual(record.measures, { count: 7, found: 5, countError: -2 });
    assert.equal(record.evidence, undefined);
  });

  it('draws the places that are known, and judges none of them', async () => {
    const { record } = await judge('count', '{"count": 2, "points": [{"x": 50, "y": 50}]}', {
      count: 2,
      tolerance: 0,
      points: [
        [100, 100],
        [300, 100],
      ],
    });
    assert.equal(record.verdict, 'correct');
    assert.deepEqual(record.evidence?.overlay, {
      truth: [
        { shape: { kind: 'point', x: 0.25, y: 0.5 }, isMissed: false },
        { shape: { kind: 'point', x: 0.75, y: 0.5 }, isMissed: false },
      ],
      found: [{ shape: { kind: 'point', x: 0.25, y: 0.5 }, state: 'note', truth: null }],
    });
    const unreadable = await judge('count', '{"count": 2, "points": [{"x": 5000, "y": 50}]}', {
      count: 2,
      tolerance: 0,
      points: [],
    });
    assert.deepEqual([unreadable.record.verdict, unreadable.record.evidence], ['correct', undefined]);
  });
});

const sign: OcrExpectation = {
  texts: ['NO ENTRY: 20 m ahead'],
  normalize: ['nfkc', 'space'],
  metric: 'cer',
  threshold: 0.05,
};

describe('ocr', () => {
  for (const [what, answer, expected, changes] of [
    ['JSON', '{"text": "NO ENTRY: 20 m ahead"}', 'correct 1 | NO ENTRY: 20 m ahead'],
    ['a fence', `${fence}json\n{"text": "NO ENTRY: 20 m ahead"}\n${fence}`, 'correct 1 | NO ENTRY: 20 m ahead'],
    ['a fence without JSON', `${fence}\nNO ENTRY: 20 m ahead\n${fence}`, 'correct 1 | NO ENTRY: 20 m ahead'],
    ['JSON between words', 'The text is {"text": "NO ENTRY: 20 m ahead"}', 'correct 1 | NO ENTRY: 20 m ahead'],
    ['plain text', 'NO ENTRY: 20 m ahead', 'correct 1 | NO ENTRY: 20 m ahead'],
    ['the text in quotes', '"NO ENTRY: 20 m ahead"', 'correct 1 | NO ENTRY: 20 m ahead'],
    [
      'lines that are not written as JSON wants them',
      '{"text": "NO ENTRY:\n20 m ahead"}',
      'correct 1 | NO ENTRY:\n20 m ahead',
    ],
    ['a list of lines', '{"text": ["NO ENTRY:", "20 m ahead"]}', 'correct 1 | NO ENTRY:\n20 m ahead'],
    [
      'words with places',
      '{"words": [{"text": "NO"}, {"text": "ENTRY:"}, {"text": "20"}, {"text": "m"}, {"text": "ahead"}]}',
      'correct 1 | NO ENTRY: 20 m ahead',
    ],
    ['one wrong character of 20', '{"text": "N0 ENTRY: 20 m ahead"}', 'correct 0.95 | N0 ENTRY: 20 m ahead'],
    [
      'two wrong characters of 20',
      '{"text": "N0 ENTRV: 20 m ahead"}',
      'incorrect 0.9 | N0 ENTRV: 20 m ahead | 2 edits on 20 characters: CER 10%, where at most 5% is allowed.',
    ],
    [
      'words around it',
      'The text says: NO ENTRY: 20 m ahead',
      'incorrect 0.25 | The text says: NO ENTRY: 20 m ahead | 15 edits on 20 characters: CER 75%, where at most 5% is allowed.',
    ],
    [
      'another case, which matters here',
      '{"text": "no entry: 20 m ahead"}',
      'incorrect 0.65 | no entry: 20 m ahead | 7 edits on 20 characters: CER 35%, where at most 5% is allowed.',
    ],
    [
      'another case and no punctuation, where they do not matter',
      '{"text": "no entry 20 M ahead"}',
      'correct 1 | no entry 20 M ahead',
      { normalize: ['case', 'punct', 'space'] },
    ],
    ['no text', '{"text": ""}', 'incorrect 0 |  | 20 edits on 20 characters: CER 100%, where at most 5% is allowed.'],
    [
      'a word error rate',
      '{"text": "NO ENTRY 20 m ahead"}',
      'incorrect 0.8 | NO ENTRY 20 m ahead | 1 edit on 5 words: WER 20%, where at most 10% is allowed.',
      { metric: 'wer', threshold: 0.1 },
    ],
    [
      'a word error rate far above all',
      '{"text": "a b c d e f g h i j k l"}',
      'incorrect 0 | a b c d e f g h i j k l | 12 edits on 5 words: WER 240%, where at most 10% is allowed.',
      { metric: 'wer', threshold: 0.1 },
    ],
    ['a similarity', '{"text": "NO ENTRY: 20 m"}', 'correct 0.7 | NO ENTRY: 20 m', { metric: 'anls', threshold: 0.5 }],
    [
      'too little similarity',
      '{"text": "NO ENTRY"}',
      'incorrect 0 | NO ENTRY | ANLS is 0.000, where at least 0.5 is needed.',
      { metric: 'anls', threshold: 0.5 },
    ],
    ['the exact text', '{"text": "NO ENTRY: 20  m ahead"}', 'correct 1 | NO ENTRY: 20  m ahead', { metric: 'exact' }],
    [
      'not the exact text',
      '{"text": "NO ENTRY: 20 m ahea"}',
      'incorrect 0 | NO ENTRY: 20 m ahea | The text is not the same: 1 character differs.',
      { metric: 'exact' },
    ],
    [
      'JSON that is none',
      '{"text": "NO "ENTRY""}',
      'unparsable | The answer sets out to be JSON, but is none: at line 1, column 15 a comma or } was expected, but there is "ENTRY\\"\\"}".',
    ],
    [
      'two texts',
      '{"text": "NO"} {"text": "YES"}',
      "unparsable | The answer gives 2 different texts, and doesn't say which it means.",
    ],
    ['a text that is none', '{"text": {"a": 1}}', 'unparsable | The "text" of the answer is no text.'],
    ['nothing', '\n', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.'],
  ] as [string, string, string, Partial<OcrExpectation>?][]) {
    it(`judges ${what}`, async () => assert.equal(await verdict('ocr', answer, { ...sign, ...changes }), expected));
  }

  it('takes code that is in the picture for text', async () => {
    const code = 'if (a) { return {"b": 1}; }';
    assert.equal(await verdict('ocr', code, { ...sign, texts: [code] }), `correct 1 | ${code}`);
  });

  it('compares with the text that fits best, and says so', async () => {
    const { record } = await judge('ocr', '{"text": "5 kmh"}', {
      ...sign,
      texts: ['five kilometres an hour', '5 km/h', '5km/h'],
    });
    assert.equal(record.expected, '5 km/h');
    assert.deepEqual(record.measures, { cer: 1 / 6, wer: 0.5, anls: 1 - 1 / 6, exact: 0, characters: 6, words: 2 });
  });

  it('marks the words of an OCR engine, and the place of the text', async () => {
    const words = [
      { text: 'NO', box: [10, 10, 30, 20], confidence: 0.97 },
      { text: 'WAY', box: [40, 10, 500, 20] },
      { text: 'EXIT', box: [50, 10, 70, 20] },
    ];
    const { record } = await judge('ocr', JSON.stringify({ text: 'NO EXIT', words }), {
      ...sign,
      texts: ['NO EXIT'],
      region: [0, 0, 200, 100],
    });
    assert.deepEqual(record.evidence?.overlay, {
      truth: [{ shape: { kind: 'box', x1: 0, y1: 0, x2: 0.5, y2: 0.5 }, isMissed: false }],
      found: [
        {
          shape: { kind: 'box', x1: 0.05, y1: 0.1, x2: 0.15, y2: 0.2 },
          label: 'NO',
          state: 'note',
          truth: null,
          measure: { name: 'confidence', value: 0.97 },
        },
        { shape: { kind: 'box', x1: 0.25, y1: 0.1, x2: 0.35, y2: 0.2 }, label: 'EXIT', state: 'note', truth: null },
      ],
    });
  });

  it('needs no picture', async () => {
    const { record } = await judge(
      'ocr',
      '{"text": "a", "words": [{"text": "a", "box": [1, 1, 2, 2]}]}',
      { ...sign, texts: ['a'], region: [0, 0, 5, 5] },
      null,
    );
    assert.deepEqual([record.verdict, record.evidence], ['correct', undefined]);
    const counted = await judge('count', '1', { count: 1, tolerance: 0, points: [[1, 1]] }, null);
    assert.deepEqual([counted.record.verdict, counted.record.evidence], ['correct', undefined]);
  });

  it('scores an answer in every way of writing it alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({
            unit: fc.constantFrom('a', 'B', '"', '\\', '{', '}', '\n', 'é', ' ', '`'),
            minLength: 1,
            maxLength: 20,
          })
          .filter((text) => text.trim() !== ''),
        async (text) => {
          for (const answer of [JSON.stringify({ text }), `Here: ${JSON.stringify({ text })}`]) {
            const { record } = await judge('ocr', answer, { ...sign, texts: [text], metric: 'exact' }, pictureOf());
            assert.equal(record.verdict, 'correct', answer);
          }
        },
      ),
    );
  });
});
