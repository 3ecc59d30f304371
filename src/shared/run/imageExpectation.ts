// What the image test types expect, after their YAML has been checked and the defaults filled in.
// Coordinates are px of the upright original, x first, from its upper left corner.

export type PixelBox = [x1: number, y1: number, x2: number, y2: number];
export type PixelPoint = [x: number, y: number];

/** Exactly one of `box`, `polygon`, `circle`. */
export interface Region {
  label?: string;
  box?: PixelBox;
  polygon?: PixelPoint[];
  circle?: { center: PixelPoint; radius: number };
}

export interface PointExpectation {
  regions: Region[];
  /** `all`: every region is met by a point of its own and no point is outside. `any`: one point in one region is enough. */
  match: 'all' | 'any';
}

export interface BoxExpectation {
  boxes: { box: PixelBox; label?: string }[];
  /** The IoU from which a box counts as found, 0-1. */
  iou: number;
  /** Whether a box must have the right label too. */
  labels: 'match' | 'ignore';
}

export interface CountExpectation {
  count: number;
  /** How far off still counts as correct. */
  tolerance: number;
  /** Where the counted things are, for the result image. */
  points: PixelPoint[];
}

export type TextNormalization = 'nfkc' | 'case' | 'space' | 'punct';

export interface OcrExpectation {
  /** Any of them; the best fit counts. */
  texts: string[];
  normalize: TextNormalization[];
  metric: 'cer' | 'wer' | 'anls' | 'exact';
  /** Correct at or below it for `cer` and `wer`, at or above it for `anls`; no meaning for `exact`. */
  threshold: number;
  /** Where the text is, for the result image. */
  region?: PixelBox;
}

export interface ChoiceExpectation {
  /** The texts by letter, in the order shown. */
  options: { [letter: string]: string };
  /** A letter of `options`. */
  answer: string;
}

export interface ClassifyExpectation {
  choices: string[];
  /** One or more of `choices`. */
  labels: string[];
  /** Whether the answer may name several. */
  isMultiple: boolean;
}
