// Arithmetic of colors as the browser computes them: `rgb(...)`, `rgba(...)`, `color(srgb ...)`, and `#rrggbb`. No DOM.

/** How far from each other the colors are that are tried. */
const step = 0.02;

/** White ink is preferred where it has this contrast (WCAG 2). */
const leastOfWhite = 3.6;

/** Red, green, blue and opacity, 0-1. */
type Channels = [red: number, green: number, blue: number, alpha: number];

/** The contrast of two relative luminances, 1-21 (WCAG 2). */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** WCAG relative luminance, 0-1, of an opaque color. */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((share) =>
    share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  ) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` (0-1) of one opaque color and the rest of another, as it is drawn: in whole channels. */
export function mixed(color: string, other: string, share: number): string {
  const [from, to] = [channels(color), channels(other)];
  const parts = [0, 1, 2].map((place) => Math.round((from[place]! * share + to[place]! * (1 - share)) * 255));
  return `rgb(${parts.join(', ')})`;
}

/** A color as it looks on a ground: opaque. */
export function solid(color: string, ground: string): string {
  return mixed(color, ground, channels(color)[3]);
}

/**
 * The color nearest to `color` that has at least the contrast `least` (WCAG 2) with the opaque `ground`: the color as it looks there where that is
 * enough, else less transparent, and then with as much of white or black in it as is needed, whichever the ground leaves more room for.
 */
export function readable(color: string, ground: string, least: number): string {
  const onGround = luminance(ground);
  const isEnough = (one: string): boolean => contrast(luminance(one), onGround) >= least;
  const own = mixed(color, ground, 1);
  for (let alpha = channels(color)[3]; alpha < 1; alpha += step) {
    const one = mixed(color, ground, alpha);
    if (isEnough(one)) return one;
  }
  if (isEnough(own)) return own;
  const end = contrast(1, onGround) >= contrast(0, onGround) ? '#ffffff' : '#000000';
  for (let share = 1 - step; share > 0; share -= step) {
    const one = mixed(own, end, share);
    if (isEnough(one)) return one;
  }
  return end;
}

/** The ink for signs on a color: white where it stands out enough, else whichever of black and white stands out more. */
export function inkOn(color: string): string {
  const own = luminance(color);
  const white = contrast(1, own);
  return white >= leastOfWhite || white >= contrast(0, own) ? '#ffffff' : '#000000';
}

function channels(color: string): Channels {
  if (color.startsWith('#'))
    return [...[1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255), 1] as Channels;
  const scale = color.startsWith('color(') ? 1 : 255;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  return [red / scale, green / scale, blue / scale, alpha];
}
