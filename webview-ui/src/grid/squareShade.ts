// How a score of 0-1 shades a square: solid is a clear verdict, paler is nearer to the other one. Color arithmetic, no canvas.

import type { SquareLook } from '../../../src/shared/words/testText';

/** Shades that are drawn in advance; more would not be told apart. */
export const shadeCount = 5;

/** The shares of a verdict's own color that the palest shade may keep, from the palest on. */
const leastShares = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/** White ink is preferred where it has this contrast, WCAG. */
const leastOfWhite = 3.6;

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
  const [from, to] = [channels(color), channels(background)];
  const isReadable = (mixed: string): boolean => contrast(luminance(mixed), luminance(ink)) >= leastContrast;
  for (const least of leastShares) {
    const shades = Array.from({ length: shadeCount }, (_, place) =>
      mix(from, to, least + (1 - least) * (place / (shadeCount - 1))),
    );
    if (shades.every(isReadable)) return shades[shade]!;
  }
  return mix(from, to, 1);
}

/** `share` of one color and the rest of another, as it is drawn: in whole channels. */
function mix(from: readonly number[], to: readonly number[], share: number): string {
  const mixed = from.map((channel, place) => Math.round((channel * share + to[place]! * (1 - share)) * 255));
  return `rgb(${mixed.join(', ')})`;
}

/** The contrast of two relative luminances, 1-21 (WCAG 2). */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** WCAG relative luminance, 0-1, of a computed `rgb(...)`, `color(srgb ...)` or `#rrggbb`. */
export function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((share) =>
    share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, 0-1. */
function channels(color: string): [number, number, number] {
  if (color.startsWith('#'))
    return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255) as [number, number, number];
  const scale = color.startsWith('color(') ? 1 : 255;
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? [])
    .slice(0, 3)
    .map((channel) => Number(channel) / scale);
  return [red, green, blue];
}

/** The ink for signs on all of some colors: white where it stands out enough on each, else black. */
export function inkOn(colors: readonly string[]): string {
  return colors.every((color) => contrast(1, luminance(color)) >= leastOfWhite) ? '#ffffff' : '#000000';
}
