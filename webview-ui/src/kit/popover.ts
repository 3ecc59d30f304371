// Where a popover opens: below the button that it belongs to, or above it where there is more room. It is never higher than the room: in a low window, or at
// 200 % zoom, what does not fit is scrolled to.

/** Between the button and its popover, and between that and the edges of the window, CSS px. */
const gap = 6;
/** With so much room below nobody looks whether there is more above, CSS px. */
const enough = 340;

/** To be called before it opens. `edge` of the button and of the popover are one above the other. */
export function placePopover(popover: HTMLElement, opener: HTMLElement, edge: 'left' | 'right'): void {
  const { style } = popover;
  const { left, right, top, bottom } = opener.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const [above, below] = [top - 2 * gap, window.innerHeight - bottom - 2 * gap];
  const isBelow = below >= enough || below >= above;
  style.inset = 'auto';
  if (isBelow) style.top = `${Math.round(bottom + gap)}px`;
  else style.bottom = `${Math.round(window.innerHeight - top + gap)}px`;
  style.maxHeight = `${Math.max(80, Math.round(isBelow ? below : above))}px`;
  if (edge === 'right') style.right = `${Math.max(gap, Math.round(width - right))}px`;
  else style.left = `${Math.max(gap, Math.round(left))}px`;
}

/** To be called when it has opened: lists that open in it reach beyond its edge as long as all of it is seen, and it stays within the window. */
export function fitPopover(popover: HTMLElement): void {
  const { style } = popover;
  style.overflowY = popover.scrollHeight > popover.clientHeight ? 'auto' : '';
  const beyond = popover.getBoundingClientRect().right - document.documentElement.clientWidth + gap;
  if (beyond > 0 && style.left !== 'auto') style.left = `${Math.max(gap, parseFloat(style.left) - beyond)}px`;
}
