/** Levels of values in values: more than anything has that people or programs write. */
export const mostNested = 200;

/** Whether a value from outside is nested so deep that what walks through it would run out of stack. */
export function isNestedDeep(value: unknown, levels = mostNested): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const inside: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  return levels === 0 || [...inside].some((one) => isNestedDeep(one, levels - 1));
}
