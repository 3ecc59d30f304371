// The simulated API's answers to image tests: as right or as wrong as it means to be, in the form of every coordinate profile.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coordinateProfiles } from '../../../../src/core/coordinates/coordinateProfiles';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import { connectSimulated } from '../../../../src/core/providers/connectSimulated';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import type { Expectation, TestTypeName } from '../../../../src/shared/run/benchmark';
import type {
  BoxExpectation,
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
  PointExpectation,
} from '../../../../src/shared/run/imageExpectation';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { listenedAsk } from '../../../servers/listenedAsk';
import { evaluate } from '../testTypes/evaluate';

const width = 640;
const height = 400;
const pictures = coordinateProfiles.map((profile): PictureContext => ({
  width,
  height,
  sentWidth: 320,
  sentHeight: 200,
  profile,
  chosenBy: 'table',
}));
const anyPicture = fc.constantFrom(...pictures);

type Expected =
  PointExpectation | BoxExpectation | CountExpectation | OcrExpectation | ChoiceExpectation | ClassifyExpectation;

async function verdictOf(
  testType: TestTypeName,
  expected: Expected,
  isCorrect: boolean,
  seed: string,
  picture: PictureContext | null = null,
): Promise<{ verdict: string; answer: string }> {
  const question = { testType, expectation: expected, picture };
  const answer = await simulatedAnswer(question, isCorrect, seededRandom(seed));
  const { record } = await evaluate(testType, answer, question.expectation, { picture: picture ?? undefined });
  return { verdict: record.verdict, answer };
}

const verdicts = { true: 'correct', false: 'incorrect' } as const;

async function assertJudged(...args: Parameters<typeof verdictOf>): Promise<void> {
  const { verdict, answer } = await verdictOf(...args);
  assert.equal(verdict, verdicts[`${args[2]}`], answer);
}

const side = { min: 12, max: 150 };
/** A box on the picture that leaves room beside it. */
const anyBox = fc
  .tuple(
    fc.integer({ min: 0, max: width - 160 }),
    fc.integer({ min: 0, max: height - 160 }),
    fc.integer(side),
    fc.integer(side),
  )
  .map(([x, y, w, h]): [number, number, number, number] => [x, y, x + w, y + h]);
const anyLabel = fc.constantFrom(undefined, 'Save', 'a red car');
const withLabel = <T extends object>(value: T, label: string | undefined): T & { label?: string } =>
  label === undefined ? value : { ...value, label };
const anyRegion = fc.oneof(
  fc.tuple(anyBox, anyLabel).map(([box, label]) => withLabel({ box }, label)),
  fc
    .tuple(anyBox, fc.integer({ min: 8, max: 40 }))
    .map(([[x, y], radius]) => ({ circle: { center: [x + 40, y + 40] as [number, number], radius } })),
  // A triangle, and an L whose middle is outside of it.
  anyBox.map(([x1, y1, x2, y2]) => ({
    polygon: [
      [x1, y1],
      [x2, y1],
      [x1, y2],
    ] as [number, number][],
  })),
  anyBox.map(([x, y]) => ({
    polygon: [
      [x, y],
      [x + 20, y],
      [x + 20, y + 120],
      [x + 120, y + 120],
      [x + 120, y + 140],
      [x, y + 140],
    ] as [number, number][],
  })),
);

describe('simulated answers to image tests', () => {
  it('hit or miss regions of every shape, in the form of every profile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRegion, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('all' as const, 'any' as const),
        anyPicture,
        fc.boolean(),
        fc.string(),
        (regions, match, picture, isCorrect, seed) =>
          assertJudged('point', { regions, match }, isCorrect, seed, picture),
      ),
      { numRuns: 600 },
    );
  });

  it('frame boxes well or badly, in the form of every profile', async () => {
    const anyBoxes = fc.array(
      fc.tuple(anyBox, anyLabel).map(([box, label]) => withLabel({ box }, label)),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(
        anyBoxes,
        fc.constantFrom(0.3, 0.5, 0.75, 0.9),
        fc.constantFrom('match' as const, 'ignore' as const),
        anyPicture,
        fc.boolean(),
        fc.string(),
        (boxes, iou, labels, picture, isCorrect, seed) => {
          // Twelve px of the original are twenty of the coarsest steps there are: too few for an overlap of nine tenths in tokens without decimals.
          fc.pre(picture.profile.form !== 'loc' || iou <= 0.75);
          return assertJudged('box', { boxes, iou, labels }, isCorrect, seed, picture);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('count right or wrong', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(5), fc.boolean(), fc.string(), (count, tolerance, isCorrect, seed) =>
        assertJudged('count', { count, tolerance, points: [] }, isCorrect, seed),
      ),
      { numRuns: 300 },
    );
  });

  it('read texts right or wrong', async () => {
    const anyMetric = fc.constantFrom<[OcrExpectation['metric'], number]>(
      ['cer', 0],
      ['cer', 0.05],
      ['cer', 0.4],
      ['wer', 0.1],
      ['anls', 0.5],
      ['anls', 0.9],
      ['exact', 0],
    );
    const anyText = fc.oneof(
      fc.constantFrom('Total: $1,482.50', 'Exit', 'ÉCOLE 世界', 'a\nb c', 'l'),
      fc.lorem({ maxCount: 8 }),
    );
    const anyNormalization = fc.subarray<OcrExpectation['normalize'][number]>(['nfkc', 'case', 'space', 'punct']);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { minLength: 1, maxLength: 2 }),
        anyMetric,
        anyNormalization,
        fc.boolean(),
        fc.string(),
        (texts, [metric, threshold], normalize, isCorrect, seed) =>
          assertJudged('ocr', { texts, metric, threshold, normalize }, isCorrect, seed),
      ),
      { numRuns: 500 },
    );
  });

  it('choose the right option or another', async () => {
    const anyOptions = fc.integer({ min: 2, max: 6 }).chain((count) =>
      fc.record({
        options: fc.constant(
          Object.fromEntries(
            ['A', 'B', 'C', 'D', 'E', 'F']
              .slice(0, count)
              .map((letter, position) => [letter, ['a cat', 'B', 'none of these', 'A dog', '7', 'C'][position]!]),
          ),
        ),
        answer: fc.constantFrom(...['A', 'B', 'C', 'D', 'E', 'F'].slice(0, count)),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyOptions, fc.boolean(), fc.string(), ({ options, answer }, isCorrect, seed) =>
        assertJudged('choice', { options, answer }, isCorrect, seed),
      ),
      { numRuns: 300 },
    );
  });

  it('name the right classes or others', async () => {
    const choices = ['cat', 'dog', 'a bird, in flight', 'Other'];
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(choices, { minLength: 1 }),
        fc.boolean(),
        fc.boolean(),
        fc.string(),
        (labels, isMultiple, isCorrect, seed) =>
          assertJudged(
            'classify',
            { choices, labels: isMultiple ? labels : labels.slice(0, 1), isMultiple },
            isCorrect,
            seed,
          ),
      ),
      { numRuns: 300 },
    );
  });

  it('are wrong in more than one way', async () => {
    const picture = pictures[0]!;
    const regions = [
      { box: [10, 10, 60, 60] as [number, number, number, number] },
      { box: [200, 200, 260, 240] as [number, number, number, number] },
    ];
    const counts = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const { answer } = await verdictOf('point', { regions, match: 'all' }, false, String(seed), picture);
      counts.add((JSON.parse(answer) as { points: unknown[] }).points.length);
    }
    assert.deepEqual([...counts].sort(), [1, 2, 3]);
  });

  it('come near where what is meant does not exist, and never fail', async () => {
    // Nothing but the whole picture, no region at all, one option, one class, no text, expectations of no kind.
    const whole = {
      regions: [{ box: [0, 0, width, height] as [number, number, number, number] }],
      match: 'all' as const,
    };
    await assertJudged('point', whole, false, 'x', pictures[0]!);
    await assertJudged('point', { regions: [], match: 'all' }, true, 'x', pictures[0]!);
    await assertJudged('box', { boxes: [], iou: 0.5, labels: 'ignore' }, false, 'x', pictures[0]!);
    await assertJudged('ocr', { texts: [''], metric: 'cer', threshold: 0.05, normalize: [] }, true, 'x');
    await assertJudged('ocr', { texts: [''], metric: 'cer', threshold: 0.05, normalize: [] }, false, 'x');
    for (const [testType, expectation] of [
      ['choice', { options: { A: 'only' }, answer: 'A' }],
      ['classify', { choices: ['one'], labels: ['one'], isMultiple: false }],
      ['point', 'a text'],
      ['box', {}],
      ['point', {}],
      ['ocr', {}],
      ['choice', {}],
      ['classify', {}],
      ['count', []],
    ] as [TestTypeName, Expectation][]) {
      for (const isCorrect of [true, false]) {
        const answer = await simulatedAnswer(
          { testType, expectation, picture: pictures[0]! },
          isCorrect,
          seededRandom('x'),
        );
        assert.equal(typeof answer, 'string', `${testType} ${JSON.stringify(expectation)}`);
      }
    }
  });

  it('reach whoever asks the model API, the same every time', async () => {
    const expectation = { count: 7, tolerance: 0, points: [] };
    const [first, second] = [await connectSimulated(), await connectSimulated()];
    const spec = { model: 'simulated~scholar', testType: 'count' as const, expectation };
    const heard = [await listenedAsk(first, spec), await listenedAsk(second, spec)];
    assert.match(heard[0]!.answer, /"count":\d+/);
    assert.equal(heard[0]!.answer, heard[1]!.answer);
  });
});
