// Draws the Pareto plot with uPlot's axes: a mark and a name for each model, a line through those that nobody beats.

import type uPlot from 'uplot';
import { formatCost, formatDuration } from '../../../src/shared/text/format';
import type { ParetoAxis, ParetoPoint, ParetoView } from './paretoView';
import { endOfName } from './endOfName';
import { axisLook, type PlotColors } from './plotColors';
import type { PlotMaker } from './plotMaker';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const radius = 5;
const margin = 4;
/** Of a name, CSS px. */
const mostNamePixels = 210;
/** How many lines of text a name may be above or below its mark; a line then leads to it. */
const farthest = 9;

/** `width` and `height` in CSS px. The caller destroys what is returned. `onPoint` hears of the model under the pointer. */
export function drawPareto(
  Plot: PlotMaker,
  host: HTMLElement,
  view: ParetoView,
  axis: ParetoAxis,
  width: number,
  height: number,
  colors: PlotColors,
  onPoint: (point: ParetoPoint | null) => void,
): uPlot {
  const points = [...view.points].sort((a, b) => a.x - b.x);
  const look = axisLook(colors);
  const most = Math.max(...points.map(({ x }) => x));
  const least = Math.min(1, ...points.map(({ y }) => y));
  // From 0, as half the distance to the left should be half the time; room on the right for a name.
  const rangeX: [number, number] = [0, most > 0 ? most * 1.25 : axis === 'time' ? 1 : 0.001];
  const rangeY: [number, number] = [Math.max(0, least - Math.max(0.05, (1 - least) * 0.15)), 1.03];
  return new Plot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false }, x: false, y: false },
      scales: { x: { time: false, range: rangeX }, y: { range: rangeY } },
      axes: [
        {
          ...look,
          size: 30,
          space: 70,
          values: (_plot, splits) =>
            splits.map((split) => (axis === 'time' ? formatDuration(split) : formatCost(split))),
        },
        {
          ...look,
          size: 46,
          values: (_plot, splits) => splits.map((split) => (split > 1 ? '' : `${Math.round(split * 100)}%`)),
        },
      ],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(plot) => paint(plot, points, view.line, colors)],
        setCursor: [(plot) => onPoint(pointUnder(plot, points))],
      },
    },
    [points.map(({ x }) => x), points.map(({ y }) => y)],
    host,
  );
}

function paint(plot: uPlot, points: readonly ParetoPoint[], line: readonly ParetoPoint[], colors: PlotColors): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const place = ({ x, y }: ParetoPoint): [number, number] => [plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true)];
  ctx.save();
  ctx.lineWidth = 1.5 * ratio;
  ctx.strokeStyle = colors.models[0]!;
  ctx.beginPath();
  line.forEach((point, at) => {
    const [x, y] = place(point);
    if (at === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.stroke();
  const taken: Box[] = points.map((point) => {
    const [x, y] = place(point);
    const reach = radius * ratio;
    return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
  });
  ctx.font = colors.font.replace(/^\d+px/, (size) => `${parseInt(size, 10) * ratio}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const point of points) {
    const [x, y] = place(point);
    ctx.beginPath();
    ctx.arc(x, y, radius * ratio, 0, Math.PI * 2);
    // Not the color alone: who is beaten is hollow.
    ctx.fillStyle = point.isOnFront ? colors.models[0]! : colors.background;
    ctx.fill();
    ctx.strokeStyle = point.isOnFront ? colors.models[0]! : colors.muted;
    ctx.stroke();
  }
  // Who nobody beats is named first; a name without a free place is left to the pointer and the table.
  for (const point of [...points].sort((a, b) => Number(b.isOnFront) - Number(a.isOnFront))) {
    const [x, y] = place(point);
    const title = endOfName(point.title, mostNamePixels * ratio, (text) => ctx.measureText(text).width);
    const box = labelBox(x, y, ctx.measureText(title).width, 13 * ratio, plot.bbox, taken, ratio);
    if (!box) continue;
    taken.push(box);
    const middle = (box.top + box.bottom) / 2;
    const isFar = Math.abs(middle - y) > 20 * ratio;
    if (isFar)
      drawLeader(ctx, [x, y], [x < box.left ? box.left - 2 * ratio : box.right + 2 * ratio, middle], colors, ratio);
    ctx.fillStyle = point.isOnFront ? colors.foreground : colors.muted;
    // Names stay readable where the line passes.
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = colors.background;
    ctx.strokeText(title, box.left, middle);
    ctx.lineWidth = 1.5 * ratio;
    ctx.fillText(title, box.left, middle);
  }
  ctx.restore();
}

function drawLeader(
  ctx: CanvasRenderingContext2D,
  from: [number, number],
  to: [number, number],
  colors: PlotColors,
  ratio: number,
): void {
  ctx.lineWidth = ratio;
  ctx.strokeStyle = colors.muted;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

/** The first place around a mark where a name meets nothing else; none where all are taken. */
function labelBox(
  x: number,
  y: number,
  width: number,
  height: number,
  area: uPlot.BBox,
  taken: readonly Box[],
  ratio: number,
): Box | undefined {
  const gap = (radius + margin) * ratio;
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const middle = y - height / 2;
  const places = [
    at(x + gap, middle),
    at(x + gap, middle + height),
    at(x + gap, middle - height),
    at(x - gap - width, middle),
    at(x - width / 2, y + gap),
    at(x - width / 2, y - gap - height),
    at(x - gap - width, middle + height),
    at(x - gap - width, middle - height),
    ...Array.from({ length: farthest - 1 }, (_, step) => (step + 2) * height).flatMap((away) => [
      at(x + 3 * gap, middle + away),
      at(x + 3 * gap, middle - away),
      at(x - 3 * gap - width, middle + away),
      at(x - 3 * gap - width, middle - away),
    ]),
  ];
  const isFree = (box: Box): boolean =>
    isInside(box, area) &&
    taken.every(
      (other) => box.right < other.left || box.left > other.right || box.bottom <= other.top || box.top >= other.bottom,
    );
  return places.find(isFree);
}

function isInside({ left, top, right, bottom }: Box, area: uPlot.BBox): boolean {
  return left >= area.left && right <= area.left + area.width && top >= area.top && bottom <= area.top + area.height;
}

function pointUnder(plot: uPlot, points: readonly ParetoPoint[]): ParetoPoint | null {
  const { left, top } = plot.cursor;
  if (left === undefined || top === undefined || left < 0) return null;
  const near = points
    .map((point) => ({
      point,
      distance: Math.hypot(plot.valToPos(point.x, 'x') - left, plot.valToPos(point.y, 'y') - top),
    }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= 14 ? near.point : null;
}
