// Which model judges by a rubric.

/** `usual` where nobody names one, or one that we can't ask. */
export function rubricJudge(
  written: string | undefined,
  usual: string,
  nameOf: (written: string) => string | undefined,
): string {
  return (written === undefined ? undefined : nameOf(written)) ?? usual;
}
