// What is appended to a prompt that asks for places on its picture: in which coordinates, and in which form. It says nothing of what is right.

import type { PictureContext } from './pictureContext';
import type { CoordinateForm, CoordinateUnit } from './coordinateProfile';
import { rangeOf } from './coordinateProfiles';
import type { PlaceKind } from './rawPlaces';

/** `picture` is the first of the prompt's. Throws without one, which loading refuses. */
export function placesForm(kind: PlaceKind, picture: PictureContext | null): string {
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
