// What is appended to a prompt about a picture: in which form to answer, and for places in which coordinates. It says nothing of what is right:
// of an expectation only the options and classes are shown, which the model has to choose from.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import type { ChoiceExpectation, ClassifyExpectation } from '../../shared/run/imageExpectation';
import type { PictureContext } from './pictureContext';
import type { CoordinateForm, CoordinateUnit } from './coordinateProfile';
import { rangeOf } from './profiles';
import type { PlaceKind } from './rawPlaces';

/**
 * Of the image test types; '' for the text ones. `expectation` is in the form of src/shared/run/imageExpectation.ts. `picture` is the first of the prompt's and may
 * be missing for the types that ask for no place. Throws for a place test without one, which loading refuses.
 */
export function answerForm(testType: TestTypeName, expectation: Expectation, picture: PictureContext | null): string {
  switch (testType) {
    case 'point':
      return placesForm('points', picture);
    case 'box':
      return placesForm('boxes', picture);
    case 'count':
      return 'Answer with JSON only: {"count": N}, where N is a whole number.';
    case 'ocr':
      return 'Answer with JSON only: {"text": "..."}, the text as it is written in the picture and nothing else. Write line breaks as \\n.';
    case 'choice':
      return choiceForm(expectation as unknown as ChoiceExpectation);
    case 'classify':
      return classifyForm(expectation as unknown as ClassifyExpectation);
    default:
      return '';
  }
}

function choiceForm({ options }: ChoiceExpectation): string {
  const lines = Object.entries(options).map(([letter, text]) => `${letter}. ${text}`);
  return `${lines.join('\n')}\n\nAnswer with JSON only: {"answer": "X"}, where X is the letter of the right option.`;
}

function classifyForm({ choices, isMultiple }: ClassifyExpectation): string {
  const list = choices.map((choice) => `- ${choice}`).join('\n');
  return isMultiple
    ? `The classes are:\n${list}\n\nAnswer with JSON only: {"labels": ["...", ...]}, every class that fits, written as in the list.`
    : `The classes are:\n${list}\n\nAnswer with JSON only: {"label": "..."}, the one class that fits, written as in the list.`;
}

function placesForm(kind: PlaceKind, picture: PictureContext | null): string {
  if (!picture) throw new Error('A test that asks for places has no picture.');
  const { profile } = picture;
  const sent = { width: picture.sentWidth, height: picture.sentHeight };
  const range = rangeOf(profile, sent);
  // A model that makes the picture smaller before it looks at it counts px of what it sees.
  const seen = profile.unit === 'pixels' ? range : sent;
  const size = `The picture is ${seen.width} px wide and ${seen.height} px high.`;
  const numbers = profile.unit === 'pixels' ? 'px of the picture' : unitWords[profile.unit];
  const axes = `x from 0 at the left edge to ${range.width} at the right edge, y from 0 at the top to ${range.height} at the bottom`;
  const { example, none } = exampleOf(kind, profile.form, profile.order);
  const what = kind === 'points' ? 'each point' : 'each box, from its upper left to its lower right corner';
  return `${size} Give coordinates in ${numbers}: ${axes}.\nAnswer only in this form, with an entry for ${what}: ${example}\nIf there is none, answer ${none}`;
}

const unitWords: { readonly [unit in Exclude<CoordinateUnit, 'pixels'>]: string } = {
  thousandths: 'thousandths of its width and height, as whole numbers',
  percent: 'percent of its width and height, with one decimal',
  unit: 'shares of its width and height, with at least three decimals',
  bins999: 'steps of its width and height, as whole numbers',
  bins1024: 'steps of its width and height, as whole numbers',
};

/** The form the family is used to; letters stand for numbers, so that no example is ever taken for an answer. */
function exampleOf(kind: PlaceKind, form: CoordinateForm, order: 'xy' | 'yx'): { example: string; none: string } {
  const point = order === 'xy' ? '[x, y]' : '[y, x]';
  const corners = order === 'xy' ? '[x1, y1, x2, y2]' : '[y1, x1, y2, x2]';
  const neutral =
    kind === 'points'
      ? { example: '{"points": [{"x": x, "y": y, "label": "name"}]}', none: '{"points": []}' }
      : { example: `{"objects": [{"label": "name", "box": ${corners}}]}`, none: '{"objects": []}' };
  switch (form) {
    case 'json':
      return neutral;
    case 'gemini':
      return {
        example:
          kind === 'points'
            ? `[{"point": ${point}, "label": "name"}]`
            : '[{"box_2d": [ymin, xmin, ymax, xmax], "label": "name"}]',
        none: '[]',
      };
    case 'qwen':
      return {
        example:
          kind === 'points'
            ? `[{"point_2d": ${point}, "label": "name"}]`
            : `[{"bbox_2d": ${corners}, "label": "name"}]`,
        none: '[]',
      };
    case 'molmo':
      // Molmo's XML has no boxes.
      return kind === 'points'
        ? { example: '<point x="x" y="y" alt="name">name</point>', none: '{"points": []}' }
        : neutral;
    case 'det':
      // These tags have no points.
      return kind === 'boxes'
        ? { example: `<|ref|>name<|/ref|><|det|>[${corners}]<|/det|>`, none: '{"objects": []}' }
        : neutral;
    case 'loc':
      return kind === 'boxes'
        ? {
            example: '<locYMIN><locXMIN><locYMAX><locXMAX> name ; with four digits in each token',
            none: '{"objects": []}',
          }
        : { example: '<locY><locX> name ; with four digits in each token', none: '{"points": []}' };
  }
}
