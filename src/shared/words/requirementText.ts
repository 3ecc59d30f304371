// What a benchmark requires and a row did or did not come to, in words. Pure text.

import type { CheckedRequirement } from '../figures/checkedRequirements';
import type { RequirementName } from '../run/requirements';
import { formatCost, formatCount, formatDuration, formatPercent } from '../text/format';

const words: {
  readonly [name in RequirementName]: { title: string; format: (value: number) => string; unknown: string };
} = {
  accuracy: { title: 'accuracy', format: formatPercent, unknown: 'nothing was judged' },
  errors: { title: 'errors', format: formatCount, unknown: 'it was not counted' },
  total_p50_ms: { title: 'total p50', format: formatDuration, unknown: 'no judged test has a time' },
  total_p95_ms: { title: 'total p95', format: formatDuration, unknown: 'it needs 20 judged tests that have a time' },
  ttft_p50_ms: { title: 'TTFT p50', format: formatDuration, unknown: 'no answer was streamed' },
  ttft_p95_ms: {
    title: 'TTFT p95',
    format: formatDuration,
    unknown: 'it needs 20 judged tests whose answers were streamed',
  },
  cost_usd: { title: 'cost', format: formatCost, unknown: 'not all tests have a known price' },
};

/** `accuracy at least 90%` */
export function requirementText({ name, limit }: Pick<CheckedRequirement, 'name' | 'limit'>): string {
  const { title, format } = words[name];
  return `${title} ${name === 'accuracy' ? 'at least' : 'at most'} ${format(limit)}`;
}

/** `accuracy at least 90% is required, and it is 80%` */
export function requirementResult(checked: CheckedRequirement): string {
  const { format, unknown } = words[checked.name];
  const found = checked.value === null ? `not known: ${unknown}` : format(checked.value);
  return `${requirementText(checked)} is required, and it is ${found}`;
}
