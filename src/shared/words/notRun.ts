// The words for tests that were not asked and will not be, the same in panel, tree, terminal and review page. Pure text.

import { formatCount } from '../text/format';
import { isOfRun, type TestState } from '../run/runState';
import type { NotRunCause } from '../run/verdict';

/** The reason in two or three words; the sentence for people is the event's own. */
export const notRunWords: { readonly [kind in NotRunCause]: string } = {
  noVision: 'no vision',
  unsupported: 'test type not supported',
  skipped: 'skipped',
  budget: 'budget used up',
  otherShard: 'in another shard',
  cancelled: 'run cancelled',
};

/** How many tests are not run, by reason. */
export type NotRunCounts = readonly { kind: NotRunCause; count: number }[];

/** How many tests are not run for each reason an event gave, in the order of `notRunWords`; reasons that do not occur are left out. */
export function countNotRun(tests: Iterable<Pick<TestState, 'notRun'>>): NotRunCounts {
  const counts = new Map<NotRunCause, number>();
  for (const { notRun } of tests)
    if (notRun && isOfRun({ notRun })) counts.set(notRun.kind, (counts.get(notRun.kind) ?? 0) + 1);
  return (Object.keys(notRunWords) as NotRunCause[]).flatMap((kind) =>
    counts.has(kind) ? [{ kind, count: counts.get(kind)! }] : [],
  );
}

/** `80 submitted`, `16 not run (no vision 12)`: what there is to say of tests without a verdict. `notRun` counts the submitted ones, too. */
export function withoutVerdictParts(
  { submitted, notRun }: { submitted: number; notRun: number },
  reasons: NotRunCounts = [],
): string[] {
  const others = notRun - submitted;
  const why = reasons.length === 0 ? '' : ` (${notRunText(reasons)})`;
  return [
    ...(submitted > 0 ? [`${formatCount(submitted)} submitted`] : []),
    ...(others > 0 ? [`${formatCount(others)} not run${why}`] : []),
  ];
}

/** `no vision 4, budget used up 2`; empty when every test was or will be run. */
export function notRunText(counts: NotRunCounts): string {
  return counts.map(({ kind, count }) => `${notRunWords[kind]} ${formatCount(count)}`).join(', ');
}
