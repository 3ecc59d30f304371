// `box`: the answer is one or more boxes on the picture, and they must fit those expected.

import type { BoxExpectation, PixelBox } from '../../shared/run/imageExpectation';
import { readPlaces } from '../coordinates/readPlaces';
import { matchBoxes, meanF1, meanIou } from '../scores/boxMatch';
import { boxIou } from '../scores/geometry';
import { sameName } from '../scores/normalizeText';
import { boxGot, boxOverlay, boxReason, type BoxFindings } from './boxEvidence';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, pictureOf, type ImageTest } from './imageTestType';
import { judged, type Comparison } from './judgement';
import { unreadPlaces } from './unreadPlaces';

/**
 * Correct when every expected box has a box of its own with at least `iou` of overlap, and there is no further box; for one expected box that is
 * Acc@IoU (RefCOCO: Yu et al. 2016). The score is the IoU where one box was expected and one given, else F1 at `iou`.
 * With `labels: match` a pair needs the same label too, but for case and white space; an expected box without a label takes any.
 */
export const box = imageTestType<BoxExpectation>('box', ['boxes', 'iou', 'labels'], judgeBoxes);

function judgeBoxes(test: ImageTest<BoxExpectation>): Evaluation {
  const picture = pictureOf(test);
  const { boxes, iou, labels } = test.wanted;
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
  if (boxes.length === 1) measures.bestIou = Math.max(0, ...table[0]!.map((value) => value ?? 0));
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
