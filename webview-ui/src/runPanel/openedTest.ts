// The test whose modal is open, and where its arrow keys lead. Pure.

export interface OpenedTest {
  /** The model's place in the run, from 0. */
  row: number;
  position: number;
}

/** Left and right: the model's other tests. Up and down: the same prompt in other models, in the order `shown`. Null where there is none. */
export function movedTest(
  { row, position }: OpenedTest,
  key: string,
  shown: readonly number[],
  prompts: number,
): OpenedTest | null {
  const step = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = position + step;
    return next < 0 || next >= prompts ? null : { row, position: next };
  }
  const next = shown[shown.indexOf(row) + step];
  return next === undefined || !shown.includes(row) ? null : { row: next, position };
}
