/** Levels of values in values: more than anything has that people or programs write. */
export const mostNested = 200;

/** Whether a value from outside is nested so deep that what walks through it would run out of stack. */
export function isNestedDeep(value: unknown, levels = mostNested): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isNestedDeep(one, levels - 1));
}
