// The bounds of a benchmark file that more than one check needs.

/** At most so many trials of one prompt. */
export const maxRepeat = 100;

/** At most so many tests (models x prompts) in one run: what a view of them still holds in memory. */
export const mostTests = 1_000_000;
