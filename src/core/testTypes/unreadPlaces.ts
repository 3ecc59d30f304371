// What is recorded when an answer holds no places that can be read: the truth is drawn all the same, and the numbers as far as they were read.

import type { Overlay } from '../../shared/results/picture';
import type { PlacesRead } from '../coordinates/readPlaces';
import type { Evaluation } from './testType';
import { comparisonOf, type ImageTest } from './imageTestType';
import { unparsable } from './judgement';

export function unreadPlaces(test: ImageTest<object>, read: PlacesRead & { ok: false }, overlay: Overlay): Evaluation {
  return unparsable(
    { ...comparisonOf(test, ''), evidence: { overlay, ...(read.reading ? { coordinates: read.reading } : {}) } },
    read.reason,
  );
}
