// The parts that a folder consists of: a shard is one; a merged run has those that it was merged from, and what it asked by itself since.

import type { RunEvent, RunStarted } from '../../shared/run/events';
import type { PartStarted } from '../../shared/run/parts';
import type { RunManifest } from '../../shared/runs/runManifest';
import { isoWithOffset } from '../ask/runClock';
import { testOf, type KeptEvent, type PartEvents } from './mergeParts';

/** `events` are those behind the first one, as they stand in the file. */
export function partsOf(
  started: RunStarted,
  events: readonly RunEvent[],
  manifest: RunManifest,
  folder: string,
): PartEvents[] {
  const keep = (event: RunEvent): KeptEvent => ({ event, folder });
  if (!started.merged) return [{ started: ofShard(started, manifest), events: events.map(keep) }];
  const parts: PartEvents[] = [];
  const end = events.findIndex(({ type }) => type === 'partsEnded');
  for (const event of end < 0 ? events : events.slice(0, end)) {
    if (event.type === 'partStarted') parts.push({ started: event, events: [] });
    else parts.at(-1)?.events.push(keep(event));
  }
  return end < 0 ? parts : withWhatCame(parts, events.slice(end + 1), started, manifest, keep);
}

/** What a shard says of itself when it becomes a part. */
function ofShard(
  { runId, at, shard, comment = '', python }: RunStarted,
  { machine, versions, budgetUsd, noise }: RunManifest,
): PartStarted {
  return {
    type: 'partStarted',
    t: 0,
    runId,
    // Who reads the folder has seen that there is one.
    at: at ?? '',
    shard: shard ? { index: shard.index, of: shard.of, ...(shard.isJob ? { isJob: true } : {}) } : null,
    machine,
    versions,
    budgetUsd,
    noise,
    comment,
    ...(python ? { python } : {}),
  };
}

/**
 * With what happened to the merged run itself: what it asked when it went on becomes a part of its own; what people or a re-scoring said of
 * a test belongs to the part whose answer it is of.
 */
function withWhatCame(
  parts: readonly PartEvents[],
  events: readonly RunEvent[],
  started: RunStarted,
  manifest: RunManifest,
  keep: (event: RunEvent) => KeptEvent,
): PartEvents[] {
  const answered = new Map<string, PartEvents>();
  const ends = new Map<PartEvents, number>();
  const endOf = (part: PartEvents): number => ends.get(part) ?? 0;
  const note = (event: RunEvent, part: PartEvents): void => {
    ends.set(part, Math.max(endOf(part), event.t));
    if (event.type === 'testFinished') answered.set(testOf(event)!, part);
  };
  for (const part of parts) for (const { event } of part.events) note(event, part);
  let since: PartEvents | undefined;
  for (const event of events) {
    if (event.type === 'runResumed') since ??= { started: goneOn(started, event, manifest), events: [] };
    const isSaid = ['testRescored', 'testReviewed', 'runSignedOff'].includes(event.type);
    const part = isSaid ? (answered.get(testOf(event) ?? '') ?? since ?? parts.at(-1)) : since;
    // The end that merging wrote is that of the merged run, not of a part.
    if (!part) continue;
    const own = isSaid ? { ...event, t: endOf(part) } : event;
    part.events.push(keep(own));
    note(own, part);
  }
  return since ? [...parts, since] : [...parts];
}

function goneOn(
  { runId }: RunStarted,
  { at, t, machine, python }: Extract<RunEvent, { type: 'runResumed' }>,
  { versions }: RunManifest,
): PartStarted {
  return {
    type: 'partStarted',
    t: 0,
    runId,
    at: isoWithOffset(new Date(Date.parse(at) - t || 0)),
    shard: null,
    machine: machine ?? null,
    versions,
    budgetUsd: null,
    noise: null,
    comment: '',
    ...(python ? { python } : {}),
  };
}
