import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OcrExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, pictureOf, verdict } from './imageTest';

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
