// What a made-up picture of the examples is: how it is painted, and the prompts whose truth follows from how it is painted.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { TestTypeName, Expectation } from '../../src/shared/run/benchmark';

export interface Scene {
  /** File name without `.png`. */
  name: string;
  width: number;
  height: number;
  paint(context: SKRSContext2D): void;
  prompts: ScenePrompt[];
}

export interface ScenePrompt {
  testType: TestTypeName;
  question: string;
  /** What tesseract looks for in point and box prompts. */
  word?: string;
  expectation: Expectation;
}

export const sans = 'Example Sans';
export const bold = 'Example Bold';
export const mono = 'Example Mono';

const files = {
  [sans]: '@fontsource/roboto/files/roboto-latin-400-normal.woff2',
  [bold]: '@fontsource/roboto/files/roboto-latin-700-normal.woff2',
  [mono]: '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

/** The machine's own fonts are never used, so that the pictures are the same everywhere. */
export function registerFonts(): void {
  const { resolve } = createRequire(import.meta.url);
  for (const [family, file] of Object.entries(files)) GlobalFonts.register(readFileSync(resolve(file)), family);
}

export function paintScene({ width, height, paint }: Scene): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'alphabetic';
  paint(context);
  return canvas.encodeSync('png');
}

/** Draws text with its baseline's left end at x, y, and gives its box in whole px, ink and all. */
export function write(
  context: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  family = sans,
  color = '#1b1b1b',
): void {
  context.font = `${size}px "${family}"`;
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** The width of a text, px. */
export function widthOf(text: string, size: number, family = sans): number {
  const context = createCanvas(1, 1).getContext('2d');
  context.font = `${size}px "${family}"`;
  return context.measureText(text).width;
}

/** The box of a text written by `write`: from the height of capitals to the depth of a g, [x1, y1, x2, y2] in whole px. */
export function boxOfText(
  text: string,
  x: number,
  y: number,
  size: number,
  family = sans,
): [number, number, number, number] {
  return [
    Math.floor(x),
    Math.floor(y - 0.74 * size),
    Math.ceil(x + widthOf(text, size, family)),
    Math.ceil(y + 0.22 * size),
  ];
}
