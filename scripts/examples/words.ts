// Rendered text: sizes, a rotation, noise and weak contrast. What is written is what is expected.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../../src/shared/statistics/seededRandom';
import { bold, mono, sans, write, type Scene } from './scene';

const question = 'Transcribe all text in the picture, line by line.';

interface Lines {
  name: string;
  lines: readonly string[];
  size: number;
  family?: string;
  ink?: string;
  paper?: string;
  /** Degrees, clockwise. */
  turn?: number;
  /** Share of px that are grains. */
  noise?: number;
}

function textScene({
  name,
  lines,
  size,
  family = sans,
  ink = '#111111',
  paper = '#ffffff',
  turn = 0,
  noise = 0,
}: Lines): Scene {
  const lineHeight = Math.round(size * 1.6);
  const longest = Math.max(...lines.map((line) => line.length));
  const width = Math.round(size * longest * 0.62 + size * 3);
  const height = lineHeight * lines.length + size * 2 + Math.round(Math.abs(turn) * width * 0.02);
  const paint = (context: SKRSContext2D): void => {
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    context.save();
    context.translate(width / 2, height / 2);
    context.rotate((turn * Math.PI) / 180);
    context.translate(-width / 2, -height / 2);
    const top = (height - lineHeight * lines.length) / 2;
    lines.forEach((line, row) =>
      write(context, line, size * 1.2, top + lineHeight * row + size * 1.15, size, family, ink),
    );
    context.restore();
    if (noise > 0) sprinkle(context, name, width, height, noise);
  };
  return {
    name,
    width,
    height,
    paint,
    prompts: [{ testType: 'ocr', question, expectation: lines.length === 1 ? lines[0]! : { text: lines.join('\n') } }],
  };
}

function sprinkle(context: SKRSContext2D, seed: string, width: number, height: number, share: number): void {
  const random = seededRandom(seed);
  for (let grain = 0; grain < width * height * share; grain++) {
    context.fillStyle = random() < 0.5 ? '#6b6b6b' : '#c9c9c9';
    context.fillRect(Math.floor(random() * width), Math.floor(random() * height), 1, 1);
  }
}

/** Names that begin with `text-clean` are what an OCR engine should read without a fault. */
export function wordScenes(): Scene[] {
  return [
    textScene({
      name: 'text-clean-14',
      size: 14,
      lines: ['The night train to Oslo leaves at 22:45', 'from platform 7, not from platform 3.'],
    }),
    textScene({
      name: 'text-clean-20',
      size: 20,
      lines: ['Keep refrigerated below 5 degrees.', 'Best before the end of March.'],
    }),
    textScene({ name: 'text-clean-32', size: 32, family: bold, lines: ['Library closed on Monday'] }),
    textScene({ name: 'text-clean-48', size: 48, family: bold, lines: ['Harbour Street 128'] }),
    textScene({
      name: 'text-clean-mono',
      size: 22,
      family: mono,
      lines: ['Invoice 20417', 'Two chairs   184.50', 'One table    329.00', 'Total        513.50'],
    }),
    textScene({ name: 'text-turned', size: 26, lines: ['Deliver to the back door,', 'ring twice and wait.'], turn: 7 }),
    textScene({ name: 'text-noisy', size: 24, lines: ['Signal lost at 03:17', 'Restart the receiver'], noise: 0.06 }),
    textScene({
      name: 'text-faint',
      size: 24,
      lines: ['Serial number 5581-204-7', 'Made in Portugal'],
      ink: '#b9bec4',
      paper: '#f1f2f4',
    }),
  ];
}
