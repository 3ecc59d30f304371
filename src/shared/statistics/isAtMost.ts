/** Sums of doubles are a little beyond what they come to on paper: 0.1 + 0.2 is 0.30000000000000004. */
const rounding = 1e-12;

/** Whether a value, which may be a sum, is within a limit from 0 on. */
export function isAtMost(value: number, limit: number): boolean {
  return value <= limit * (1 + rounding);
}
