// How the numbers of an answer were read, in one line for people: the same on result images and in the terminal. Pure text.

import type { CoordinateReading, ProfileChoice } from './picture';

const choiceWords: { readonly [choice in ProfileChoice]: string } = {
  benchmark: 'as the benchmark says',
  settings: 'as the settings say',
  calibration: 'as calibrated',
  table: 'known of this model',
  default: 'assumed: nothing is known of this model',
};

/** `y before x, thousandths (gemini_yx1000, known of this model)`. */
export function readingText({ description, profile, chosenBy, clipped }: CoordinateReading): string {
  const moved = clipped && clipped.length > 0 ? `; put onto the edge: ${clipped.join(', ')}` : '';
  return `${description} (${profile}, ${choiceWords[chosenBy]})${moved}`;
}
