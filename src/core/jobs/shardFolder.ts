// One of the folders that are merged, read: a shard, or what was merged before. The folder may be anybody's; nothing in it is changed.

import { basename } from 'node:path';
import { lstatSync } from 'node:fs';
import { isBatchEvent, openBatches, takeBatchEvent, type BatchState } from '../../shared/run/batches';
import type { RunEvent, RunStarted } from '../../shared/run/events';
import type { SharedPlan } from '../../shared/run/parts';
import type { RunManifest } from '../../shared/runs/runManifest';
import { messageOf } from '../../shared/text/messageOf';
import { pathInside, isInside, refuseLinks } from '../files/insideFolder';
import { readEvents } from '../runFolder/readEvents';
import { readManifest } from '../runFolder/readManifest';
import { runFiles, testsFileName } from '../runFolder/runFolderPaths';
import { isRunLocked } from '../runFolder/runLock';
import { partsOf } from './partsOf';
import { testOf, type PartEvents } from './mergeParts';

export interface ShardFolder {
  directory: string;
  name: string;
  started: RunStarted;
  plan: SharedPlan;
  manifest: RunManifest;
  parts: PartEvents[];
  /** What was left out, for people. */
  problems: string[];
}

/** Whether its process was gone before it could ask anything: then there is nothing to merge. */
export async function hasAskedNothing(directory: string): Promise<boolean> {
  if (isInside(directory, runFiles.manifest) || !isInside(directory, runFiles.events)) return false;
  if (await isRunLocked(directory)) return false;
  let hasAsked = false;
  await readEvents(directory, basename(directory), (event) => (hasAsked ||= testOf(event) !== undefined));
  return !hasAsked;
}

/** Throws for people when the folder is neither a shard nor merged from shards, or can't be read. */
export async function readShardFolder(directory: string): Promise<ShardFolder> {
  const name = basename(directory);
  if (!isInside(directory, runFiles.events))
    throw new Error(`${name} is not a run folder: it has no ${runFiles.events}.`);
  await refuseLinks(directory).catch((cause: unknown) => {
    throw new Error(`${name} can't be merged: ${messageOf(cause)}`, { cause });
  });
  if (await isRunLocked(directory))
    throw new Error(`${name} is still being written. Merge it when its process has ended.`);
  const manifest = await readManifest(directory).catch((cause: unknown) => {
    const why = isInside(directory, runFiles.manifest) ? messageOf(cause) : `it has no ${runFiles.manifest}`;
    throw new Error(`${name} can't be merged: ${why}. \`iso-speed-bench resume\` puts it right.`, { cause });
  });
  const events: RunEvent[] = [];
  const badLines = await readEvents(directory, name, (event) => events.push(event));
  const [started] = events;
  if (started?.type !== 'runStarted')
    throw new Error(`${name} holds no run: ${runFiles.events} has no runStarted event.`);
  refuseOpenBatches(name, events);
  const { kept, unreadable } = readableEvents(
    directory,
    name,
    events.slice(1).filter((event) => !isBatchEvent(event)),
  );
  return {
    directory,
    name,
    started,
    plan: planOf(name, started, manifest),
    manifest,
    parts: partsOf(started, kept, manifest, directory),
    problems: [
      ...(badLines > 0 ? [`${runFiles.events} of ${name} has lines that can't be read; they were left out.`] : []),
      ...(unreadable > 0
        ? [
            `What ${name} kept of ${unreadable === 1 ? 'a test' : `${unreadable} tests`} is gone; \`resume\` asks again.`,
          ]
        : []),
    ],
  };
}

/** What was collected of a batch are tests like others. What was not may still be paid for, and only this folder knows of it. */
function refuseOpenBatches(name: string, events: readonly RunEvent[]): void {
  const batches: BatchState[] = [];
  for (const event of events) if (isBatchEvent(event)) takeBatchEvent(batches, event);
  if (openBatches(batches).length > 0)
    throw new Error(
      `${name} waits for a batch that a model API works on. \`iso-speed-bench resume\` collects it; merge it then.`,
    );
}

function planOf(name: string, { shard, merged, at }: RunStarted, { importedAt }: RunManifest): SharedPlan {
  const instead = '`iso-speed-bench compare` sets runs side by side.';
  if (importedAt !== null || at === null || Number.isNaN(Date.parse(at)))
    throw new Error(`${name} was imported from a report, and only shards of one run can be merged. ${instead}`);
  const plan = shard ?? merged;
  if (!plan) throw new Error(`${name} is a run of its own, no shard of one: it was made without --shard. ${instead}`);
  return { planHash: plan.planHash, plan: plan.plan };
}

/** Without the tests whose words are not where the events say. They count as not asked, as when a run goes on. */
function readableEvents(
  directory: string,
  name: string,
  events: readonly RunEvent[],
): { kept: RunEvent[]; unreadable: number } {
  const sizes = new Map<string, number>();
  const sizeOf = (model: string): number => {
    const size = sizes.get(model) ?? fileSize(directory, testsFileName(model));
    sizes.set(model, size);
    return size;
  };
  const unreadable = new Set<string>();
  for (const event of events) {
    if (event.type === 'testFinished' && !event.evidence)
      throw new Error(`${name} is in the form of earlier versions. \`iso-speed-bench pack\` it first.`);
    if (!('evidence' in event) || !event.evidence || !('index' in event)) continue;
    const { offset, length } = event.evidence;
    if (offset + length > sizeOf(event.model)) unreadable.add(testOf(event)!);
  }
  if (unreadable.size === 0) return { kept: [...events], unreadable: 0 };
  const kept = events.filter((event) => !unreadable.has(testOf(event) ?? ''));
  return { kept, unreadable: unreadable.size };
}

function fileSize(directory: string, file: string): number {
  try {
    return lstatSync(pathInside(directory, file)).size;
  } catch {
    // What is not there has nothing.
    return 0;
  }
}
