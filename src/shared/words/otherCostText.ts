// What a run was charged beside its answers, in words.

import { otherUsd, type OtherCost } from '../run/otherCost';
import { counted } from '../text/counted';
import { formatCost } from '../text/format';

/** `+ $0.00040 for 3 failed attempts and 2 warm-up calls`; null where nothing was charged. */
export function otherCostText(cost: OtherCost): string | null {
  const { failedAttempts, warmUps, judging } = cost;
  const parts = [
    ...(failedAttempts.calls > 0 ? [counted(failedAttempts.calls, 'failed attempt')] : []),
    ...(warmUps.calls > 0 ? [counted(warmUps.calls, 'warm-up call')] : []),
    ...(judging.calls > 0 ? [counted(judging.calls, 'judge call')] : []),
  ];
  return parts.length === 0 ? null : `+ ${formatCost(otherUsd(cost))} for ${inWords(parts)}`;
}

function inWords(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
