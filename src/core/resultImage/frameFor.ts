// Where the picture of an image test is within its result image: at its own size, with a margin for what is written beside it.
// Pure arithmetic; all lengths are px of the result image.

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The picture, or its enlarged copy, on the result image. */
export interface PictureView extends Rectangle {
  /** Pixels a pixel of the picture is wide. */
  zoom: number;
}

export interface PictureFrame {
  /** The width of everything; the part that has the picture is in it. */
  width: number;
  height: number;
  /** What texts and lines are larger by than on a picture that is shown as it is: a wide one is shown smaller. */
  scale: number;
  /** The picture itself, zoom 1. */
  original: PictureView;
  /** The enlarged view of a picture that is too small to see anything on. */
  enlarged: PictureView | null;
}

/** A picture is expected to be shown at most this wide. */
const shownWidth = 1000;
const leastWidth = 640;
const margin = 34;
/** Both sides below this: too small to see anything on. */
const smallSide = 200;
const enlargedSide = 420;
const zooms = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2];

/** Texts are not enlarged further: they would take more room than the longest picture has, px. */
const mostTextPixels = 120_000_000;
/** About the height of what is written below a picture, px at scale 1. */
const textHeight = 400;

/** What texts are larger by where everything is `width` px wide. */
function scaleFor(width: number): number {
  return Math.max(1, Math.min(width / shownWidth, mostTextPixels / (width * textHeight)));
}

/** The frame for a picture of `width` x `height` px. */
export function frameFor({ width, height }: { width: number; height: number }): PictureFrame {
  const isSmall = width < smallSide && height < smallSide;
  const edge = Math.round(margin * scaleFor(width));
  if (!isSmall) {
    const whole = Math.max(leastWidth, width + 2 * edge);
    const original = { x: Math.floor((whole - width) / 2), y: edge, width, height, zoom: 1 };
    return {
      width: whole,
      height: height + 2 * edge,
      scale: scaleFor(whole),
      original,
      enlarged: null,
    };
  }
  const zoom = zooms.find((one) => width * one <= enlargedSide && height * one <= enlargedSide) ?? 2;
  const whole = Math.max(leastWidth, width * (1 + zoom) + 5 * edge);
  const original = { x: edge, y: edge, width, height, zoom: 1 };
  // What is left of the width is on both sides of the enlarged copy, because that has the labels.
  const left = width + 2 * edge;
  const enlarged = {
    x: Math.floor(left + (whole - left - width * zoom) / 2),
    y: edge,
    width: width * zoom,
    height: height * zoom,
    zoom,
  };
  return { width: whole, height: height * zoom + 2 * edge, scale: 1, original, enlarged };
}
