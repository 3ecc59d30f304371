// What was expected and got of one test, in a line of a hover.

import type { ShortAnswer } from '../../../src/shared/results/shortAnswer';
import { shortLine } from './shortLine';

/** Characters of each that a hover has room for. */
const mostShown = 80;

/** `expected 19 · got 25`; `got 19, as expected`. */
export function answerLine({ expected, got }: Pick<ShortAnswer, 'expected' | 'got'>): string {
  if (expected === got && got !== '') return `got ${short(got)}, as expected`;
  return `expected ${short(expected)} · got ${short(got)}`;
}

function short(text: string): string {
  return shortLine(text, mostShown) || 'nothing';
}
