// `point`: the answer is one or more places on the picture, and they must be in the regions expected.

import type { PixelPoint, PointExpectation } from '../../shared/run/imageExpectation';
import { readPlaces } from '../coordinates/readPlaces';
import { regionShape } from '../scores/geometry';
import { matchPoints } from '../scores/matchPoints';
import { retrieval, type Retrieval } from '../scores/retrieval';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, pictureOf, type ImageTest } from './imageTestType';
import { judged, type Comparison } from './judgement';
import { pointGot, pointOverlay, pointReason } from './pointEvidence';
import { unreadPlaces } from './unreadPlaces';

/**
 * `all` is strict (PointArena, arXiv 2505.09990): every region has a point of its own, and there is no further point; the score is F1.
 * `any` is lenient (RefSpatial): one point inside one region is enough; the score is 1 or 0.
 */
export const point = imageTestType<PointExpectation>('point', ['regions', 'match'], judgePoints);

function judgePoints(test: ImageTest<PointExpectation>): Evaluation {
  const picture = pictureOf(test);
  const { regions, match } = test.wanted;
  const read = readPlaces(test.said, 'points', picture);
  if (!read.ok) return unreadPlaces(test, read, pointOverlay(test.wanted, null, picture));
  const places = read.places.map(({ shape, ...rest }) => {
    if (shape.kind !== 'point') throw new Error(`a point was asked for, and a ${shape.kind} was read`);
    return { ...rest, point: [shape.x * picture.width, shape.y * picture.height] as PixelPoint };
  });
  const diagonal = Math.hypot(picture.width, picture.height);
  const matched = matchPoints(
    places.map((place) => place.point),
    regions.map(regionShape),
    match,
    diagonal,
  );
  const points = matched.map((one, index) => ({ ...places[index]!, ...one }));
  const hits = points.filter((one) => one.state === 'hit').length;
  const scores = retrievalOf(hits, points.length, test.wanted);
  const isCorrect = match === 'any' ? hits > 0 : hits === regions.length && points.length === regions.length;
  const measures: Comparison['measures'] = { hits, regions: regions.length, points: points.length, ...scores };
  if (points.length > 0)
    measures.distance = points.reduce((sum, one) => sum + one.centerDistance / diagonal, 0) / points.length;
  const comparison: Comparison = {
    ...comparisonOf(test, pointGot(test.wanted, points)),
    score: match === 'all' ? scores.f1 : isCorrect ? 1 : 0,
    measures,
    evidence: { overlay: pointOverlay(test.wanted, points, picture), coordinates: read.reading },
  };
  return judged(comparison, isCorrect, pointReason(test.wanted, points, diagonal));
}

/** With `any` the regions are as good as one: a point in one of them recalls all there is. */
function retrievalOf(hits: number, points: number, { regions, match }: PointExpectation): Retrieval {
  const scores = retrieval(hits, regions.length, points);
  if (match === 'all' || hits === 0) return scores;
  return { precision: scores.precision, recall: 1, f1: (2 * scores.precision) / (scores.precision + 1) };
}
