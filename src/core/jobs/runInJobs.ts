// One run made by several processes of this machine: each makes a shard, and the shards are merged. What is left is one run folder; the shards' own
// are only kept where they could not be merged.

import { basename } from 'node:path';
import { counted } from '../../shared/text/counted';
import { messageOf } from '../../shared/text/messageOf';
import { removeInside } from '../files/changeInside';
import { freePath } from '../files/freePath';
import { isInside } from '../files/insideFolder';
import { runFiles, runFolderName } from '../runFolder/runFolderPaths';
import { updateRunsPage } from '../runFolder/writeRunsPage';
import type { RunListener, RunOutcome, RunRequest } from '../run/runRequest';
import { mergeRuns } from './mergeRuns';
import { runJob, type EndedJob } from './runJob';
import { ToldAsOne } from './toldAsOne';

interface RunInJobs {
  /** Of the whole run. */
  request: RunRequest;
  benchmarkName: string;
  /** How many processes. */
  jobs: number;
}

/**
 * As `runBenchmark`, of which each process makes a part; when `signal` aborts, all are cancelled, and what there is is merged. Throws when no part could
 * be begun, and, naming the folders that are kept, when they can't be merged.
 */
export async function runInJobs(
  { request, benchmarkName, jobs }: RunInJobs,
  listener: RunListener,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const startedAt = new Date();
  const told = new ToldAsOne(listener, jobs);
  const ended = await Promise.all(
    Array.from({ length: jobs }, async (_, at) => {
      const job = at + 1;
      const part: RunRequest = { ...request, shard: { index: job, of: jobs, isJob: true } };
      const one = await runJob(part, told.listenerOf(job), signal);
      told.hasAsked(job);
      return one;
    }),
  );
  const made = ended.flatMap(({ runDirectory }) => runDirectory ?? []);
  // Before a folder has this, nothing was asked.
  const parts = made.filter((folder) => isInside(folder, runFiles.manifest));
  if (parts.length === 0)
    throw new Error(ended.find(({ failure }) => failure !== null)?.failure ?? 'Nothing was begun.');
  const target = await freePath(request.runsDirectory, runFolderName(startedAt, benchmarkName));
  const outcome = await merged(request, parts, target, problemsOf(ended), listener);
  for (const folder of made) await removeInside(request.runsDirectory, basename(folder));
  await updateRunsPage(request.runsDirectory, request.program.distDirectory);
  return outcome;
}

function problemsOf(ended: readonly EndedJob[]): string[] {
  return ended.flatMap(({ failure }, at) =>
    failure === null ? [] : [`Process ${at + 1} of ${ended.length}: ${failure} What it had not asked is missing.`],
  );
}

/** Nothing breaks it off: it is what Ctrl+C leaves behind, too. */
async function merged(
  { access, program: { distDirectory } }: RunRequest,
  parts: readonly string[],
  target: string,
  problems: readonly string[],
  listener: RunListener,
): Promise<RunOutcome> {
  try {
    return await mergeRuns(
      { runDirectories: parts, target, access, distDirectory, problems },
      (...progress) => listener.onMerging?.(...progress),
      new AbortController().signal,
    );
  } catch (cause) {
    throw new Error(
      [
        `The run has been asked, but ${counted(parts.length, 'part')} of it could not be merged: ${messageOf(cause)}`,
        ...problems,
        `The run folders of the parts are kept: ${parts.map((folder) => basename(folder)).join(', ')}. \`iso-speed-bench merge\` makes one run of them.`,
      ].join('\n'),
      { cause },
    );
  }
}
