// Draws one result image after the other on one surface, so that memory stays flat. Used inside the drawing thread only: it reads
// fonts and draws synchronously, and whoever imports it has loaded the native drawing library.

import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { TestResult } from '../../shared/testResult';
import { drawableCard, type CardFacts } from './card';
import { FontBook } from './fontBook';
import { indexedPng } from './indexedPng';
import { Pen } from './pen';
import { drawableStatusBar } from './statusBar';

/** px. */
const pictureWidth = 960;

/**
 * Draws the result image of one test and returns its PNG. The library gives the memory of a picture back when the event loop turns,
 * so a caller with many pictures lets it turn after each.
 */
export type PaintResult = (result: TestResult, facts: CardFacts) => Buffer;

/** `distDirectory` holds fonts/. Throws when the fonts can't be read. */
export function createResultPainter(distDirectory: string): PaintResult {
  const book = new FontBook(join(distDirectory, 'fonts'), (bytes, family) => GlobalFonts.register(bytes, family) !== null);
  const canvas = createCanvas(pictureWidth, 1);
  const pen = new Pen(canvas.getContext('2d'), book);
  return (result, facts) => {
    const card = drawableCard(pen, result, facts, pictureWidth);
    const bar = drawableStatusBar(pen, result, pictureWidth);
    const height = Math.ceil(card.height + bar.height);
    // Setting the height clears the surface and all of its state.
    canvas.height = height;
    pen.reset();
    card.draw(0, 0);
    bar.draw(0, card.height);
    const { buffer, byteOffset } = canvas.data();
    return indexedPng(new Uint32Array(buffer, byteOffset, pictureWidth * height), pictureWidth, height) ?? canvas.encodeSync('png');
  };
}
