import assert from 'node:assert/strict';
import { checkTruth } from '../../../../src/core/images/checkTruth';
import { type PictureSize } from '../../../../src/core/images/knownPictures';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';

describe('checking that truth is in the picture', () => {
  const sizes = new Map<string, PictureSize>([
    ['a.png', { width: 40, height: 24, isTurned: false }],
    ['b.jpg', { width: 24, height: 40, isTurned: true }],
  ]);
  /** What an expectation has beside the places that these tests are about. */
  const rest: { readonly [testType: string]: object } = {
    point: { match: 'all' },
    box: { iou: 0.5, labels: 'ignore' },
    count: { count: 2, tolerance: 0 },
    ocr: { texts: ['x'], normalize: [], metric: 'cer', threshold: 0.05 },
  };
  const prompt = (
    testType: LoadedPrompt['testType'],
    expectation: string | object,
    ...images: string[]
  ): LoadedPrompt => ({
    testType,
    expectation: typeof expectation === 'object' ? { ...rest[testType], ...expectation } : expectation,
    images,
  });
  const messages = (...prompts: LoadedPrompt[]): string[] =>
    checkTruth(prompts, sizes).map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('takes every place up to the very edge', () => {
    const fine = [
      prompt('box', { boxes: [{ box: [0, 0, 40, 24] }], iou: 0.5, labels: 'ignore' }, 'a.png', 'b.jpg'),
      prompt(
        'point',
        {
          regions: [
            {
              polygon: [
                [0, 0],
                [40, 24],
                [40, 0],
              ],
            },
            { circle: { center: [40, 24], radius: 500 } },
          ],
          match: 'all',
        },
        'a.png',
      ),
      prompt('count', { count: 1, tolerance: 0, points: [[40, 24]] }, 'a.png'),
      prompt('ocr', { texts: ['x'], region: [1, 1, 2, 2] }, 'a.png'),
      prompt('ocr', { texts: ['x'] }, 'a.png'),
      prompt('raw_string_evaluator', 'x', 'a.png'),
      prompt('box', { boxes: [{ box: [0, 0, 999, 999] }] }, 'unusable.png'),
      prompt('raw_string_evaluator', 'x'),
    ];
    assert.deepEqual(messages(...fine), []);
  });

  it('says which place is not in which picture', () => {
    assert.deepEqual(
      messages(
        prompt('box', { boxes: [{ box: [1, 1, 2, 2] }, { box: [1, 1, 41, 2] }] }, 'a.png'),
        prompt(
          'point',
          {
            regions: [
              { box: [0, 0, 1, 24.5] },
              {
                polygon: [
                  [0, 0],
                  [1, 1],
                  [99, 0],
                ],
              },
              { circle: { center: [41, 3], radius: 9 } },
            ],
          },
          'a.png',
        ),
        prompt(
          'count',
          {
            points: [
              [1, 1],
              [1, 25],
            ],
          },
          'a.png',
        ),
        prompt('ocr', { region: [0, 0, 30, 40] }, 'a.png'),
      ),
      [
        'prompts.0.expectation.boxes.1.box: box [1, 1, 41, 2] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.0.box: box [0, 0, 1, 24.5] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.1.polygon: polygon [[0, 0], [1, 1], [99, 0]] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.2.circle: the center [41, 3] of the circle is not inside of a.png, which is 40 x 24 px.',
        'prompts.2.expectation.points.1: point [1, 25] is not inside of a.png, which is 40 x 24 px.',
        'prompts.3.expectation.region: box [0, 0, 30, 40] is not inside of a.png, which is 40 x 24 px.',
      ],
    );
  });

  it('explains coordinates of a picture that was not turned', () => {
    assert.deepEqual(messages(prompt('box', { boxes: [{ box: [0, 0, 30, 10] }] }, 'b.jpg')), [
      'prompts.0.expectation.boxes.0.box: box [0, 0, 30, 10] is not inside of b.jpg, which is 24 x 40 px when it is turned as its EXIF orientation says. Coordinates count in the picture as people see it, not as it is stored.',
    ]);
  });

  it("says it once of a prompt with variants, by the prompt's place in the file", () => {
    const variant = (number: number): LoadedPrompt => ({
      ...prompt('box', { boxes: [{ box: [0, 0, 99, 9] }] }, 'a.png'),
      variant: { prompt: 5, kind: 'trial', number, of: 2 },
    });
    assert.deepEqual(
      messages(variant(1), variant(2)).map((line) => line.split(':')[0]),
      ['prompts.4.expectation.boxes.0.box'],
    );
    const after = messages(variant(1), variant(2), prompt('box', { boxes: [{ box: [0, 0, 98, 9] }] }, 'a.png'));
    assert.deepEqual(
      after.map((line) => line.split(':')[0]),
      ['prompts.4.expectation.boxes.0.box', 'prompts.5.expectation.boxes.0.box'],
    );
  });
});
