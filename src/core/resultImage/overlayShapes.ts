// The outlines that are drawn over a picture: truth solid, findings dashed, each with a light and a dark halo so that it shows on any picture.
// Draws shapes at places on the result image; what they mean and which label they get is decided in drawableMarks.ts.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { mostCornersDrawn, type Shape } from '../../shared/results/picture';
import { markColors } from './colors';
import type { PictureView, Rectangle } from './frameFor';

export interface LineLook {
  color: string;
  /** px at scale 1, as all lengths here. */
  width: number;
  dash: number[];
  /** Drawn with a light halo only, for lines that matter less. */
  isFaint?: boolean;
}

export const truthLine: LineLook = { color: markColors.truth, width: 2.5, dash: [] };
export const foundLine: LineLook = { color: markColors.found, width: 2.5, dash: [8, 5] };
export const extraLine: LineLook = { color: markColors.wrong, width: 2.5, dash: [12, 4, 2, 4] };
export const noteLine: LineLook = { color: markColors.found, width: 1.4, dash: [2, 2.5], isFaint: true };

export const dotRadius = 4.5;
export const ringRadius = 10;
const hatchStep = 10;
/** How far from the picture anything is drawn, in widths and heights of it: the drawing library ends the whole process at a number that it can't hold. */
const farthest = 100;

/** Draws shapes of one picture: canonical coordinates become px of the result image, and lines are as wide as its scale asks. */
export class ShapePen {
  constructor(
    private readonly context: SKRSContext2D,
    private readonly view: PictureView,
    readonly scale: number,
  ) {}

  /** A canonical place as px of the result image. */
  at([x, y]: readonly [x: number, y: number]): [x: number, y: number] {
    const { view } = this;
    return [view.x + drawable(x) * view.width, view.y + drawable(y) * view.height];
  }

  /** The box around a shape with its line, px of the result image. */
  boundsOf(shape: Shape): Rectangle {
    if (shape.kind === 'point') {
      const [x, y] = this.at([shape.x, shape.y]);
      const side = ringRadius * 1.55 * this.scale;
      return { x: x - side, y: y - side, width: 2 * side, height: 2 * side };
    }
    const corners = cornersOf(shape).map((corner) => this.at(corner));
    const [left, right] = rangeOf(corners.map(([x]) => x));
    const [top, bottom] = rangeOf(corners.map(([, y]) => y));
    const edge = 2 * this.scale;
    return { x: left - edge, y: top - edge, width: right - left + 2 * edge, height: bottom - top + 2 * edge };
  }

  fill(shape: Shape, color: string): void {
    this.trace(shape);
    this.context.fillStyle = color;
    this.context.fill();
  }

  outline(shape: Shape, look: LineLook): void {
    this.strokeWithHalo(look, () => this.trace(shape));
  }

  /** Diagonal lines across a shape. */
  hatch(shape: Shape, color: string): void {
    const { context, scale } = this;
    const { x, y, width, height } = this.seenPart(this.boundsOf(shape));
    context.save();
    this.trace(shape);
    context.clip();
    const lines = (): void => {
      context.beginPath();
      for (let offset = -height; offset < width; offset += hatchStep * scale) {
        context.moveTo(x + offset, y + height);
        context.lineTo(x + offset + height, y);
      }
    };
    for (const [stroke, wide] of [
      [markColors.halo, 3],
      [color, 1.6],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = wide * scale;
      lines();
      context.stroke();
    }
    context.restore();
  }

  /** A ring with the arms of a cross, open in the middle, so that the very place stays visible; a square one for what was one too many. */
  crossedRing(point: readonly [x: number, y: number], look: LineLook, form: 'ring' | 'square'): void {
    const { context, scale } = this;
    const [x, y] = this.at(point);
    const radius = ringRadius * scale;
    const arms = (): void => {
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        context.moveTo(x + dx * radius * 0.4, y + dy * radius * 0.4);
        context.lineTo(x + dx * radius * 1.55, y + dy * radius * 1.55);
      }
    };
    const ring = (): void => {
      context.moveTo(x + radius, y + (form === 'ring' ? 0 : -radius));
      if (form === 'ring') context.arc(x, y, radius, 0, 2 * Math.PI);
      else context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    };
    // One halo for both, so that neither is cut by the other's.
    this.strokeHalo(look, () => {
      context.beginPath();
      arms();
      ring();
    });
    this.strokeLine({ ...look, width: 2, dash: [] }, () => {
      context.beginPath();
      arms();
    });
    this.strokeLine({ ...look, dash: look.dash.map((length) => length * 0.7) }, () => {
      context.beginPath();
      ring();
    });
  }

  /** A light disc with an edge, to write on. */
  disc(place: readonly [x: number, y: number], look: LineLook): void {
    const { context, scale } = this;
    const [x, y] = this.at(place);
    const trace = (): void => {
      context.beginPath();
      context.arc(x, y, ringRadius * scale, 0, 2 * Math.PI);
    };
    this.strokeHalo(look, trace);
    trace();
    context.fillStyle = markColors.label;
    context.fill();
    this.strokeLine(look, trace);
  }

  /** A line from a shape to a canonical place, with a dot at its end; of a point it starts outside the ring. */
  line(from: Shape, to: readonly [x: number, y: number], look: LineLook): void {
    const { context, scale } = this;
    const [x, y] = this.at(to);
    const [startX, startY] = this.at(middleOf(from));
    const ring = from.kind === 'point' ? (ringRadius * 1.2 * scale) / Math.hypot(x - startX, y - startY) : 0;
    const skipped = ring < 0.8 ? ring : 0;
    this.strokeWithHalo(look, () => {
      context.beginPath();
      context.moveTo(startX + (x - startX) * skipped, startY + (y - startY) * skipped);
      context.lineTo(x, y);
    });
    context.beginPath();
    context.arc(x, y, 3.2 * scale, 0, 2 * Math.PI);
    context.fillStyle = look.color;
    context.fill();
    context.strokeStyle = markColors.halo;
    context.lineWidth = scale;
    context.stroke();
  }

  /** A benchmark may name places far outside of its picture. */
  private seenPart({ x, y, width, height }: Rectangle): Rectangle {
    const { view } = this;
    const left = Math.max(x, view.x - view.width);
    const top = Math.max(y, view.y - view.height);
    return {
      x: left,
      y: top,
      width: Math.min(x + width, view.x + 2 * view.width) - left,
      height: Math.min(y + height, view.y + 2 * view.height) - top,
    };
  }

  private trace(shape: Shape): void {
    const { context } = this;
    context.beginPath();
    switch (shape.kind) {
      case 'point': {
        const [x, y] = this.at([shape.x, shape.y]);
        context.arc(x, y, dotRadius * this.scale, 0, 2 * Math.PI);
        break;
      }
      case 'box': {
        const [x1, y1] = this.at([shape.x1, shape.y1]);
        const [x2, y2] = this.at([shape.x2, shape.y2]);
        context.rect(x1, y1, x2 - x1, y2 - y1);
        break;
      }
      case 'polygon':
        drawnCorners(shape.points).forEach((point, position) =>
          position === 0 ? context.moveTo(...this.at(point)) : context.lineTo(...this.at(point)),
        );
        context.closePath();
        break;
      case 'ellipse': {
        const [x, y] = this.at([shape.x, shape.y]);
        const [wide, high] = [drawable(shape.rx), drawable(shape.ry)];
        context.ellipse(x, y, wide * this.view.width, high * this.view.height, 0, 0, 2 * Math.PI);
        break;
      }
    }
  }

  private strokeWithHalo(look: LineLook, trace: () => void): void {
    this.strokeHalo(look, trace);
    this.strokeLine(look, trace);
  }

  private strokeHalo({ width, isFaint }: LineLook, trace: () => void): void {
    if (!isFaint) this.strokeLine({ color: markColors.haloEdge, width: width + 3, dash: [] }, trace);
    this.strokeLine({ color: markColors.halo, width: width + 2, dash: [] }, trace);
  }

  private strokeLine({ color, width, dash }: LineLook, trace: () => void): void {
    const { context, scale } = this;
    context.save();
    context.lineJoin = 'round';
    context.strokeStyle = color;
    context.lineWidth = width * scale;
    context.setLineDash(dash.map((length) => length * scale));
    trace();
    context.stroke();
    context.restore();
  }
}

/** Evenly chosen where there are more than can be drawn: a run from before there was that bound may have any number. */
function drawnCorners<Corner>(corners: readonly Corner[]): readonly Corner[] {
  const step = Math.ceil(corners.length / mostCornersDrawn);
  return step <= 1 ? corners : corners.filter((_, position) => position % step === 0);
}

/** The corners of the box around a shape, canonical. */
function cornersOf(shape: Exclude<Shape, { kind: 'point' }>): [x: number, y: number][] {
  switch (shape.kind) {
    case 'box':
      return [
        [shape.x1, shape.y1],
        [shape.x2, shape.y2],
      ];
    case 'polygon':
      return shape.points;
    case 'ellipse':
      return [
        [shape.x - shape.rx, shape.y - shape.ry],
        [shape.x + shape.rx, shape.y + shape.ry],
      ];
  }
}

/** The middle of a shape, canonical. */
export function middleOf(shape: Shape): [x: number, y: number] {
  if (shape.kind === 'point' || shape.kind === 'ellipse') return [shape.x, shape.y];
  const corners = cornersOf(shape);
  const middle = (values: number[]): number => {
    const [least, most] = rangeOf(values);
    return (least + most) / 2;
  };
  return [middle(corners.map(([x]) => x)), middle(corners.map(([, y]) => y))];
}

/** A canonical length that can be drawn; what is no number at all is far away. */
function drawable(length: number): number {
  return Number.isNaN(length) ? farthest : Math.max(-farthest, Math.min(farthest, length));
}

/** Of any number of values: as arguments of one call there may be too many. */
function rangeOf(values: readonly number[]): [least: number, most: number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}
