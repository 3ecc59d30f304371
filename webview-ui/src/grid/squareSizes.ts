// From which size on, CSS px, squares show what.

/** The least size of a square with a bar of phases, CSS px. */
export const leastSizeForPhases = 24;
/** A lit square shows its number beside its glyph. */
export const leastSizeForNumber = 38;

/** Where the bar of phases is in a square. CSS px, to be rounded to device px. */
export function phaseBar(size: number): { inset: number; height: number } {
  return { inset: 3, height: size < leastSizeForNumber ? 3 : 4 };
}
