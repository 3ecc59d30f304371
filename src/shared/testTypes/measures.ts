// What judging may measure of one answer, each said once: its name, its definition and how it is written. The figures of a whole run are made of
// these, and say the same words.

import { formatCount } from '../text/format';

export interface Measure {
  name: string;
  /** One sentence. */
  definition: string;
  format: (value: number) => string;
}

/** `1`, `0.831`. */
export const formatDegree = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));
const whole = (value: number): string => formatCount(value);
const signed = (value: number): string => (value > 0 ? `+${formatCount(value)}` : formatCount(value));

export const measures = {
  hits: { name: 'regions met', definition: 'Regions that a point of their own is inside of.', format: whole },
  regions: { name: 'regions', definition: 'Regions that were to be met.', format: whole },
  points: { name: 'points given', definition: 'Points in the answer.', format: whole },
  truths: { name: 'boxes', definition: 'Boxes that were to be found.', format: whole },
  boxes: { name: 'boxes given', definition: 'Boxes in the answer.', format: whole },
  precision: { name: 'precision', definition: 'Of what was found, the share that is right.', format: formatDegree },
  recall: { name: 'recall', definition: 'Of what was to be found, the share that was found.', format: formatDegree },
  f1: { name: 'F1', definition: 'Harmonic mean of precision and recall.', format: formatDegree },
  meanF1: {
    name: 'mean F1',
    definition:
      'Mean of F1 at IoU thresholds of 0.50 to 0.95 in steps of 0.05 (those of COCO, Lin et al. 2014, whose AP needs a confidence that models do not give).',
    format: formatDegree,
  },
  distance: {
    name: 'distance',
    definition:
      "Mean distance of the points to the center of the nearest region, as a share of the picture's diagonal.",
    format: formatDegree,
  },
  iou: {
    name: 'mean IoU',
    definition:
      'Intersection over union of each box to be found with the box it was matched to, 0 for a missed one; mean over all.',
    format: formatDegree,
  },
  bestIou: {
    name: 'IoU',
    definition:
      'Intersection over union of the two boxes: the area they share, divided by the area they cover together.',
    format: formatDegree,
  },
  count: { name: 'count', definition: 'How many there are.', format: whole },
  found: { name: 'counted', definition: 'How many the model counted.', format: whole },
  countError: { name: 'off by', definition: 'Counted - there are; below 0 is too few.', format: signed },
  cer: {
    name: 'CER',
    definition:
      'Character error rate: wrong, missing and extra characters / characters of the truth. It can be above 1.',
    format: formatDegree,
  },
  wer: {
    name: 'WER',
    definition: 'Word error rate: wrong, missing and extra words / words of the truth. It can be above 1.',
    format: formatDegree,
  },
  anls: {
    name: 'ANLS',
    definition:
      'Average normalized Levenshtein similarity: 1 - edits / length of the longer text, 0 from half the length on (ST-VQA, Biten et al. 2019).',
    format: formatDegree,
  },
  exact: { name: 'exact', definition: '1 when nothing differs, else 0.', format: whole },
  characters: { name: 'characters', definition: 'Characters of the truth.', format: whole },
  words: { name: 'words', definition: 'Words of the truth.', format: whole },
} satisfies { [name: string]: Measure };

export type MeasureName = keyof typeof measures;

/** What was measured of one answer. */
export type Measures = { [name in MeasureName]?: number };
