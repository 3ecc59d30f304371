// `point`: the answer is one or more places on the picture, and they must be in the regions expected.

import * as z from 'zod';
import type { PixelPoint, PointExpectation, Region } from '../../shared/run/imageExpectation';
import { placesForm } from '../coordinates/placesForm';
import { readPlaces } from '../coordinates/readPlaces';
import { mostCornersDrawn } from '../../shared/results/picture';
import { regionShape } from '../scores/geometry';
import { matchPoints } from '../scores/matchPoints';
import { retrieval, type Retrieval } from '../scores/retrieval';
import { hasKey, list, map } from '../checks/yamlParts';
import { boxPart, labelPart, pointPart } from './expectationParts';
import { comparisonOf, imageTestType, pictureOf, unreadPlaces, type ImageTest } from './imageTestType';
import { judgeNothing, nothingThere } from './judgeNothing';
import { judged, type Comparison } from './judgement';
import { pointGot, pointOverlay, pointReason } from './pointEvidence';
import { regionText } from './regionText';
import { simulatedPoints } from './simulatedPoints';
import type { Evaluation } from './testType';
import { placeOfBox, type TruthPlace } from '../coordinates/truthPlaces';

const circleWords = 'a map with `center: [x, y]` and `radius`, in px of the picture';
const radiusWords = { error: 'a number of px above 0' };
const oneShape = { error: 'must have exactly one of `box`, `polygon` and `circle`' };
/** Of a benchmark that is written; and of one that a run has kept, which may be from before there was that bound. */
const forms = { written: formsFor(mostCornersDrawn), kept: formsFor(Infinity) };

/**
 * `all` is strict (PointArena, arXiv 2505.09990): every region has a point of its own, and there is no further point; the score is F1.
 * `any` is lenient (RefSpatial): one point inside one region is enough; the score is 1 or 0.
 */
export const point = imageTestType<PointExpectation>({
  name: 'point',
  keys: ['regions', 'match'],
  form: {
    schema: z.union([forms.written.oneRegion, forms.written.severalRegions]),
    formOf(value, isRecorded) {
      const { oneRegion, severalRegions } = isRecorded ? forms.kept : forms.written;
      return hasKey(value, 'regions', 'match') ? severalRegions : oneRegion;
    },
    example: '{ box: [10, 20, 110, 60] }',
    keepsWriting: 'textParts',
  },
  likelyTokens: 25,
  expectedText({ regions, match }) {
    if (regions.length === 0) return nothingThere.points;
    const all = regions.map(regionText).join('; ');
    if (regions.length === 1) return `inside ${all}`;
    return match === 'all' ? `inside each of ${all}` : `inside any of ${all}`;
  },
  answerForm: (_wanted, picture) => placesForm('points', picture),
  placesOfTruth: ({ regions }) => regions.map((region, index) => placeOfRegion(region, ['regions', index])),
  simulatedAnswers: simulatedPoints,
  judge: judgePoints,
});

function formsFor(mostCorners: number): {
  oneRegion: z.ZodType<PointExpectation>;
  severalRegions: z.ZodType<PointExpectation>;
} {
  const shapes = {
    label: labelPart,
    box: boxPart.optional(),
    polygon: list('a list of at least three corners `[x, y]`', pointPart, 3)
      .max(mostCorners, {
        error: `a list of at most ${mostCorners} corners (leave out those that lie almost on a line between others)`,
        abort: true,
      })
      .refine(hasArea, { error: 'must have three corners that are not on one line' })
      .optional()
      .describe('Its corners, in order.'),
    circle: map(circleWords, {
      center: pointPart,
      radius: z.number(radiusWords).positive(radiusWords).describe('In px.'),
    })
      .optional()
      .describe('Everything within `radius` px of `center`.'),
  };
  const region = map('a map with a `box`, a `polygon` or a `circle`', shapes).refine(hasOneShape, oneShape);
  const severalRegions = map('a map with `regions`', {
    regions: list('a list of regions, each with a `box`, a `polygon` or a `circle`', region, 0).describe(
      'The regions to be pointed at. Empty where nothing is there: then the right answer is that there is none.',
    ),
    match: z
      .enum(['all', 'any'], { error: '`all` or `any`' })
      .default('all')
      .describe(
        '`all`: every region is met by a point of its own, and no point is outside. `any`: one point in one region is enough.',
      ),
  }).refine((one) => one.match === 'all' || one.regions.length > 0, {
    error: 'has no regions, so that `match: any` could never be met; leave match out to say that nothing is there',
  });
  return { oneRegion: region.transform((one) => ({ regions: [one], match: 'all' as const })), severalRegions };
}

function placeOfRegion({ box, polygon, circle }: Region, path: TruthPlace['path']): TruthPlace {
  if (box) return placeOfBox(box, [...path, 'box']);
  if (polygon)
    return {
      path: [...path, 'polygon'],
      text: `polygon [${polygon.map((corner) => `[${corner.join(', ')}]`).join(', ')}]`,
      points: polygon,
    };
  // A circle at the edge may reach beyond it.
  const center: PixelPoint = circle?.center ?? [0, 0];
  return { path: [...path, 'circle'], text: `the center [${center.join(', ')}] of the circle`, points: [center] };
}

function judgePoints(test: ImageTest<PointExpectation>): Evaluation {
  const picture = pictureOf(test);
  const { regions, match } = test.wanted;
  if (regions.length === 0) return judgeNothing(test, 'points');
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

function hasOneShape(one: { box?: unknown; polygon?: unknown; circle?: unknown }): boolean {
  return [one.box, one.polygon, one.circle].filter((shape) => shape !== undefined).length === 1;
}

function hasArea([first, ...others]: [number, number][]): boolean {
  const [x0, y0] = first ?? [0, 0];
  const [x1, y1] = others.find(([x, y]) => x !== x0 || y !== y0) ?? [x0, y0];
  return others.some(([x2, y2]) => (x1 - x0) * (y2 - y0) !== (x2 - x0) * (y1 - y0));
}
