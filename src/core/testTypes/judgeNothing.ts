// A picture on which nothing of what is asked for is: the right answer is that there is none, and every place given is invented.

import type { FoundMark } from '../../shared/results/picture';
import { readPlaces } from '../coordinates/readPlaces';
import type { PlaceKind } from '../coordinates/rawPlaces';
import { retrieval } from '../scores/retrieval';
import { formatCount } from '../../shared/text/format';
import type { Evaluation } from './testType';
import { comparisonOf, pictureOf, unreadPlaces, type ImageTest } from './imageTestType';
import { judged, type Comparison } from './judgement';

/** What is expected, for people. */
export const nothingThere: { readonly [kind in PlaceKind]: string } = {
  points: 'no point: nothing is there',
  boxes: 'no box: nothing is there',
};

const one: { readonly [kind in PlaceKind]: string } = { points: 'point', boxes: 'box' };
const several: { readonly [kind in PlaceKind]: string } = { points: 'points', boxes: 'boxes' };

/** The score is 1 for an answer without places and 0 for any other. */
export function judgeNothing(test: ImageTest<object>, kind: PlaceKind): Evaluation {
  const read = readPlaces(test.said, kind, pictureOf(test));
  if (!read.ok) return unreadPlaces(test, read, { truth: [], found: [] });
  const { places, reading } = read;
  const scores = retrieval(0, 0, places.length);
  const measures: Comparison['measures'] =
    kind === 'points'
      ? { hits: 0, regions: 0, points: places.length, ...scores }
      : { ...scores, truths: 0, boxes: places.length };
  const given = `${formatCount(places.length)} ${places.length === 1 ? one[kind] : several[kind]}`;
  const comparison: Comparison = {
    ...comparisonOf(test, places.length === 0 ? `no ${one[kind]}` : given),
    score: scores.f1,
    measures,
    evidence: { overlay: { truth: [], found: places.map(extra) }, coordinates: reading },
  };
  return judged(comparison, places.length === 0, `The answer gives ${given} where nothing is to be found.`);
}

function extra(place: Pick<FoundMark, 'shape' | 'label'>): FoundMark {
  return { ...place, state: 'extra', truth: null };
}
