// What a benchmark requires of a row's figures. Types and names only.

/** `accuracy` is a share and at least so much; all others are at most so much: a count, ms, USD over all tests of the row. */
export const requirementNames = [
  'accuracy',
  'errors',
  'total_p50_ms',
  'total_p95_ms',
  'ttft_p50_ms',
  'ttft_p95_ms',
  'cost_usd',
] as const;

export type RequirementName = (typeof requirementNames)[number];

/** As a benchmark has them; absent ones are not required. */
export type Requirements = { [name in RequirementName]?: number };
