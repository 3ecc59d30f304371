// `box`: the answer is one or more boxes on the picture, and they must fit those expected.

import * as z from 'zod';
import type { BoxExpectation, PixelBox } from '../../shared/run/imageExpectation';
import { placesForm } from '../coordinates/placesForm';
import { readPlaces } from '../coordinates/readPlaces';
import { matchBoxes, meanF1, meanIou } from '../scores/boxMatch';
import { boxIou } from '../scores/geometry';
import { sameName } from '../scores/normalizeText';
import { boxGot, boxOverlay, boxReason, type BoxFindings } from './boxEvidence';
import { hasKey, list, map } from '../checks/yamlParts';
import { boxPart, labelPart } from './expectationParts';
import { comparisonOf, imageTestType, pictureOf, unreadPlaces, type ImageTest } from './imageTestType';
import { judgeNothing, nothingThere } from './judgeNothing';
import { judged, type Comparison } from './judgement';
import { regionText } from './regionText';
import { simulatedBoxes } from './simulatedBoxes';
import type { Evaluation } from './testType';
import { placeOfBox } from '../coordinates/truthPlaces';

const shareWords = { error: 'a number above 0, at most 1' };
const iou = z
  .number(shareWords)
  .gt(0, shareWords)
  .max(1, shareWords)
  .default(0.5)
  .describe('The overlap (IoU) from which a box counts as found.');
const labels = z
  .enum(['match', 'ignore'], { error: '`match` or `ignore`' })
  .default('ignore')
  .describe('`match`: a box must also have the right label. `ignore`: only the place counts.');
const labelMissing = 'needs a `label`, because labels is `match`';
const oneBox = map('a map with `box`, or with `boxes`', { box: boxPart, label: labelPart, iou, labels })
  .refine((one) => one.labels === 'ignore' || one.label !== undefined, { error: labelMissing })
  .transform(({ iou: least, labels: rule, ...one }) => ({ boxes: [one], iou: least, labels: rule }));
const severalBoxes = map('a map with `box`, or with `boxes`', {
  boxes: list(
    'a list of boxes, each as `{ box: [x1, y1, x2, y2], label: name }`',
    map('a map with `box: [x1, y1, x2, y2]` and, if you like, a `label`', { box: boxPart, label: labelPart }),
    0,
  ).describe('All that is to be found. Empty where nothing is there: then the right answer is that there is none.'),
  iou,
  labels,
}).superRefine((one, context) => {
  if (one.labels === 'ignore') return;
  for (const [position, { label: name }] of one.boxes.entries())
    if (name === undefined) context.addIssue({ code: 'custom', path: ['boxes', position], message: labelMissing });
});

/**
 * Correct when every expected box has a box of its own with at least `iou` of overlap, and there is no further box; for one expected box that is
 * Acc@IoU (RefCOCO: Yu et al. 2016). The score is the IoU where one box was expected and one given, else F1 at `iou`.
 * With `labels: match` a pair needs the same label too, but for case and white space; an expected box without a label takes any.
 */
export const box = imageTestType<BoxExpectation>({
  name: 'box',
  keys: ['boxes', 'iou', 'labels'],
  form: {
    schema: z.union([oneBox, severalBoxes]),
    formOf: (value) => (hasKey(value, 'boxes') ? severalBoxes : oneBox),
    example: '{ boxes: [{ box: [10, 20, 110, 60], label: cat }] }',
    keepsWriting: 'textParts',
  },
  likelyTokens: 50,
  expectedText: ({ boxes }) => (boxes.length === 0 ? nothingThere.boxes : boxes.map(regionText).join('; ')),
  answerForm: (_wanted, picture) => placesForm('boxes', picture),
  placesOfTruth: ({ boxes }) => boxes.map((one, index) => placeOfBox(one.box, ['boxes', index, 'box'])),
  simulatedAnswers: simulatedBoxes,
  judge: judgeBoxes,
});

function judgeBoxes(test: ImageTest<BoxExpectation>): Evaluation {
  const picture = pictureOf(test);
  const { boxes, iou, labels } = test.wanted;
  if (boxes.length === 0) return judgeNothing(test, 'boxes');
  const read = readPlaces(test.said, 'boxes', picture);
  if (!read.ok) return unreadPlaces(test, read, boxOverlay(test.wanted, null, picture));
  const found = read.places.map(({ shape, ...rest }) => {
    if (shape.kind !== 'box') throw new Error(`a box was asked for, and a ${shape.kind} was read`);
    return {
      ...rest,
      box: [
        shape.x1 * picture.width,
        shape.y1 * picture.height,
        shape.x2 * picture.width,
        shape.y2 * picture.height,
      ] as PixelBox,
    };
  });
  const overlaps = boxes.map((truth) => found.map((one) => boxIou(truth.box, one.box)));
  const isAllowed = (truth: number, one: number): boolean => {
    const wanted = boxes[truth]!.label;
    return labels === 'ignore' || wanted === undefined || sameName(wanted, found[one]!.label ?? '');
  };
  const table = overlaps.map((row, truth) => row.map((value, one) => (isAllowed(truth, one) ? value : null)));
  const { pairs, ...scores } = matchBoxes(table, found.length, iou);
  const findings: BoxFindings = { found, overlaps, pairs };
  const measures: Comparison['measures'] = {
    iou: meanIou(table),
    ...scores,
    meanF1: meanF1(table, found.length),
    truths: boxes.length,
    boxes: found.length,
  };
  if (boxes.length === 1) measures.bestIou = table[0]!.reduce<number>((best, value) => Math.max(best, value ?? 0), 0);
  const comparison: Comparison = {
    ...comparisonOf(test, boxGot(test.wanted, findings)),
    score: boxes.length === 1 && found.length === 1 ? (table[0]![0] ?? 0) : scores.f1,
    measures,
    evidence: { overlay: boxOverlay(test.wanted, findings, picture), coordinates: read.reading },
  };
  return judged(
    comparison,
    pairs.length === boxes.length && found.length === boxes.length,
    boxReason(test.wanted, findings),
  );
}
