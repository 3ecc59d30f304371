// The mark of a verdict: a filled square with a tick, a cross or `!`, hatched for an error, as in the grid; of a test that
// was not run with a stroke. Drawn as paths: no font is needed.

import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Verdict } from '../../shared/run/verdict';
import { verdictColors } from './colors';

/** Draws the mark in the square of side `side` px whose top left corner is x, y. */
export function drawVerdictMark(context: SKRSContext2D, verdict: Verdict, x: number, y: number, side: number): void {
  context.save();
  context.translate(x, y);
  context.scale(side / 100, side / 100);
  context.beginPath();
  context.roundRect(0, 0, 100, 100, 14);
  context.fillStyle = verdictColors[verdict];
  context.fill();
  context.clip();
  if (verdict === 'error') hatch(context);
  context.strokeStyle = '#ffffff';
  context.fillStyle = '#ffffff';
  context.lineWidth = 13;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  switch (verdict) {
    case 'correct':
      context.moveTo(24, 53);
      context.lineTo(43, 72);
      context.lineTo(77, 30);
      break;
    case 'incorrect':
      context.moveTo(28, 28);
      context.lineTo(72, 72);
      context.moveTo(72, 28);
      context.lineTo(28, 72);
      break;
    case 'error':
      context.moveTo(50, 22);
      context.lineTo(50, 56);
      context.moveTo(50, 77);
      context.lineTo(50, 77.5);
      break;
    case 'not_run':
      context.moveTo(27, 50);
      context.lineTo(73, 50);
      break;
  }
  context.stroke();
  context.restore();
}

function hatch(context: SKRSContext2D): void {
  context.strokeStyle = '#85779f';
  context.lineWidth = 8;
  context.beginPath();
  for (let offset = -100; offset < 100; offset += 25) {
    context.moveTo(offset, 100);
    context.lineTo(offset + 100, 0);
  }
  context.stroke();
}
