// The sign of a verdict as a path: a tick, a cross, an exclamation mark. Whoever draws it chooses color and width.

/** Begins a path around (`x`, `y`), about `reach` to each side, in the units of the canvas. */
export function traceSign(
  context: CanvasRenderingContext2D,
  look: 'correct' | 'incorrect' | 'error',
  x: number,
  y: number,
  reach: number,
): void {
  context.beginPath();
  if (look === 'correct') {
    context.moveTo(x - reach, y + reach * 0.05);
    context.lineTo(x - reach * 0.25, y + reach * 0.75);
    context.lineTo(x + reach, y - reach * 0.75);
  } else if (look === 'incorrect') {
    const arm = reach * 0.8;
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
  } else {
    context.moveTo(x, y - reach * 0.75);
    context.lineTo(x, y + reach * 0.1);
    context.moveTo(x, y + reach * 0.72);
    context.lineTo(x, y + reach * 0.73);
  }
}
