// *Merge Shards* in the tree: makes one run of the shards that are selected, beside them, as `iso-speed-bench merge` does.

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { RunState } from '../../shared/run/runState';
import { counted } from '../../shared/text/counted';
import { mergedText, missingText } from '../../shared/words/shardText';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys } from '../host/apiKeys';
import { commandIds, type CommandActions } from '../host/commands';
import { showInformation, showWarning } from '../host/notices';
import type { LiveRuns } from '../running/liveRuns';
import type { TestRuns } from '../runs/testRuns';
import { chosenRuns } from '../tree/chosenNodes';
import { withCountedProgress } from './withCountedProgress';
import type { RunActions } from './runActions';

interface MergeCommandParts {
  keys: ApiKeys;
  checker: BenchmarkChecker;
  runs: LiveRuns;
  testRuns: TestRuns;
  actions: Pick<RunActions, 'open'>;
  distDirectory: string;
}

/** Shards that lack tests and are named one by one in a notification; the rest are counted. */
const mostNamed = 3;

export function mergeCommands(parts: MergeCommandParts) {
  const { testRuns, actions } = parts;
  return {
    [commandIds.mergeShards]: async (argument, selected) => {
      const { runDirectory, state, problems } = await merge(parts, chosenRuns(argument, selected));
      testRuns.refresh();
      const missing = missingSentences(state);
      const message = [`${basename(runDirectory)}: ${mergedText(state) ?? 'merged'}.`, ...problems, ...missing].join(
        ' ',
      );
      const show = missing.length > 0 ? showWarning : showInformation;
      if ((await show(message, 'Show')) === 'Show') await actions.open(runDirectory);
    },
  } satisfies CommandActions;
}

/** Throws for people when the runs are no shards of one run, and when it was cancelled. */
async function merge({ keys, checker, runs, distDirectory }: MergeCommandParts, runDirectories: readonly string[]) {
  const [first] = runDirectories;
  if (first === undefined || runDirectories.length < 2)
    throw new Error('Select the shards of a run to merge them: hold Ctrl (on a Mac Cmd) while clicking the others.');
  for (const runDirectory of runDirectories) runs.refuse(runDirectory);
  const resource = vscode.Uri.file(first);
  const access = {
    environment: await keys.environmentFor(await checker.modelApis(resource)),
    services: (await checker.services(resource)).rows,
  };
  const target = await newFolderBeside(first);
  const { mergeRuns } = await import('../../core/jobs/mergeRuns');
  return withCountedProgress(
    `Merging ${counted(runDirectories.length, 'run')} into ${basename(target)}`,
    'Merging was cancelled; nothing was made, and the shards are as they were. Merge them again.',
    (onProgress, signal) => mergeRuns({ runDirectories, target, access, distDirectory }, onProgress, signal),
  );
}

/** A folder that is not there yet, named after the run: `2026-11-21_17-45-03_simple-math-merged`, and then `-merged-2`. */
async function newFolderBeside(runDirectory: string): Promise<string> {
  const { freePath } = await import('../../core/files/freePath');
  // What was merged is merged again when one more shard is there.
  return freePath(dirname(runDirectory), `${basename(runDirectory).replace(/-merged(-\d+)?$/, '')}-merged`);
}

/** What the merged run lacks, and what to do about it; nothing where it is whole. */
function missingSentences(state: RunState): string[] {
  const missing = missingText(state);
  if (!missing) return [];
  const rest = missing.byShard.length - mostNamed;
  const shards = [...missing.byShard.slice(0, mostNamed), ...(rest > 0 ? [`and ${counted(rest, 'more shard')}`] : [])];
  return [`${missing.whole} (${shards.join('; ')}).`, '"Resume Run" asks them; or resume the shard, and merge again.'];
}
