// The colors of a square, read from the theme through a probe element: a canvas can't read CSS variables.

import { squarePhases, type SquarePhase } from './squarePhases';

export interface SquareTheme {
  background: string;
  foreground: string;
  muted: string;
  border: string;
  waiting: string;
  running: string;
  correct: string;
  incorrect: string;
  error: string;
  /** The colors of the phases, in the order of `squarePhases`. */
  phases: string[];
}

const tokens: { [name in Exclude<keyof SquareTheme, 'phases'>]: string } = {
  background: '--isb-background',
  foreground: '--isb-foreground',
  muted: '--isb-muted',
  border: '--isb-squareBorder',
  waiting: '--isb-waiting',
  running: '--isb-running',
  correct: '--isb-correct',
  incorrect: '--isb-incorrect',
  error: '--isb-error',
};

/** The color of a phase as CSS knows it. */
function phaseToken(name: SquarePhase['name']): string {
  return `--isb-phase-${name}`;
}

/** The theme's colors as a canvas understands them. `probe` is any element in the page. */
export function readSquareTheme(probe: HTMLElement): SquareTheme {
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, resolve(token)])) as {
    [name in keyof typeof tokens]: string;
  };
  return { ...colors, phases: squarePhases.map(({ name }) => resolve(phaseToken(name))) };
}
