// Notices changes of VS Code's theme and of the pixel ratio, and keeps the square painters made for the current one.

import { SquarePainter } from './squarePainter';
import { readSquareTheme } from './squareTheme';

const painters = new Map<string, SquarePainter>();
const listeners = new Set<() => void>();
let isWatching = false;

/** The painter for a size (CSS px) and pixel ratio in the current theme. `host` lends its shadow root for reading colors. */
export function painterFor(size: number, ratio: number, host: HTMLElement): SquarePainter {
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

/** Calls back after the theme or the pixel ratio has changed; returns how to stop. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  watch();
  return () => listeners.delete(listener);
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  const observer = new MutationObserver(themeChanged);
  // VS Code writes colors into the style of <html> and the kind of theme into the class of <body>.
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  watchPixelRatio();
}

function watchPixelRatio(): void {
  const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener(
    'change',
    () => {
      themeChanged();
      watchPixelRatio();
    },
    { once: true },
  );
}

function themeChanged(): void {
  painters.clear();
  for (const listener of listeners) listener();
}
