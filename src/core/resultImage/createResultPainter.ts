// Draws one result image after the other on one surface, so that memory stays flat. Used inside the drawing thread only: it reads
// fonts and draws synchronously, and whoever imports it has loaded the native drawing library.

import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { TestResult } from '../../shared/results/testResult';
import type { CardFacts } from './cardRows';
import { drawableCard, notRunCard } from './drawableCard';
import { colorPng } from '../images/colorPng';
import { FontBook } from './fontBook';
import { indexedPng } from '../images/indexedPng';
import type { NotRunTest } from './notRunTest';
import { Pen } from './pen';
import { enlarged, pictureCard } from './pictureCard';
import type { TestPictures } from './pictureFiles';
import { drawableStatusBar, type PicturePart } from './drawableStatusBar';

/** The width of a text test's picture, px. */
const textWidth = 960;
/** The surface is no larger than this, at four bytes a pixel; a larger picture is drawn in bands. */
const mostSurfacePixels = 8_000_000;
/** Beyond it nobody waits for a palette to be tried. */
const mostIndexedPixels = 4_000_000;

export interface PaintFacts extends CardFacts {
  /** The pictures of the prompt; null or absent for a prompt without. */
  pictures?: TestPictures | null;
}

/**
 * Draws the result image of one test, which may be one that is not run, and returns its PNG. The library gives the memory of a picture back when the event loop turns,
 * so a caller with many pictures lets it turn after each.
 */
export type PaintResult = (test: TestResult | NotRunTest, facts: PaintFacts) => Buffer;

/** `distDirectory` holds fonts/. Throws when the fonts can't be read. */
export function createResultPainter(distDirectory: string, bandPixels = mostSurfacePixels): PaintResult {
  const book = new FontBook(
    join(distDirectory, 'fonts'),
    (bytes, family) => GlobalFonts.register(bytes, family) !== null,
  );
  const canvas = createCanvas(textWidth, 1);
  const pen = new Pen(canvas.getContext('2d'), book);

  /** Clears the surface and all of its state, and draws the rows of the parts from `top` on. */
  const drawBand = (parts: readonly PicturePart[], width: number, top: number, rows: number): void => {
    if (canvas.width !== width) canvas.width = width;
    canvas.height = rows;
    pen.reset();
    let partTop = -top;
    for (const part of parts) {
      if (partTop < rows && partTop + part.height > 0) part.draw(0, partTop);
      partTop += part.height;
    }
  };

  return (test, facts) => {
    const { parts, width } = partsOf(pen, test, facts);
    const height = Math.ceil(parts.reduce((sum, part) => sum + part.height, 0));
    const bandRows = Math.min(height, Math.max(1, Math.floor(bandPixels / width)));
    drawBand(parts, width, 0, bandRows);
    if (width * height <= Math.min(mostIndexedPixels, bandPixels)) {
      const { buffer, byteOffset } = canvas.data();
      const indexed = indexedPng(
        new Uint32Array(buffer, byteOffset, width * height),
        width,
        height,
        facts.pictures ? 'exact' : 'rounded',
      );
      if (indexed) return indexed;
    }
    let bandTop = 0;
    const png = colorPng(
      (top, rows) => {
        if (top + rows > bandTop + bandRows) {
          bandTop = top;
          drawBand(parts, width, top, bandRows);
        }
        return pen.context.getImageData(0, top - bandTop, width, rows).data;
      },
      width,
      height,
      bandRows,
    );
    // A large surface is not kept for the next test, which may have a small one.
    if (width * bandRows > mostIndexedPixels) canvas.height = 1;
    return png;
  };
}

interface Parts {
  width: number;
  parts: PicturePart[];
}

function partsOf(pen: Pen, test: TestResult | NotRunTest, facts: PaintFacts): Parts {
  if (test.verdict !== 'not_run' && facts.pictures) return pictureParts(pen, test, facts, facts.pictures);
  const card =
    test.verdict === 'not_run' ? notRunCard(pen, test, facts, textWidth) : drawableCard(pen, test, facts, textWidth);
  return { width: textWidth, parts: [card, drawableStatusBar(pen, test, facts.name, textWidth)] };
}

function pictureParts(pen: Pen, result: TestResult, facts: CardFacts, pictures: TestPictures): Parts {
  const { width, scale, parts } = pictureCard(pen, result, facts, pictures);
  return {
    width,
    parts: [...parts, enlarged(pen, drawableStatusBar(pen, result, facts.name, width / scale), { width, scale })],
  };
}
