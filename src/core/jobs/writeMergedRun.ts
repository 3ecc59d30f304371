// Fills the folder of a merged run: benchmark, pictures and files of the first folder, every event with its words, and what is made of all.

import { basePromptText } from '../../shared/run/basePrompt';
import { runSchemaVersion, type RunStarted } from '../../shared/run/events';
import { emptyRun, isMissing, type RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { counted } from '../../shared/text/counted';
import { promptsOfRun } from '../benchmark/selectPrompts';
import { createFile } from '../files/changeInside';
import { writeJsonAtomically } from '../files/jsonFile';
import { readPlainFile } from '../files/plainFile';
import { closeRunFolder } from '../run/closeRunFolder';
import { loadRunBenchmark } from '../runFolder/loadRunBenchmark';
import { promptsOfFile } from '../runFolder/readBenchmarkText';
import { runFiles } from '../runFolder/runFolderPaths';
import { RunLog } from '../runFolder/runLog';
import { copyFolder, copyResultImages } from './copyMergedFiles';
import { mergedIso, mergedManifest } from './mergedManifest';
import type { PartEvents } from './mergeParts';
import type { MergeProgress, MergeRequest } from './mergeRequest';
import { PartsWriter } from './partsWriter';
import type { ShardFolder } from './shardFolder';

interface MergedRunToWrite extends MergeRequest {
  /** In the order of their beginning. */
  folders: readonly ShardFolder[];
  parts: readonly PartEvents[];
  doubles: number;
  runId: string;
  /** Locked by the caller. */
  making: string;
}

/** As `mergeRuns` says. */
export async function writeMergedRun(
  { folders, parts, doubles, runId, making, distDirectory, access, problems: others = [] }: MergedRunToWrite,
  onProgress: MergeProgress,
  signal: AbortSignal,
): Promise<{ state: RunState; problems: string[] }> {
  const [first] = folders;
  await createFile(making, runFiles.benchmark, await readPlainFile(first!.directory, runFiles.benchmark));
  for (const kept of [runFiles.images, runFiles.files]) await copyFolder(first!.directory, making, kept);
  const state = emptyRun();
  const log = await RunLog.open(
    making,
    (events) => {
      for (const event of events) applyEvent(state, event);
    },
    // The failed write is thrown when the log is flushed.
    () => undefined,
  );
  const writer = new PartsWriter(log, parts, onProgress, signal);
  try {
    log.append(runStarted(first!, parts, runId));
    await writer.write();
    log.append({ type: 'partsEnded', t: state.elapsed });
    await log.flush();
    if (isWhole(state)) log.append({ type: 'runFinished', t: state.elapsed, status: 'finished' });
  } finally {
    await writer.close();
    await log.close();
  }
  if (state.status === 'running') state.status = 'interrupted';
  await copyResultImages(making, state, writer.folderOf, onProgress, signal);
  const manifest = mergedManifest(folders, state, [...others, ...problemsOf(folders, doubles)]);
  const iso = await mergedIso(making, state, manifest, access);
  // The benchmark is read by what this says of its files.
  await writeJsonAtomically(making, runFiles.manifest, { ...manifest, iso });
  const benchmark = await loadRunBenchmark(making);
  onProgress(0, 1, 'report and page written');
  const { problems } = await closeRunFolder({
    runDirectory: making,
    distDirectory,
    state,
    checkedFrom: new Map(),
    manifest: { ...manifest, iso },
    report: {
      benchmarkName: state.benchmarkName,
      purpose: state.purpose,
      basePrompt: basePromptText(benchmark.base_prompt),
      prompts: promptsOfFile(benchmark, promptsOfRun(benchmark.prompts, state.prompts)),
    },
    images: null,
  });
  return { state, problems };
}

function runStarted({ started, plan }: ShardFolder, parts: readonly PartEvents[], runId: string): RunStarted {
  const { shard: _shard, machine: _machine, python: _python, comment: _comment, ...common } = started;
  const comment = [...new Set(parts.map((part) => part.started.comment).filter((text) => text !== ''))].join(' · ');
  return {
    ...common,
    schemaVersion: runSchemaVersion,
    runId,
    at: parts[0]!.started.at,
    ...(comment === '' ? {} : { comment }),
    merged: { planHash: plan.planHash, plan: plan.plan },
  };
}

/** A budget may have left tests out, as in any run that has finished. */
function isWhole({ models }: RunState): boolean {
  return models.every(({ tests }) => tests.every((test) => !isMissing(test) || test.notRun !== null));
}

function problemsOf(folders: readonly ShardFolder[], doubles: number): string[] {
  const judged = new Set(folders.map(({ manifest }) => JSON.stringify(manifest.rescores.at(-1)?.versions ?? null)));
  return [
    ...folders.flatMap(({ problems }) => problems),
    ...(doubles > 0
      ? [
          `${counted(doubles, 'test')} had been asked by several of the merged runs. One answer of each counts; what the others cost is among the failed attempts.`,
        ]
      : []),
    ...(judged.size > 1
      ? ['Some of the merged runs were judged again and others were not: `iso-speed-bench rescore` judges all alike.']
      : []),
  ];
}
