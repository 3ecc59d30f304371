// Pictures of a benchmark as a run keeps them, and what was found on them: plain data that the painter, the test page and the reports share.
// All coordinates here are canonical: 0-1 of the upright original, x to the right and y down.

export const imageMediaTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const;

type ImageMediaType = (typeof imageMediaTypes)[number];

/** One file in the run folder's `images/`. */
export interface ImageFile {
  /** Relative to the run folder, with forward slashes: `images/3f2a91c0-street.png`. */
  file: string;
  mediaType: ImageMediaType;
  /** px, as people see it: EXIF orientation applied. */
  width: number;
  height: number;
  bytes: number;
  /** SHA-256 of the file's bytes, hexadecimal. */
  sha256: string;
}

/** A picture of a prompt: the original, upright and without its metadata, and exactly what was sent. */
export interface RecordedImage extends ImageFile {
  /** The name that the benchmark file gives the picture. */
  source: string;
  /** The same file where nothing had to be changed. */
  sent: ImageFile;
}

/** The drawing library takes minutes for a polygon with many more corners whose edges cross each other. */
export const mostCornersDrawn = 2000;

export type Shape =
  | { kind: 'point'; x: number; y: number }
  | { kind: 'box'; x1: number; y1: number; x2: number; y2: number }
  | { kind: 'polygon'; points: [x: number, y: number][] }
  /** A circle of the original, whose width and height may differ. */
  | { kind: 'ellipse'; x: number; y: number; rx: number; ry: number };

/** A place that was to be found. */
export interface TruthMark {
  shape: Shape;
  label?: string;
  /** No finding met it. */
  isMissed: boolean;
}

/** `hit`: it met a truth. `miss`: it met none. `extra`: one more than was asked for. `note`: not judged, such as the words an OCR engine saw. */
export const foundStates = ['hit', 'miss', 'extra', 'note'] as const;

type FoundState = (typeof foundStates)[number];

/** `iou`: 0-1, with the best truth. `distance`: to the center of the nearest truth, as a share of the picture's diagonal. `confidence`: 0-1. */
export const foundMeasures = ['iou', 'distance', 'confidence'] as const;

type FoundMeasure = (typeof foundMeasures)[number];

/** A place that the model gave. */
export interface FoundMark {
  shape: Shape;
  label?: string;
  state: FoundState;
  /** 0-based position in `truth` of the place it met. */
  truth: number | null;
  measure?: { name: FoundMeasure; value: number };
  /** For a miss, the nearest place on the edge of a truth. */
  nearest?: [x: number, y: number];
}

/** What is drawn over the picture. */
export interface Overlay {
  truth: TruthMark[];
  found: FoundMark[];
}

export const axisOrders = ['xy', 'yx'] as const;

export type AxisOrder = (typeof axisOrders)[number];

/** How the numbers of an answer were read: enough to recompute the canonical coordinates from the raw answer. */
export interface CoordinateReading {
  /** The coordinate profile's id. */
  profile: string;
  /** The form in words: `y before x, thousandths`. */
  description: string;
  /** Who chose the profile; `default`: nothing is known of the model, so pixels of the picture that was sent were asked for. */
  chosenBy: ProfileChoice;
  /** Canonical x = number / `width`, canonical y = number / `height`, after putting x first. */
  transform: { order: AxisOrder; width: number; height: number };
  /** The numbers as the model gave them, one list a place; in the transform's order, also where the answer named its axes. */
  parsed: number[][];
  /** The same places, canonical and x first, and put onto the picture's edge where they were up to 1% beyond it. Empty when the answer was refused. */
  canonical: number[][];
  /** Which numbers were beyond the edge, for people; absent when none was. */
  clipped?: string[];
}

export const profileChoices = ['benchmark', 'settings', 'calibration', 'table', 'default'] as const;

export type ProfileChoice = (typeof profileChoices)[number];

/** What the judgement of an answer to an image test leaves beside verdict and score. */
export interface ImageEvidence {
  /** Absent where the test type knows no places. */
  overlay?: Overlay;
  coordinates?: CoordinateReading;
}
