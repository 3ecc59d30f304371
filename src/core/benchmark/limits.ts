// The bounds of a benchmark file that more than one check needs.

/** At most so many trials of one prompt. */
export const maxRepeat = 100;
