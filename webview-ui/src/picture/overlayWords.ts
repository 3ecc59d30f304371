// What is said of the marks on a picture: the alternative text of the whole, and the numbers of each mark. Pure text.

import { assertNever } from '../../../src/shared/text/assertNever';
import { formatCount, formatPercent } from '../../../src/shared/text/format';
import type { CoordinateReading, FoundMark, Overlay, Shape, TruthMark } from '../../../src/shared/results/picture';
import type { Verdict } from '../../../src/shared/run/verdict';
import { numbersOf, toPixels } from './overlayGeometry';
import type { ShownSize } from './overlayGeometry';
import { counted } from '../../../src/shared/text/counted';

/** Whether anything on the picture was judged: what an OCR engine saw, or where counted things are, is only for looking. */
export function isJudgedByPlace({ truth, found }: Overlay): boolean {
  return truth.some((mark) => mark.isMissed) || found.some((mark) => mark.state !== 'note');
}

/**
 * The verdict in words, for those who do not see the picture: `Incorrect: 3 of 4 places were met, 1 was missed. 5 findings: 3 hits, 1 miss,
 * 1 extra.`
 */
export function overlayText(verdict: Verdict, overlay: Overlay): string {
  const word = verdict === 'not_run' ? 'Not run' : verdict[0]!.toUpperCase() + verdict.slice(1);
  const texts = isJudgedByPlace(overlay) ? [truthText(overlay.truth), foundText(overlay.found)] : [markedText(overlay)];
  return [`${word}:`, ...texts.filter((text) => text !== '')].join(' ');
}

function markedText({ truth, found }: Overlay): string {
  const places = truth.length === 0 ? [] : [`${counted(truth.length, 'place')} of the truth`];
  const seen = found.length === 0 ? [] : [`${formatCount(found.length)} that the model gave`];
  return places.length + seen.length === 0
    ? 'nothing is marked.'
    : `${[...places, ...seen].join(' and ')} are marked; they were not judged.`;
}

function truthText(truth: readonly TruthMark[]): string {
  if (truth.length === 0) return '';
  const missed = truth.filter((mark) => mark.isMissed).length;
  const rest = missed === 0 ? '' : `, ${formatCount(missed)} ${missed === 1 ? 'was' : 'were'} missed`;
  return `${formatCount(truth.length - missed)} of ${counted(truth.length, 'place')} ${truth.length === 1 ? 'was' : 'were'} met${rest}.`;
}

function foundText(found: readonly FoundMark[]): string {
  if (found.length === 0) return 'Nothing was found.';
  const kinds = (['hit', 'miss', 'extra', 'note'] as const).flatMap((state) => {
    const count = found.filter((mark) => mark.state === state).length;
    return count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? stateWords[state] : plurals[state]}`];
  });
  return `${counted(found.length, 'finding')}: ${kinds.join(', ')}.`;
}

const stateWords: { [state in FoundMark['state']]: string } = {
  hit: 'hit',
  miss: 'miss',
  extra: 'extra',
  note: 'not judged',
};
const plurals: { [state in FoundMark['state']]: string } = {
  hit: 'hits',
  miss: 'misses',
  extra: 'extras',
  note: 'not judged',
};

/** The numbers of a place that was to be found; the first line is its title. `place` is its 0-based position in `overlay.truth`. */
export function truthLines(overlay: Overlay, place: number, size: ShownSize): string[] {
  const mark = overlay.truth[place]!;
  const by = overlay.found.flatMap((found, number) =>
    found.state === 'hit' && found.truth === place ? [number + 1] : [],
  );
  return [
    `Truth ${place + 1}${mark.label === undefined ? '' : `: ${mark.label}`}`,
    mark.isMissed ? 'missed' : by.length === 0 ? 'met' : `met by finding ${by.join(', ')}`,
    ...shapeLines(mark.shape, size),
  ];
}

/** The numbers of a finding. `whose` is put before it: the other model's name, or nothing. */
export function foundLines(
  overlay: Overlay,
  place: number,
  size: ShownSize,
  reading: CoordinateReading | null,
  whose = '',
): string[] {
  const mark = overlay.found[place]!;
  const raw = reading ? rawNumbers(mark.shape, place, reading) : null;
  return [
    `${whose === '' ? 'Finding' : `${whose}: finding`} ${place + 1}${mark.label === undefined ? '' : `: ${mark.label}`}`,
    [
      stateWords[mark.state],
      ...(mark.truth === null ? [] : [`truth ${mark.truth + 1}`]),
      ...measureText(mark, size),
    ].join(' · '),
    ...shapeLines(mark.shape, size),
    ...(raw === null ? [] : [`the answer's numbers: ${raw.join(', ')}`]),
  ];
}

/** The short label that a finding has on the picture: its label and its IoU. */
export function foundLabel(mark: FoundMark): string {
  const iou = mark.measure?.name === 'iou' ? mark.measure.value.toFixed(2) : '';
  return [mark.label ?? '', iou].filter((text) => text !== '').join(' ');
}

function measureText(mark: FoundMark, size: ShownSize): string[] {
  if (!mark.measure) return [];
  const { name, value } = mark.measure;
  switch (name) {
    case 'iou':
      return [`IoU ${value.toFixed(3)}`];
    case 'distance':
      return [
        `${formatPixels(value * Math.hypot(size.width, size.height))} px from the nearest truth's center (${formatPercent(value)} of the diagonal)`,
      ];
    case 'confidence':
      return [`confidence ${value.toFixed(2)}`];
    default:
      return assertNever(name);
  }
}

/** A shape in px of the original and canonical. */
function shapeLines(shape: Shape, size: ShownSize): string[] {
  const pixels = numbersOf(toPixels(shape, size)).map(formatPixels).join(', ');
  const canonical = numbersOf(shape)
    .map((value) => value.toFixed(4))
    .join(', ');
  return [`${shapeWords[shape.kind]} ${pixels} px of the original`, `canonical ${canonical}`];
}

const shapeWords: { [kind in Shape['kind']]: string } = {
  point: 'x, y:',
  box: 'x1, y1, x2, y2:',
  polygon: 'x, y of each corner:',
  ellipse: 'center x, y, radii:',
};

/** The numbers as the answer gave them; null for a place that was not read from the answer. */
function rawNumbers(shape: Shape, place: number, { parsed, canonical }: CoordinateReading): readonly number[] | null {
  const numbers = numbersOf(shape);
  const isSame = (at: number): boolean => {
    const read = canonical[at];
    return read?.length === numbers.length && read.every((value, axis) => Math.abs(value - numbers[axis]!) < 1e-9);
  };
  // Normally the places are in the answer's order; where a test type sorts them, the numbers tell.
  const at = isSame(place) ? place : canonical.findIndex((_, candidate) => isSame(candidate));
  return parsed[at] ?? null;
}

/** `412`, `412.5`. */
export function formatPixels(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
}
