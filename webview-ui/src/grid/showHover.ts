// The hover of something that is drawn: its lines as text, and where it has room beside that thing.

import { css } from 'lit';

/** What the lines of a square's hover are: the title, its figures, and whatever else is to be said. */
const squareLooks = ['title', 'figures', 'muted'] as const;

/** Fills and shows a popover of `hoverStyles`. `place` is where the thing is in the window. `looks` are the classes of the lines, the last one that of all further lines. */
export function showHover(
  hover: HTMLElement,
  lines: readonly string[],
  place: DOMRect,
  looks: readonly string[] = squareLooks,
): void {
  hover.replaceChildren(
    ...lines.map((line, at) => {
      const element = document.createElement('div');
      element.className = looks[Math.min(at, looks.length - 1)] ?? '';
      element.textContent = line;
      return element;
    }),
  );
  hover.showPopover();
  const own = hover.getBoundingClientRect();
  const below = place.bottom + 6;
  const top = below + own.height > window.innerHeight - 4 ? place.top - own.height - 6 : below;
  hover.style.left = `${Math.max(4, Math.min(place.left, window.innerWidth - own.width - 4))}px`;
  hover.style.top = `${Math.max(4, Math.min(top, window.innerHeight - own.height - 4))}px`;
}

export const hoverStyles = css`
  .hover {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: min(360px, 90vw);
    padding: 5px 9px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--isb-border));
    border-radius: 4px;
    color: var(--vscode-editorHoverWidget-foreground, var(--isb-foreground));
    background: var(--vscode-editorHoverWidget-background, var(--isb-panel));
    box-shadow: 0 2px 8px var(--isb-shadow);
    font-size: 12px;
    line-height: 1.45;
    pointer-events: none;
  }
  .hover div {
    unicode-bidi: plaintext;
  }
  .hover .title {
    font-weight: 600;
  }
`;
