// A picture of text, for the tests of the model API that reads it.

import type { SentImage } from '../../../../src/core/providers/provider';
import type { ReadWord } from '../../../../src/core/tesseract/tesseractPage';
import { blankCanvas, sentPicture, testFont } from '../../../servers/sentPicture';

export const sentences = [
  'The quick brown fox jumps over the lazy dog.',
  'Invoice 2024-117: total $1,482.50',
  'Pack my box with five dozen liquor jugs',
  'Sphinx of black quartz, judge my vow',
];

interface Look {
  size: number;
  color?: string;
  ground?: string;
}

/** Lines of text, and where each of their words stands: its advance, and the height of what is drawn. */
export function textPicture(
  lines: readonly string[],
  { size, color = '#000', ground = '#fff' }: Look,
): { image: SentImage; words: Pick<ReadWord, 'text' | 'box'>[] } {
  const { canvas, pen } = blankCanvas(Math.ceil(size * 24) + 40, Math.ceil(lines.length * size * 1.6) + 40, ground);
  pen.font = `${size}px ${testFont}`;
  pen.fillStyle = color;
  const words = lines.flatMap((line, row) => {
    const baseline = 20 + size * 1.1 + row * size * 1.6;
    pen.fillText(line, 20, baseline);
    return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => {
      const start = 20 + pen.measureText(line.slice(0, index)).width;
      const ink = pen.measureText(text);
      return {
        text,
        box: [
          start - ink.actualBoundingBoxLeft,
          baseline - ink.actualBoundingBoxAscent,
          start + ink.actualBoundingBoxRight,
          baseline + ink.actualBoundingBoxDescent,
        ] as ReadWord['box'],
      };
    });
  });
  return { image: sentPicture(canvas), words };
}
