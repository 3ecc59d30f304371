// Puts the events of parts together, as sets: the same event is there once, of a test that several parts have asked one answer counts. What
// comes out depends neither on the order of the parts nor on what was merged before. Pure.

import type { RunEvent } from '../../shared/run/events';
import type { ChargedCalls } from '../../shared/run/testMeasurement';
import { addCharged, chargedCalls } from '../../shared/run/otherCost';
import type { DoubleDropped, PartStarted } from '../../shared/run/parts';

export interface KeptEvent {
  event: RunEvent;
  /** The run folder that has the words and the picture that it tells of. */
  folder: string;
}

/** What one folder was told, without its first event. */
export interface PartEvents {
  started: PartStarted;
  events: KeptEvent[];
}

/** One asking of a test in a part, from its start, and what was said of its answer later. */
interface Asking {
  part: PartEvents;
  events: RunEvent[];
  /** Absent while it has not ended. */
  end?: Extract<RunEvent, { type: 'testFinished' | 'testSkipped' }>;
  rank: number;
  /** On the calendar, ms. */
  endedAt: number;
}

const ranks = { judged: 0, error: 1, skipped: 2, budget: 3, unended: 4 } as const;

/** The parts in the order of their beginning, each with its events in the order of its clock. `doubles`: tests that several parts had ended. */
export function mergeParts(parts: readonly PartEvents[]): { parts: PartEvents[]; doubles: number } {
  const united = unitedParts(parts);
  const askings = new Map<string, Asking[]>();
  for (const part of united) {
    for (const [test, own] of askingsOf(part)) askings.set(test, [...(askings.get(test) ?? []), ...own]);
  }
  const dropped = new Set<RunEvent>();
  const drops = new Map<PartEvents, DoubleDropped[]>();
  let doubles = 0;
  for (const all of askings.values()) {
    const ended = all.filter(({ end }) => end);
    if (ended.length === 0) continue;
    if (new Set(ended.map(({ part }) => part)).size > 1) doubles++;
    const counting = ended.reduce((best, one) => (compareAskings(one, best) < 0 ? one : best));
    for (const asking of all) {
      if (asking === counting) continue;
      for (const event of asking.events) dropped.add(event);
      const drop = droppedOf(asking);
      if (drop) drops.set(asking.part, [...(drops.get(asking.part) ?? []), drop]);
    }
  }
  return { parts: united.map((part) => withoutDoubles(part, dropped, drops.get(part) ?? [])), doubles };
}

/** Two folders may have the same part: copies of it, or runs that were merged from it. */
function unitedParts(parts: readonly PartEvents[]): PartEvents[] {
  const byName = new Map<string, PartEvents[]>();
  for (const part of parts) byName.set(nameOf(part), [...(byName.get(nameOf(part)) ?? []), part]);
  return [...byName.values()].map(unite).sort(compareParts);
}

function unite(copies: readonly PartEvents[]): PartEvents {
  const [first] = copies;
  const events = copies.length === 1 ? [...first!.events] : distinct(copies.flatMap((copy) => copy.events));
  const started = copies.map((copy) => copy.started).reduce((a, b) => (JSON.stringify(b) > JSON.stringify(a) ? b : a));
  return { started, events: events.sort(compareEvents) };
}

function distinct(events: readonly KeptEvent[]): KeptEvent[] {
  const byText = new Map<string, KeptEvent>();
  for (const kept of events) {
    const text = textOf(kept.event);
    const known = byText.get(text);
    if (!known || kept.folder < known.folder) byText.set(text, kept);
  }
  return [...byText].sort(([a], [b]) => compare(a, b)).map(([, kept]) => kept);
}

/** An event without the place of its words, which is another one in each folder. */
function textOf(event: RunEvent): string {
  return JSON.stringify({ ...event, evidence: undefined });
}

/** What tells a part from all others. */
function nameOf({ started: { runId, at, shard } }: PartEvents): string {
  return `${at} ${runId} ${shard ? `${shard.index}/${shard.of}` : ''}`;
}

function compareParts(a: PartEvents, b: PartEvents): number {
  return Date.parse(a.started.at) - Date.parse(b.started.at) || compare(nameOf(a), nameOf(b));
}

/** By their time; of the same moment first what a run does, then its end, what people did afterwards, and that it went on. */
function compareEvents({ event: a }: KeptEvent, { event: b }: KeptEvent): number {
  return a.t - b.t || turnOf(a) - turnOf(b) || compare(saidAt(a), saidAt(b));
}

function turnOf({ type }: RunEvent): number {
  switch (type) {
    case 'testStarted':
      return 0;
    case 'testFinished':
    case 'testSkipped':
      return 2;
    case 'runFinished':
      return 3;
    case 'doubleDropped':
    case 'testRescored':
    case 'testReviewed':
    case 'runSignedOff':
      return 4;
    case 'runResumed':
      return 5;
    default:
      return 1;
  }
}

function saidAt(event: RunEvent): string {
  return turnOf(event) === 4 && 'at' in event && event.at !== null ? event.at : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The test that an event is of, as `model#index`. */
export function testOf(event: RunEvent): string | undefined {
  return 'index' in event ? `${event.model}#${event.index}` : undefined;
}

function askingsOf(part: PartEvents): Map<string, Asking[]> {
  const askings = new Map<string, Asking[]>();
  let began = Date.parse(part.started.at);
  for (const { event } of part.events) {
    if (event.type === 'runResumed') began = Date.parse(event.at) - event.t || began;
    const test = testOf(event);
    if (test === undefined || event.type === 'doubleDropped') continue;
    const own = askings.get(test) ?? [];
    askings.set(test, own);
    const asking = askingFor(event, part, own);
    asking.events.push(event);
    if (event.type === 'testRescored') asking.rank = rankOf(event);
    if (event.type !== 'testFinished' && event.type !== 'testSkipped') continue;
    asking.end = event;
    asking.rank = rankOf(event);
    asking.endedAt = began + (event.type === 'testFinished' ? event.timings.endedAt : event.t);
  }
  return askings;
}

/** What is said of a test afterwards is of its last answer; a start, and whatever follows an end, begins another asking. */
function askingFor(event: RunEvent, part: PartEvents, own: Asking[]): Asking {
  const isSaid = event.type === 'testRescored' || event.type === 'testReviewed';
  const open = isSaid ? (own.findLast(({ end }) => end) ?? own.at(-1)) : own.findLast(({ end }) => !end);
  if (open && event.type !== 'testStarted') return open;
  const asking: Asking = { part, events: [], rank: ranks.unended, endedAt: Infinity };
  own.push(asking);
  return asking;
}

function rankOf(event: Extract<RunEvent, { type: 'testFinished' | 'testSkipped' | 'testRescored' }>): number {
  if (event.type === 'testSkipped') return event.reason.kind === 'budget' ? ranks.budget : ranks.skipped;
  return event.verdict === 'error' ? ranks.error : ranks.judged;
}

/** Judged before error and not run, then the earliest; what else is equal is told apart by what it says. */
function compareAskings(a: Asking, b: Asking): number {
  return (
    a.rank - b.rank ||
    a.endedAt - b.endedAt ||
    compare(nameOf(a.part), nameOf(b.part)) ||
    compare(textOf(a.end!), textOf(b.end!))
  );
}

/** The part without the askings that count nowhere. What those cost is left. */
function withoutDoubles(part: PartEvents, dropped: ReadonlySet<RunEvent>, drops: readonly DoubleDropped[]): PartEvents {
  const events = part.events.filter(({ event }) => !dropped.has(event));
  if (drops.length === 0) return { ...part, events };
  // Those of an earlier merging are there already.
  const known = new Set(events.flatMap(({ event }) => (event.type === 'doubleDropped' ? [textOf(event)] : [])));
  const added = drops.filter((drop) => !known.has(textOf(drop))).map((event) => ({ event, folder: '' }));
  return { ...part, events: [...events, ...added].sort(compareEvents) };
}

/** Nothing of what cost nothing. */
function droppedOf({ end }: Asking): DoubleDropped | undefined {
  if (end?.type !== 'testFinished') return undefined;
  const cost: ChargedCalls = { usd: 0, calls: 0 };
  for (const charged of [chargedCalls([end.cost]), end.failedAttemptsCost, end.judgingCost])
    if (charged) addCharged(cost, charged);
  const { t, model, index } = end;
  return cost.calls === 0 ? undefined : { type: 'doubleDropped', t, model, index, cost };
}
