// How a score of 0-1 shades a square: solid is a clear verdict, paler is nearer to the other one. Color arithmetic, no canvas.

import type { SquareLook } from '../../../src/shared/words/testText';
import { contrast, luminance, mixed, solid } from '../kit/colors';

/** Shades that are drawn in advance; more would not be told apart. */
export const shadeCount = 5;

/** The shares of a verdict's own color that the palest shade may keep, from the palest on. */
const leastShares = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** WCAG asks for 3:1 between a sign and what it stands on. */
const leastContrast = 3;

/**
 * The shade of a square, 0 (palest) to `shadeCount - 1` (solid). A correct answer is the more solid the higher its score, an incorrect one the
 * lower: a near miss is a pale red. A test type without degrees (`score` null) is solid.
 */
export function shadeOf(look: SquareLook, score: number | null): number {
  if (score === null || (look !== 'correct' && look !== 'incorrect')) return shadeCount - 1;
  const clearness = Math.max(0, Math.min(1, look === 'correct' ? score : 1 - score));
  return Math.round(clearness * (shadeCount - 1));
}

/**
 * A verdict's color mixed with the background, for a shade. As much of it is kept as the glyph's ink needs to stand out on every shade: a mix
 * can be darker than both of its colors. Colors are computed ones: `rgb(...)` or `color(srgb ...)`.
 */
export function shadedColor(color: string, background: string, ink: string, shade: number): string {
  const isReadable = (shaded: string): boolean => contrast(luminance(shaded), luminance(ink)) >= leastContrast;
  for (const least of leastShares) {
    const shades = Array.from({ length: shadeCount }, (_, place) =>
      mixed(color, background, least + (1 - least) * (place / (shadeCount - 1))),
    );
    if (shades.every(isReadable)) return shades[shade]!;
  }
  return solid(color, background);
}
