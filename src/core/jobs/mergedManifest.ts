// `run.json` of a merged run, out of those of the folders and of the state that their events come to.

import { isoVerdict } from '../../shared/run/isoContract';
import { machineText, unknownMachine } from '../../shared/run/machine';
import type { RunPart } from '../../shared/run/parts';
import type { RunNoise } from '../../shared/run/runConditions';
import type { RunState } from '../../shared/run/runState';
import type { ModelDescription, RunManifest } from '../../shared/runs/runManifest';
import { isoWithOffset } from '../ask/runClock';
import { openRunImages } from '../images/runImages';
import { filesOfRun } from '../runFolder/keptFiles';
import { readRunBenchmark } from '../runFolder/loadRunBenchmark';
import { runFiles } from '../runFolder/runFolderPaths';
import { worse } from '../run/endConditions';
import { isoFacts } from '../run/isoFacts';
import { draftRun } from '../run/planRun';
import { serversOf, updatedManifest } from '../run/runManifest';
import type { RunSettings } from '../run/runRequest';
import type { ShardFolder } from './shardFolder';

/** `folders` in the order of their beginning; `problems` are those of merging. */
export function mergedManifest(
  folders: readonly ShardFolder[],
  state: RunState,
  problems: readonly string[],
): RunManifest {
  const manifests = folders.map(({ manifest }) => manifest);
  const [first] = manifests;
  const parts = state.merged?.parts ?? [];
  const machines = new Map(parts.map(({ machine }) => [machine && machineText(machine), machine]));
  const budgets = parts.filter(({ shard }) => shard).map(({ budgetUsd }) => budgetUsd);
  const servers: { [model: string]: ModelDescription } = Object.assign({}, ...manifests.toReversed().map(serversOf));
  const base: RunManifest = {
    ...first!,
    id: state.runId,
    comment: state.comment,
    startedAt: state.at,
    prices: firstOf(manifests.flatMap(({ prices }) => prices)),
    sampling: Object.assign(
      {},
      ...manifests.toReversed().map(({ sampling }) => sampling ?? {}),
    ) as RunManifest['sampling'],
    refusedParameters: refusedOf(manifests),
    machine: machines.size === 1 ? [...machines.values()][0]! : null,
    versions: versionsOf(parts.map(({ versions }) => versions)),
    git: allEqual(manifests.map(({ git }) => git)),
    models: first!.models.map((model) => ({ ...model, server: servers[model.model] ?? null })),
  };
  return updatedManifest(base, state, {
    finishedAt: isoWithOffset(new Date(Date.parse(state.at ?? '') + state.elapsed || 0)),
    noise: noiseOf(parts),
    budgetUsd: budgets.every((usd) => usd !== null) ? budgets.reduce((sum, usd) => sum + usd, 0) : null,
    rescores: distinct(manifests.flatMap(({ rescores }) => rescores)).sort((a, b) => (a.at < b.at ? -1 : 1)),
    problems: [...new Set([...manifests.flatMap((one) => one.problems), ...problems])],
  });
}

/** The verdict on the merged run as a whole; null where its benchmark can't be planned here, as with a service that only others know. */
export async function mergedIso(
  runDirectory: string,
  state: RunState,
  manifest: RunManifest,
  access: RunSettings['access'],
): Promise<RunManifest['iso']> {
  try {
    const { plan } = draftRun(
      {
        benchmarkText: await readRunBenchmark(runDirectory),
        models: state.models.map(({ model }) => model),
        overrides: manifest.overrides,
        places: state.prompts.map(({ index, place = index }) => place),
        access,
        pace: { mode: state.mode, concurrency: {}, rateLimits: {} },
        money: { budgetUsd: null, prices: {}, priceFile: null },
      },
      { fileName: runFiles.benchmark, files: filesOfRun(runDirectory, manifest.files), isRecorded: true },
    );
    return isoVerdict(
      isoFacts({
        state,
        plan,
        images: await openRunImages(runDirectory),
        sampling: manifest.sampling ?? {},
        refused: manifest.refusedParameters,
        servers: serversOf(manifest),
        machines: state.machines.filter((machine) => machine !== unknownMachine),
      }),
    );
  } catch {
    // It was planned where the shards were made; here it is not checked.
    return null;
  }
}

/** The worst of all. What processes of one machine had in flight at the same time adds up. */
function noiseOf(parts: readonly RunPart[]): RunNoise | null {
  const noises = parts.flatMap(({ noise }) => noise ?? []);
  if (noises.length === 0) return null;
  const together = parts.reduce((sum, { shard, noise }) => sum + (shard?.isJob ? (noise?.maxInFlight ?? 0) : 0), 0);
  const worst = noises.reduce(worse);
  return { ...worst, maxInFlight: Math.max(worst.maxInFlight, together) };
}

/** The first entry of each model. */
function firstOf<T extends { model: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.model, entry])).values()].reverse();
}

function refusedOf(manifests: readonly RunManifest[]): RunManifest['refusedParameters'] {
  const refused: RunManifest['refusedParameters'] = {};
  for (const { refusedParameters } of manifests)
    for (const [model, names] of Object.entries(refusedParameters))
      refused[model] = [...new Set([...(refused[model] ?? []), ...names])];
  return refused;
}

/** Of each program the version, or all of them where the parts had different ones. */
function versionsOf(all: readonly RunManifest['versions'][]): RunManifest['versions'] {
  const names = [...new Set(all.flatMap((versions) => Object.keys(versions)))];
  return Object.fromEntries(
    names.map((name) => [name, [...new Set(all.flatMap((versions) => versions[name] ?? []))].sort().join(', ')]),
  );
}

function allEqual<T>(values: readonly T[]): T | null {
  return distinct(values).length === 1 ? values[0]! : null;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
