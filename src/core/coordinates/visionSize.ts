// The size (px) at which a model sees a picture, where its vendor documents what is done to it first. Pure arithmetic: no pictures, no model names.

export interface PixelSize {
  width: number;
  height: number;
}

interface ClaudeLimits {
  /** Longest edge, px, rounded up to whole patches. */
  edge: number;
  /** Most patches of 28 x 28 px. */
  patches: number;
}

/** Every Claude model takes what satisfies these unchanged. */
export const claudeStandard: ClaudeLimits = { edge: 1568, patches: 1568 };
/** The limits of Claude 4.7 and later. */
export const claudeHighResolution: ClaudeLimits = { edge: 2576, patches: 4784 };

const claudePatch = 28;

/**
 * The size Claude makes of a picture before it looks at it: the largest of the same proportions whose longer edge is at most `edge` px and that
 * ceil(w/28) * ceil(h/28) patches cover; one that fits is left alone. The longer edge is a whole number, the shorter one follows from it, rounded
 * half to even. Padding to whole patches goes to the right and the bottom and counts no coordinates.
 * Source: platform.claude.com/docs/en/build-with-claude/vision-coordinates, "How Claude resizes and pads images" (1920x1080 -> 1456x819).
 * Throws a RangeError when width or height is no whole number above 0.
 */
export function claudeSize(size: PixelSize, limits: ClaudeLimits = claudeStandard): PixelSize {
  return largestWithin(size, (one) => fitsClaude(one, limits));
}

/** Whether Claude looks at a picture of this size as it is. */
export function fitsClaude({ width, height }: PixelSize, { edge, patches }: ClaudeLimits = claudeStandard): boolean {
  const [columns, rows] = [Math.ceil(width / claudePatch), Math.ceil(height / claudePatch)];
  return Math.max(columns, rows) * claudePatch <= edge && columns * rows <= patches;
}

/**
 * The largest size of the same proportions that fits, never larger than `size`: the longer edge is a whole number, the shorter one follows
 * from it, rounded half to even, at least 1. Throws a RangeError when width or height is no whole number above 0.
 */
export function largestWithin(size: PixelSize, fits: (size: PixelSize) => boolean): PixelSize {
  requireSize(size);
  if (fits(size)) return { width: size.width, height: size.height };
  const long = Math.max(size.width, size.height);
  const short = Math.min(size.width, size.height);
  for (let edge = long - 1; edge > 1; edge -= 1) {
    const other = Math.max(1, divideHalfToEven(short * edge, long));
    const smaller = size.width >= size.height ? { width: edge, height: other } : { width: other, height: edge };
    if (fits(smaller)) return smaller;
  }
  return { width: 1, height: 1 };
}

interface QwenLimits {
  /** Edges become multiples of it, px. */
  factor: number;
  /** Area in px, least and most. */
  minPixels: number;
  maxPixels: number;
}

/**
 * The processor's own defaults for Qwen2.5-VL: multiples of 28 px, from 56 x 56 px to 16384 patches.
 * Source: preprocessor_config.json of Qwen/Qwen2.5-VL-7B-Instruct (`min_pixels` 3136, `max_pixels` 12845056). Servers may be set up with others.
 */
export const qwen25Limits: QwenLimits = { factor: 28, minPixels: 56 * 56, maxPixels: 28 * 28 * 16384 };

/**
 * The size Qwen2.5-VL's processor makes of a picture: each edge to the nearest multiple of 28 (half to even, as Python's `round`), then, where the
 * area is out of bounds, both by the same share, down or up to a multiple.
 * Source: `smart_resize` of qwen-vl-utils and of transformers' image_processing_qwen2_vl.py, which also refuse proportions above 200.
 * Throws a RangeError when width or height is no whole number above 0.
 */
export function qwenSize(size: PixelSize, limits: QwenLimits = qwen25Limits): PixelSize {
  requireSize(size);
  const { factor, minPixels, maxPixels } = limits;
  const nearest = (edge: number): number => Math.max(factor, divideHalfToEven(edge, factor) * factor);
  const rounded = { width: nearest(size.width), height: nearest(size.height) };
  const area = size.width * size.height;
  if (rounded.width * rounded.height > maxPixels) {
    const shrink = Math.sqrt(area / maxPixels);
    const fit = (edge: number): number => Math.max(factor, Math.floor(edge / shrink / factor) * factor);
    return { width: fit(size.width), height: fit(size.height) };
  }
  if (rounded.width * rounded.height < minPixels) {
    const grow = Math.sqrt(minPixels / area);
    const fit = (edge: number): number => Math.ceil((edge * grow) / factor) * factor;
    return { width: fit(size.width), height: fit(size.height) };
  }
  return rounded;
}

/** a / b to the nearest whole number, halves to the even one; exact, as no fraction is ever formed. For whole a >= 0, b > 0. */
function divideHalfToEven(a: number, b: number): number {
  const whole = Math.floor(a / b);
  const twiceRest = 2 * (a - whole * b);
  if (twiceRest === b) return whole + (whole % 2);
  return twiceRest > b ? whole + 1 : whole;
}

function requireSize({ width, height }: PixelSize): void {
  const isEdge = (edge: number): boolean => Number.isInteger(edge) && edge > 0;
  if (!isEdge(width) || !isEdge(height)) throw new RangeError(`A picture can't be ${width} x ${height} px.`);
}
