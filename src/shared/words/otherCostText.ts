// What a run was charged beside its answers, in words.

import { otherUsd, type OtherCost } from '../run/otherCost';
import { counted } from '../text/counted';
import { formatCost } from '../text/format';

/** `+ $0.00040 for 3 failed attempts and 2 warm-up calls`; null where nothing was charged. */
export function otherCostText(cost: OtherCost): string | null {
  const { failedAttempts, warmUps } = cost;
  const parts = [
    ...(failedAttempts.calls > 0 ? [counted(failedAttempts.calls, 'failed attempt')] : []),
    ...(warmUps.calls > 0 ? [counted(warmUps.calls, 'warm-up call')] : []),
  ];
  return parts.length === 0 ? null : `+ ${formatCost(otherUsd(cost))} for ${parts.join(' and ')}`;
}
