// Themes have colors that can't be read where we use them: half transparent ones, pale greens on white. Our color tokens are moved away from the
// background until they can, whenever the theme changes.

import { readable, solid } from './colors';
import { onThemeChange } from './onThemeChange';

/** Text needs 4.5 : 1 (WCAG 2 AA), and each of these is the color of some text. */
const leastOfText = 4.5;

/** Those made of others (`--isb-phase-load`, `--isb-running`) follow them. */
const tokens = [
  '--isb-muted',
  '--isb-correct',
  '--isb-incorrect',
  '--isb-error',
  '--isb-chart-blue',
  '--isb-chart-orange',
  '--isb-chart-green',
  '--isb-chart-purple',
  '--isb-chart-red',
  '--isb-chart-yellow',
] as const;

/** Keeps the tokens readable from now on. Its style sheet comes after that of `documentStyles`. */
export function keepTokensReadable(): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const adjust = (): void => {
    // As the theme has them.
    sheet.replaceSync('');
    const probe = document.createElement('span');
    document.body.append(probe);
    const read = (token: string): string => {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    };
    // Texts stand on both; where a color is moved for the one it is moved the same way for the other.
    const grounds = [read('--isb-background'), solid(read('--isb-panel'), read('--isb-background'))];
    const rules = tokens.map((token) => {
      const color = grounds.reduce((moved, ground) => readable(moved, ground, leastOfText), read(token));
      return `${token}: ${color};`;
    });
    probe.remove();
    sheet.replaceSync(`:root { ${rules.join(' ')} }`);
  };
  onThemeChange(adjust);
  adjust();
}
