// `count`: the answer is how many there are.

import { readPlaces } from '../coordinates/readPlaces';
import { canonicalPoint } from '../scores/geometry';
import type { CountExpectation } from '../../shared/run/imageExpectation';
import type { ImageEvidence } from '../../shared/results/picture';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable, type Comparison } from './judgement';
import { jsonObjectsOf } from '../answerText/jsonAnswer';
import { readCount } from '../answerText/readCount';

/**
 * Correct when the count is at most `tolerance` off; a digit of a longer number never counts. The score is 1 - |found - count| / max(count, 1),
 * not below 0. Points that the answer gives beside are drawn where they can be read, and never judged.
 */
export const count = imageTestType<CountExpectation>('count', ['count', 'tolerance', 'points'], judgeCount);

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
