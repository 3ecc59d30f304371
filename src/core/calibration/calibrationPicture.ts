// The picture that models are asked about to learn their convention: colored discs with letters, at places that no two conventions agree on.
// Drawn pixel by pixel, without canvas or fonts, so that it is the same on every machine.

import { createHash } from 'node:crypto';
import type { SentImage } from '../providers/provider';
import { indexedPng } from '../images/indexedPng';
import type { Marker } from './fitProfile';

/**
 * px. Small, so that no vendor makes it smaller; far from square, so that mixed-up axes show; and both edges half-way between multiples of 28,
 * so that Qwen2.5-VL's rounding to them moves places by as much as it can.
 */
export const calibrationSize = { width: 630, height: 406 };

interface DrawnMarker extends Marker {
  colorName: string;
  /** RGB. */
  color: number;
}

/** No two share a row or a column, and mirrored or turned they are other places. */
export const calibrationMarkers: readonly DrawnMarker[] = [
  { label: 'K', colorName: 'red', color: 0xd02020, x: 62, y: 301 },
  { label: 'T', colorName: 'blue', color: 0x1f5fd0, x: 153, y: 58 },
  { label: 'H', colorName: 'green', color: 0x1a8a34, x: 249, y: 203 },
  { label: 'Z', colorName: 'orange', color: 0xe07b10, x: 347, y: 349 },
  { label: 'X', colorName: 'purple', color: 0x7c2fb0, x: 428, y: 112 },
  { label: 'L', colorName: 'black', color: 0x202020, x: 511, y: 256 },
  { label: 'N', colorName: 'brown', color: 0x7a4a20, x: 590, y: 39 },
];

const radius = 28;
const strokeWidth = 5;
const background = 0xf0f0f0;

/** Strokes of the letters in a square from -1 to 1, as x1, y1, x2, y2. */
const strokes: { readonly [letter: string]: readonly (readonly [number, number, number, number])[] } = {
  K: [
    [-0.7, -1, -0.7, 1],
    [0.7, -1, -0.7, 0.1],
    [-0.3, -0.2, 0.7, 1],
  ],
  T: [
    [-0.8, -1, 0.8, -1],
    [0, -1, 0, 1],
  ],
  H: [
    [-0.7, -1, -0.7, 1],
    [0.7, -1, 0.7, 1],
    [-0.7, 0, 0.7, 0],
  ],
  Z: [
    [-0.7, -1, 0.7, -1],
    [0.7, -1, -0.7, 1],
    [-0.7, 1, 0.7, 1],
  ],
  X: [
    [-0.7, -1, 0.7, 1],
    [0.7, -1, -0.7, 1],
  ],
  L: [
    [-0.6, -1, -0.6, 1],
    [-0.6, 1, 0.7, 1],
  ],
  N: [
    [-0.7, 1, -0.7, -1],
    [-0.7, -1, 0.7, 1],
    [0.7, 1, 0.7, -1],
  ],
};

/** The picture as it is sent. */
export function calibrationPicture(): SentImage {
  const { width, height } = calibrationSize;
  const pixels = new Uint32Array(width * height).fill(background);
  for (const marker of calibrationMarkers) drawMarker(pixels, marker);
  const png = indexedPng(pixels.map(littleEndian), width, height)!;
  return {
    file: 'images/calibration.png',
    mediaType: 'image/png',
    width,
    height,
    bytes: png.length,
    sha256: createHash('sha256').update(png).digest('hex'),
    base64: png.toString('base64'),
  };
}

function drawMarker(pixels: Uint32Array, { label, color, x: centerX, y: centerY }: DrawnMarker): void {
  const letterSize = radius * 0.5;
  const lines = strokes[label]!.map(
    ([x1, y1, x2, y2]) => [x1, y1, x2, y2].map((one) => one * letterSize) as [number, number, number, number],
  );
  for (let y = -radius; y <= radius; y++) {
    for (let x = -radius; x <= radius; x++) {
      if (Math.hypot(x, y) > radius) continue;
      const isLetter = lines.some((line) => distanceToLine(x, y, line) <= strokeWidth / 2);
      pixels[(centerY + y) * calibrationSize.width + centerX + x] = isLetter ? 0xffffff : color;
    }
  }
}

function distanceToLine(x: number, y: number, [x1, y1, x2, y2]: readonly [number, number, number, number]): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** RGB to the opaque RGBA that a little-endian view of the bytes has. */
function littleEndian(rgb: number): number {
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
