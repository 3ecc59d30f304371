// `count`: the answer is how many there are.

import * as z from 'zod';
import { readPlaces } from '../coordinates/readPlaces';
import { canonicalPoint } from '../scores/geometry';
import type { CountExpectation } from '../../shared/run/imageExpectation';
import type { ImageEvidence } from '../../shared/results/picture';
import { pick } from '../../shared/statistics/seededRandom';
import { list, map } from '../checks/yamlParts';
import { pointPart } from './expectationParts';
import { jsonInWords } from './simulatedForms';
import type { Evaluation, Simulation } from './testType';
import { placeOfPoint } from '../coordinates/truthPlaces';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable, type Comparison } from './judgement';
import { jsonObjectsOf } from '../answerText/jsonAnswer';
import { readCount } from '../answerText/readCount';

const wholeWords = { error: 'a whole number from 0' };
const whole = z.int(wholeWords).min(0, wholeWords);
const countAlone = whole.transform((truth) => ({ count: truth, tolerance: 0, points: [] }));
const countMap = map('a whole number, or a map with `count`', {
  count: whole.describe('How many there are.'),
  tolerance: whole.default(0).describe('How far off still counts as correct.'),
  points: list('a list of points `[x, y]`', pointPart, 0)
    .default([])
    .describe('Where they are; drawn on the result image, not judged.'),
}).superRefine(({ count: truth, points }, context) => {
  if (points.length === 0 || points.length === truth) return;
  context.addIssue({
    code: 'custom',
    path: ['points'],
    message: `must be as many as count says, ${truth}, but there ${points.length === 1 ? 'is 1' : `are ${points.length}`}`,
  });
});

/**
 * Correct when the count is at most `tolerance` off; a digit of a longer number never counts. The score is 1 - |found - count| / max(count, 1),
 * not below 0. Points that the answer gives beside are drawn where they can be read, and never judged.
 */
export const count = imageTestType<CountExpectation>({
  name: 'count',
  keys: ['count', 'tolerance', 'points'],
  form: {
    schema: z.union([countAlone, countMap]),
    formOf: (value) => (typeof value === 'number' ? countAlone : countMap),
    example: '7',
    keepsWriting: 'textParts',
  },
  likelyTokens: 5,
  expectedText: ({ count: truth, tolerance }) => (tolerance === 0 ? String(truth) : `${truth} (±${tolerance})`),
  answerForm: () => 'Answer with JSON only: {"count": N}, where N is a whole number.',
  placesOfTruth: ({ points }) => points.map((one, index) => placeOfPoint(one, ['points', index])),
  simulatedAnswers: simulatedCounts,
  judge: judgeCount,
});

function judgeCount(test: ImageTest<CountExpectation>): Evaluation {
  const { count: truth, tolerance } = test.wanted;
  const evidence = evidenceOf(test);
  const read = readCount(test.said);
  if ('unreadable' in read) return unparsable({ ...comparisonOf(test, ''), ...evidence }, read.unreadable);
  const off = Math.abs(read.count - truth);
  const comparison: Comparison = {
    ...comparisonOf(test, String(read.count)),
    score: Math.max(0, 1 - off / Math.max(truth, 1)),
    measures: { count: truth, found: read.count, countError: read.count - truth },
    ...evidence,
  };
  const allowed = tolerance === 0 ? '' : `; at most ${tolerance} off is allowed`;
  return judged(
    comparison,
    off <= tolerance,
    `${read.count} is ${off} ${read.count > truth ? 'more' : 'fewer'} than ${truth}${allowed}.`,
  );
}

/** The places that are known: of the truth, and of the answer where it gives any. */
function evidenceOf({ wanted, said, picture }: ImageTest<CountExpectation>): { evidence?: ImageEvidence } {
  if (!picture) return {};
  const truth = wanted.points.map((one) => {
    const [x, y] = canonicalPoint(one, picture);
    return { shape: { kind: 'point' as const, x, y }, isMissed: false };
  });
  const hasPoints = jsonObjectsOf(said).some((object) => Array.isArray(object.points) && object.points.length > 0);
  const read = hasPoints ? readPlaces(said, 'points', picture) : null;
  const places = read?.ok ? read.places : [];
  if (truth.length + places.length === 0) return {};
  const found = places.map((place) => ({ ...place, state: 'note' as const, truth: null }));
  return { evidence: { overlay: { truth, found }, ...(read?.ok ? { coordinates: read.reading } : {}) } };
}

function* simulatedCounts(
  { count: truth, tolerance }: CountExpectation,
  { isCorrect, random }: Simulation,
): Generator<string> {
  if (isCorrect) {
    yield jsonInWords({ count: truth }, random);
    return;
  }
  const off = Math.floor(tolerance) + pick(random, [1, 1, 1, 2]);
  yield jsonInWords({ count: truth >= off && random() < 0.6 ? truth - off : truth + off }, random);
}
