// Answers to image tests, right and wrong ones, in the plain form that every model may use: px of the picture, x first.

import type { TestTypeName, Expectation } from '../../../../src/shared/run/benchmark';
import type {
  BoxExpectation,
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
  PointExpectation,
  Region,
} from '../../../../src/shared/run/imageExpectation';

/** An answer that must be judged correct, or one that must be judged incorrect; undefined for text tests. */
export function imageAnswer(expectation: Expectation, testType: TestTypeName, isRight: boolean): string | undefined {
  const wanted = expectation as unknown;
  switch (testType) {
    case 'point': {
      const points = (wanted as PointExpectation).regions.map(middleOf);
      return JSON.stringify({ points: isRight ? points : [{ x: 0, y: 0 }] });
    }
    case 'box':
      return JSON.stringify({ objects: isRight ? (wanted as BoxExpectation).boxes : [{ box: [0, 0, 1, 1] }] });
    case 'count': {
      const { count, tolerance } = wanted as CountExpectation;
      return JSON.stringify({ count: isRight ? count : count + tolerance + 1 });
    }
    case 'ocr':
      return JSON.stringify({ text: isRight ? (wanted as OcrExpectation).texts[0] : 'quite another text' });
    case 'choice': {
      const { options, answer } = wanted as ChoiceExpectation;
      return JSON.stringify({ answer: isRight ? answer : Object.keys(options).find((letter) => letter !== answer) });
    }
    case 'classify': {
      const { choices, labels, isMultiple } = wanted as ClassifyExpectation;
      const named = isRight ? labels : [choices.find((choice) => !labels.includes(choice))];
      return JSON.stringify(isMultiple ? { labels: named } : { label: named[0] });
    }
    default:
      return undefined;
  }
}

/** Of a convex region. */
function middleOf({ box, circle, polygon = [] }: Region): { x: number; y: number } {
  if (circle) return { x: circle.center[0], y: circle.center[1] };
  const corners = box ? [[box[0], box[1]] as const, [box[2], box[3]] as const] : polygon;
  const mean = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return { x: mean(0), y: mean(1) };
}
