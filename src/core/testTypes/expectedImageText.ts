// What an image test expects, in a few words for people.

import type { ImageTestType } from '../../shared/run/benchmark';
import type {
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  BoxExpectation,
  OcrExpectation,
  PixelPoint,
  PointExpectation,
  Region,
} from '../../shared/run/imageExpectation';

/** `inside "Save" [10, 20, 110, 60]`, `"cat" [10, 20, 110, 60]`, `7`, the text itself, `B: a cat`, `cat`. Coordinates are px of the original. */
export function expectedImageText(expectation: object, testType: ImageTestType): string {
  switch (testType) {
    case 'point':
      return pointText(expectation as PointExpectation);
    case 'box':
      return (expectation as BoxExpectation).boxes
        .map((one) => `${labelText(one.label)}[${one.box.join(', ')}]`)
        .join('; ');
    case 'count': {
      const { count, tolerance } = expectation as CountExpectation;
      return tolerance === 0 ? String(count) : `${count} (±${tolerance})`;
    }
    case 'ocr':
      return (expectation as OcrExpectation).texts[0] ?? '';
    case 'choice': {
      const { options, answer } = expectation as ChoiceExpectation;
      return `${answer}: ${options[answer]}`;
    }
    case 'classify':
      return (expectation as ClassifyExpectation).labels.join(', ');
  }
}

function pointText({ regions, match }: PointExpectation): string {
  const list = regions.map(regionText).join('; ');
  if (regions.length === 1) return `inside ${list}`;
  return match === 'all' ? `inside each of ${list}` : `inside any of ${list}`;
}

function regionText({ label, box, polygon, circle }: Region): string {
  if (box) return `${labelText(label)}[${box.join(', ')}]`;
  if (circle) return `${labelText(label)}circle ${pixelText(circle.center)} radius ${circle.radius}`;
  return `${labelText(label)}polygon ${(polygon ?? []).map(pixelText).join(' ')}`;
}

function labelText(label: string | undefined): string {
  return label === undefined ? '' : `"${label}" `;
}

function pixelText([x, y]: PixelPoint): string {
  return `[${x}, ${y}]`;
}
