// What is known of the batches of a run, in words.

import { awaitedBatches, openBatches, type AwaitedBatches, type BatchPhase, type BatchState } from '../run/batches';
import type { RunStatus } from '../run/runState';
import { counted } from '../text/counted';
import { formatCount } from '../text/format';

const phaseWords: { readonly [phase in BatchPhase]: string } = {
  validating: 'being validated',
  running: 'under way',
  finalizing: 'being finished',
  cancelling: 'being cancelled',
};

/** `batch 2 (batch_abc) under way, 120 of 500 answered, 3 failed`; `batch 2 not submitted yet`; `batch 2 sent, not answered yet`; `batch 2 (batch_abc) collected, expired`. */
export function batchText({ batch, id, sentAt, tests, progress, end }: BatchState): string {
  const name = id === null ? `batch ${batch}` : `batch ${batch} (${id})`;
  if (end !== null) return end === 'completed' ? `${name} collected` : `${name} collected, ${end}`;
  if (id === null) return sentAt === null ? `${name} not submitted yet` : `${name} sent, not answered yet`;
  if (progress === null) return `${name} submitted, ${counted(tests.length, 'test')}`;
  const { phase, answered, failed } = progress;
  const known = [
    ...(answered === null ? [] : [`${formatCount(answered)} of ${formatCount(tests.length)} answered`]),
    ...(failed ? [`${formatCount(failed)} failed`] : []),
  ];
  return [`${name} ${phaseWords[phase]}`, ...known].join(', ');
}

/** `1 batch`, `2 batches`. */
export function batchesWord(count: number): string {
  return count === 1 ? '1 batch' : `${formatCount(count)} batches`;
}

/** What a run waits for, in a few words: `2 batches under way, 150 of 700 answered`. Null for one that waits for none. */
export function batchesText(batches: readonly BatchState[]): string | null {
  const awaited = awaitedBatches(batches);
  return awaited && `${batchesWord(awaited.batches)} under way, ${answeredText(awaited)}`;
}

/** The same of a run that goes on: `waiting for 2 batches, 120 of 480 answered`; `cancelling 2 batches, 120 of 480 answered`. */
export function waitingText(batches: readonly BatchState[]): string | null {
  const awaited = awaitedBatches(batches);
  if (!awaited) return null;
  const isCancelling = openBatches(batches).every(({ progress }) => progress?.phase === 'cancelling');
  return `${isCancelling ? 'cancelling' : 'waiting for'} ${batchesWord(awaited.batches)}, ${answeredText(awaited)}`;
}

/** `150 of 700 answered`; `700 tests` as long as no model API has said how many are. */
function answeredText({ tests, answered }: AwaitedBatches): string {
  return answered === null ? counted(tests, 'test') : `${formatCount(answered)} of ${formatCount(tests)} answered`;
}

/** How a run stands that waits for batches, wherever runs are listed: `waiting, 120 of 480 answered`. Null for any other. Nothing of them has its verdict yet: what their APIs said is all that is known. */
export function waitingStatus({
  status,
  awaited,
}: {
  status: RunStatus;
  awaited: AwaitedBatches | null;
}): string | null {
  const isWaiting = awaited !== null && (status === 'waiting' || status === 'running');
  return isWaiting ? `${status}, ${answeredText(awaited)}` : null;
}
