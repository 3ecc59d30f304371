// The width of what a canvas is drawn for, as everybody measures it who draws: `clientWidth` rounds up what an observer of sizes is told, and two who don't agree draw twice.

/** Of an element without border and padding, in whole CSS px that are all there. */
export function wholeWidth(element: HTMLElement): number {
  return Math.floor(element.getBoundingClientRect().width);
}
