// Draws the marks of a picture as SVG: truth, findings, and another model's findings. Shape and line say the same as color.
// Lengths are given in CSS px and divided by the scale, so that lines and letters stay as they are while the picture is enlarged.

import { nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { isCrowded, isWrong, markSize, wrongCount } from '../../../src/shared/results/markCrowd';
import type { CoordinateReading, FoundMark, Overlay, Shape, TruthMark } from '../../../src/shared/results/picture';
import { boundsOf, centerOf, outlineOf, spreadLabels, squareOutline, toPixels } from './overlayGeometry';
import type { Bounds, ShownSize, WantedLabel } from './overlayGeometry';
import { foundLabel, foundLines, truthLines } from './overlayWords';

interface MarkView {
  size: ShownSize;
  /** CSS px per px of the original. */
  scale: number;
  /** The picture with what is free around it, where labels may be; px of the original. */
  room: Bounds;
}

interface Marks {
  truth: Overlay['truth'];
  found: Overlay['found'];
  reading: CoordinateReading | null;
  other: { title: string; overlay: Overlay } | null;
}

type MarkKind = 'truth' | 'found' | 'other';

/** One mark before it is drawn. */
interface Mark {
  kind: MarkKind;
  /** 0-based among its kind. */
  place: number;
  classes: string;
  /** px of the original. */
  shape: Shape;
  outline: string;
  words: string;
  /** Radius of a point's ring, CSS px. */
  ring: number;
  /** Said to screen readers. */
  lines: readonly string[];
  nearest?: [x: number, y: number];
}

/** Radius of a point's ring where there are few marks, CSS px. */
const ring = 10;
const fontSize = 12;
/** How wide letters are in bold, as a share of the font size; Chinese, Japanese and Korean ones are about square. */
const letterWidth = 0.63;
const wideLetterWidth = 1.05;
const narrowLetterWidth = 0.42;

/** All marks, the findings above the truth and the labels above both; `pattern` is the id of the hatching. */
export function renderMarks(marks: Marks, view: MarkView, pattern: string): SVGTemplateResult {
  const all = [...truthMarks(marks, view), ...otherMarks(marks, view), ...foundMarks(marks, view)];
  return svg`${hatching(pattern, view)} ${all.map((mark) => drawMark(mark, view, pattern))} ${drawLabels(all, view)}`;
}

/** `a` ... `z`, `aa`, `ab` ... */
export function letterName(place: number): string {
  const rest = place < 26 ? '' : letterName(Math.floor(place / 26) - 1);
  return rest + String.fromCharCode(97 + (place % 26));
}

function truthMarks(marks: Marks, { size, scale }: MarkView): Mark[] {
  const { truth, found } = marks;
  return truth.map((mark, place): Mark => {
    const shape = toPixels(mark.shape, size);
    const looks = looksOf(mark, marks);
    return {
      kind: 'truth',
      place,
      classes: `truth${mark.isMissed ? ' missed' : ''}${looks.classes}`,
      shape,
      ring: looks.ring,
      outline: outlineOf(shape, looks.ring / scale),
      words: looks.isLabelled ? [mark.label, mark.isMissed ? 'missed' : ''].filter(Boolean).join(' · ') : '',
      lines: truthLines({ truth, found }, place, size),
    };
  });
}

function foundMarks(marks: Marks, view: MarkView): Mark[] {
  const { truth, found, reading } = marks;
  const { size, scale } = view;
  return found.map((mark, place): Mark => {
    const shape = toPixels(mark.shape, size);
    const looks = looksOf(mark, marks);
    const isExtraPoint = shape.kind === 'point' && mark.state === 'extra';
    const words = [
      String(place + 1),
      mark.state === 'note' ? '' : foundLabel(mark),
      mark.state === 'extra' ? 'extra' : '',
    ];
    return {
      kind: 'found',
      place,
      classes: `found ${mark.state}${looks.classes}`,
      shape,
      ring: looks.ring,
      outline: isExtraPoint
        ? squareOutline(centerOf(shape), (looks.ring * 1.2) / scale, 1)
        : outlineOf(shape, looks.ring / scale),
      words: looks.isLabelled ? words.filter((word) => word !== '').join(' ') : '',
      lines: foundLines({ truth, found }, place, size, reading),
      ...(mark.nearest
        ? { nearest: [mark.nearest[0] * size.width, mark.nearest[1] * size.height] as [number, number] }
        : {}),
    };
  });
}

/** Another model's findings carry letters and stand in squares, so that they are not taken for the shown model's. */
function otherMarks({ other }: Marks, { size, scale }: MarkView): Mark[] {
  if (!other) return [];
  const isFull = isCrowded(other.overlay);
  const ringOfOther = ring * markSize(other.overlay.found.length);
  return other.overlay.found.map((mark, place): Mark => {
    const shape = toPixels(mark.shape, size);
    return {
      kind: 'other',
      place,
      classes: isFull ? 'other small' : 'other',
      shape,
      ring: ringOfOther,
      outline:
        shape.kind === 'point'
          ? squareOutline(centerOf(shape), ringOfOther / scale, 0)
          : outlineOf(shape, ringOfOther / scale),
      words: isFull
        ? ''
        : [letterName(place), mark.state === 'note' ? '' : foundLabel(mark)].filter((word) => word !== '').join(' '),
      lines: foundLines(other.overlay, place, size, null, other.title),
    };
  });
}

/** Many marks are small, and only what was wrong about them has words; it stays large unless it is many itself. */
function looksOf(
  mark: TruthMark | FoundMark,
  overlay: Overlay,
): { ring: number; classes: string; isLabelled: boolean } {
  if (!isCrowded(overlay)) return { ring, classes: '', isLabelled: true };
  const isTelling = isWrong(mark);
  const size = markSize(isTelling ? wrongCount(overlay) : Math.max(overlay.truth.length, overlay.found.length));
  return { ring: ring * size, classes: size < 1 ? ' small' : '', isLabelled: isTelling };
}

function drawMark(
  { kind, place, classes, shape, ring: radius, outline, lines, nearest }: Mark,
  { scale }: MarkView,
  pattern: string,
): SVGTemplateResult {
  const isMissed = classes.includes('missed');
  const center = centerOf(shape);
  return svg`<g class="mark ${classes}" tabindex="0" role="img" aria-label=${lines.join('; ')} data-kind=${kind} data-place=${place}>
    ${nearest ? svg`<g class="gap">${strokes(`M${center[0]} ${center[1]}L${nearest[0]} ${nearest[1]}`)}</g>` : nothing}
    ${kind === 'truth' ? svg`<path class="fill" d=${outline} fill=${isMissed ? `url(#${pattern})` : nothing}></path>` : svg`<path class="grip" d=${outline}></path>`}
    ${strokes(outline)} ${shape.kind === 'point' && kind !== 'truth' ? strokes(cross(center, radius / scale, kind === 'other'), 'cross') : nothing}
  </g>`;
}

/** The findings choose their places first: a truth's label is the one that may be left out, and so may be those of what is not judged. */
function drawLabels(marks: readonly Mark[], { room, scale }: MarkView): SVGTemplateResult[] {
  const labelled = marks.filter(({ words }) => words !== '').sort((a, b) => labelRank(a) - labelRank(b));
  const height = (fontSize * 1.3) / scale;
  const wanted = labelled.map((mark): WantedLabel => ({
    mark: boundsOfMark(mark, scale),
    width: (textWidth(mark.words) + 6) / scale,
    height,
    mayBeLeftOut: labelRank(mark) > 1 || mark.classes.includes('small'),
  }));
  const places = spreadLabels(wanted, room);
  return labelled.flatMap((mark, number) => {
    const at = places[number];
    return at
      ? [
          svg`<g class="label ${mark.classes}" aria-hidden="true"><rect class="plate" x=${at.x} y=${at.y} width=${wanted[number]!.width} height=${height} rx=${2 / scale}></rect>
          <text x=${at.x + 3 / scale} y=${at.y + (fontSize * 1.02) / scale} font-size=${fontSize / scale}>${mark.words}</text></g>`,
        ]
      : [];
  });
}

function labelRank({ kind, classes }: Mark): number {
  if (classes.includes('note')) return 4;
  if (kind === 'found') return 0;
  return classes.includes('missed') ? 1 : kind === 'other' ? 2 : 3;
}

/** Hatching for what was missed. */
function hatching(name: string, { scale }: MarkView): SVGTemplateResult {
  const step = 7 / scale;
  return svg`<defs>
    <pattern id=${name} width=${step} height=${step} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch" x="0" y="0" width=${step * 0.36} height=${step}></rect>
    </pattern>
  </defs>`;
}

/** A line with a halo below it, so that it stands out on any picture. */
function strokes(path: string, extra = ''): SVGTemplateResult {
  return svg`<path class="halo ${extra}" d=${path} vector-effect="non-scaling-stroke"></path><path class="line ${extra}" d=${path} vector-effect="non-scaling-stroke"></path>`;
}

function cross([x, y]: [number, number], reach: number, isUpright: boolean): string {
  const arm = reach * 0.55;
  return isUpright
    ? `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`
    : `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`;
}

/** About how wide a text is in CSS px, rather too wide than too narrow. */
function textWidth(text: string): number {
  const widths = [...text].map((letter) =>
    /[ .,:·'|ijl]/.test(letter)
      ? narrowLetterWidth
      : /[mwMW%@]/.test(letter) || letter.codePointAt(0)! >= 0x2e80
        ? wideLetterWidth
        : letterWidth,
  );
  return widths.reduce((sum, width) => sum + width, 0) * fontSize;
}

function boundsOfMark({ shape, ring: radius }: Mark, scale: number): Bounds {
  const { x1, y1, x2, y2 } = boundsOf(shape);
  const around = (shape.kind === 'point' ? radius + 2 : 2) / scale;
  return { x1: x1 - around, y1: y1 - around, x2: x2 + around, y2: y2 + around };
}
