// What people said of a test, on its square: a dot where they agree with the program, a diamond where somebody does not, a ring for a comment alone.
// Told apart by form, on a ground of their own, so that they stand out on every verdict. Where cells are narrow it is a line along the lower edge.

import type { reviewState } from '../../../src/shared/words/reviewText';
import type { SquareTheme } from './squareTheme';

export type ReviewMark = NonNullable<ReturnType<typeof reviewState>>;

/** The marks, the strongest first. */
export const reviewMarks: readonly ReviewMark[] = ['disagreed', 'reviewed', 'commented'];

/** The strongest of several tests' marks. */
export function strongestMark(marks: readonly (ReviewMark | null)[]): ReviewMark | null {
  return reviewMarks.find((mark) => marks.includes(mark)) ?? null;
}

/** CSS px from which on there is room for a mark beside the sign of the verdict; below, it is on the lower edge. */
const leastSizeForMark = 14;

/** Where the stretches of an edge begin and end, of its length: all of it, its middle, or its ends. */
const stretches: { readonly [mark in ReviewMark]: readonly (readonly [number, number])[] } = {
  disagreed: [[0, 1]],
  reviewed: [[0.25, 0.75]],
  commented: [
    [0, 0.25],
    [0.75, 1],
  ],
};

/** A square or a cell. `x`, `y`, `width` and `height` are device px, `ratio` device px per CSS px, `raised` what is below the mark, CSS px. */
interface MarkPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  ratio: number;
  raised: number;
}

/** Draws a mark into the lower right corner of a square or, where that would hide the verdict, along its lower edge. */
export function drawReviewMark(
  context: CanvasRenderingContext2D,
  mark: ReviewMark,
  place: MarkPlace,
  theme: Pick<SquareTheme, 'background' | 'foreground'>,
): void {
  const size = Math.min(place.width, place.height) / place.ratio;
  if (size < leastSizeForMark) drawEdge(context, mark, place, theme);
  else drawCorner(context, mark, place, size, theme);
}

function drawEdge(
  context: CanvasRenderingContext2D,
  mark: ReviewMark,
  { x, y, width, height, ratio }: MarkPlace,
  theme: Pick<SquareTheme, 'background' | 'foreground'>,
): void {
  const thickness = Math.round(2 * ratio);
  const edge = Math.max(1, Math.round(ratio));
  const top = y + height - thickness;
  context.fillStyle = theme.background;
  context.fillRect(x, top - edge, width, thickness + edge);
  context.fillStyle = theme.foreground;
  for (const [from, to] of stretches[mark])
    context.fillRect(x + Math.round(from * width), top, Math.round((to - from) * width), thickness);
}

function drawCorner(
  context: CanvasRenderingContext2D,
  mark: ReviewMark,
  { x: left, y: top, width, height, ratio, raised }: MarkPlace,
  size: number,
  theme: Pick<SquareTheme, 'background' | 'foreground'>,
): void {
  const radius = Math.min(4, Math.max(1.5, size * 0.08)) * ratio;
  const edge = Math.max(1, Math.round(ratio));
  const reach = radius + 2 * edge;
  const x = left + width - reach - edge;
  const y = top + height - raised * ratio - reach - edge;
  const trace = mark === 'disagreed' ? traceDiamond : traceDot;
  context.fillStyle = theme.background;
  trace(context, x, y, radius + edge);
  context.fill();
  context.fillStyle = theme.foreground;
  trace(context, x, y, radius);
  context.fill();
  if (mark !== 'commented') return;
  context.fillStyle = theme.background;
  trace(context, x, y, Math.max(radius - 1.25 * ratio, radius * 0.4));
  context.fill();
}

function traceDot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
}

/** Of about the weight of a dot with that radius, and larger. */
function traceDiamond(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  const reach = radius * 1.45;
  context.beginPath();
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach);
  context.lineTo(x - reach, y);
  context.closePath();
}
