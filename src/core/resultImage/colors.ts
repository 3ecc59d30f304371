// The colors of result images. Few, so that a picture fits a palette of 256 with the shades of its letters' edges.
// Correct and incorrect differ in brightness too, and never show by color alone.

import type { Verdict } from '../../shared/run/verdict';

export const colors = {
  page: '#ffffff',
  box: '#f3f5f7',
  boxEdge: '#d5dae0',
  text: '#1c2128',
  muted: '#5b6570',
  placeholder: '#7a8490',
  bar: '#20262e',
  barText: '#f0f3f6',
  barMuted: '#a9b3be',
  simulated: '#ffd866',
} as const;

export const verdictColors: { [verdict in Verdict]: string } = {
  correct: '#12805c',
  incorrect: '#c0341d',
  error: '#6b5b95',
  not_run: '#5b6570',
};

/** What is drawn over a picture: colors that people with every kind of color vision tell apart (Okabe and Ito 2008), each with its own line. */
export const markColors = {
  truth: '#009e73',
  truthFill: 'rgba(0, 158, 115, 0.14)',
  found: '#0072b2',
  wrong: '#d55e00',
  /** Around every line, so that it shows on any picture. */
  halo: '#ffffff',
  haloEdge: '#1c2128',
  label: '#ffffff',
  mat: '#e4e8ec',
  pictureEdge: '#8d97a2',
  checkLight: '#ffffff',
  checkDark: '#d5dae0',
} as const;
