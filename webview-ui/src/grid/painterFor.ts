// Keeps the square painters made for the current theme and pixel ratio.

import { themeChanges } from '../kit/onThemeChange';
import { SquarePainter } from './squarePainter';
import { readSquareTheme } from './squareTheme';

const painters = new Map<string, SquarePainter>();
/** The number of theme changes before they were made. */
let madeAfter = 0;

/** The painter for a size (CSS px) and pixel ratio in the current theme. `host` lends its shadow root for reading colors. */
export function painterFor(size: number, ratio: number, host: HTMLElement): SquarePainter {
  if (madeAfter !== themeChanges()) painters.clear();
  madeAfter = themeChanges();
  const key = `${size} ${ratio}`;
  const known = painters.get(key);
  if (known) return known;
  const probe = document.createElement('span');
  (host.shadowRoot ?? host).append(probe);
  const painter = new SquarePainter(size, ratio, readSquareTheme(probe), getComputedStyle(host).fontFamily);
  probe.remove();
  painters.set(key, painter);
  return painter;
}
