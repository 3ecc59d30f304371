// Builds `run.json`: once from the request and the machine when a run begins, then kept up to date from the state.

import { arch, cpus, release, totalmem, type as osType } from 'node:os';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { runSchemaVersion } from '../../shared/run/events';
import type { Machine } from '../../shared/run/machine';
import { unrecordedConditions, type RunConditions } from '../../shared/run/runConditions';
import { noOverrides, summarize, type ModelDescription, type RunManifest } from '../../shared/runs/runManifest';
import type { RunState } from '../../shared/run/runState';
import { tagsOf } from '../../shared/figures/tagStats';
import { testTypesOf } from '../../shared/figures/testTypeStats';
import type { NamedFile } from '../benchmark/benchmarkFiles';
import { keptFile } from '../runFolder/keptFiles';
import type { RunPlan } from './planRun';
import { userName, type RunFacts } from './runFacts';
import type { RunSettings } from './runRequest';

/** The manifest of a run that begins. */
export function newManifest(
  settings: RunSettings,
  state: RunState,
  plan: Pick<RunPlan, 'queues' | 'wholeQueues' | 'budgetUsd' | 'files' | 'overrides'>,
  facts: RunFacts,
): RunManifest {
  return {
    ...baseManifest(state, facts.servers),
    prices: facts.prices,
    files: plan.files.map(keptFile),
    overrides: plan.overrides,
    problems: facts.problems,
    concurrency: concurrencyOf(plan),
    attemptTimeoutMs: settings.patience.attemptTimeoutMs,
    maxAttempts: settings.patience.maxAttempts,
    answerLimits: { ...usualAnswerLimits, ...settings.patience.answerLimits },
    thinkingTags: settings.reading.thinkingTags,
    budgetUsd: plan.budgetUsd,
    startedBy: { from: settings.program.startedFrom, user: userName() },
    git: facts.git,
    machine: thisMachine(),
    versions: { ...settings.program.versions, node: process.versions.node },
  };
}

/** Of the queues that are asked, the limits of the whole run: several processes have them together. */
function concurrencyOf({ queues, wholeQueues }: Pick<RunPlan, 'queues' | 'wholeQueues'>): RunManifest['concurrency'] {
  const asked = new Set(queues.map(({ key }) => key));
  return Object.fromEntries(
    wholeQueues.filter(({ key }) => asked.has(key)).map(({ key, limits }) => [key, limits.start]),
  );
}

/** What the run's times were taken on. */
export function thisMachine(): Machine {
  return {
    os: `${osType()} ${release()}`,
    architecture: arch(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

/**
 * The manifest of a run that was made elsewhere: all that only its maker could know is not recorded. `importedAt` is ISO 8601 with offset;
 * `files` are those of the benchmark that came with it.
 */
export function importedManifest(state: RunState, importedAt: string, files: readonly NamedFile[] = []): RunManifest {
  return {
    ...baseManifest(state, {}),
    testTypes: state.testType === '' ? [] : testTypesOf(state),
    importedAt,
    sampling: null,
    prices: [],
    files: files.map(keptFile),
    overrides: noOverrides,
    concurrency: {},
    attemptTimeoutMs: null,
    maxAttempts: null,
    answerLimits: null,
    thinkingTags: null,
    startedBy: { from: 'import', user: userName() },
    git: null,
    machine: null,
    versions: {},
  };
}

type StateParts = Pick<
  RunManifest,
  | 'schemaVersion'
  | 'id'
  | 'benchmarkName'
  | 'purpose'
  | 'comment'
  | 'testTypes'
  | 'tags'
  | 'startedAt'
  | 'finishedAt'
  | 'importedAt'
  | 'python'
  | 'sampling'
  | 'sizeBytes'
  | 'problems'
  | 'rescores'
  | keyof ReturnType<typeof summarize>
  | keyof RunConditions
>;

function baseManifest(state: RunState, servers: { [model: string]: ModelDescription }): StateParts {
  return {
    schemaVersion: runSchemaVersion,
    id: state.runId,
    benchmarkName: state.benchmarkName,
    purpose: state.purpose,
    comment: state.comment,
    testTypes: testTypesOf(state),
    tags: tagsOf(state.prompts),
    startedAt: state.at,
    finishedAt: null,
    importedAt: null,
    ...unrecordedConditions,
    ...summarize(state, servers),
    python: state.python,
    sampling: {},
    sizeBytes: null,
    problems: [],
    rescores: [],
  };
}

type ManifestChanges = Partial<
  Pick<
    RunManifest,
    'finishedAt' | 'sampling' | 'thinkingTags' | 'answerLimits' | 'problems' | 'rescores' | keyof RunConditions
  >
>;

/**
 * The same manifest with what the state says now; its size is open until the folder is closed. Without details (while a run goes on) the
 * distributions are left out, which take a moment to compute.
 */
export function updatedManifest(
  manifest: RunManifest,
  state: RunState,
  changes: ManifestChanges = {},
  hasDetails = true,
): RunManifest {
  return {
    ...manifest,
    ...summarize(state, serversOf(manifest), hasDetails),
    python: state.python,
    sizeBytes: null,
    ...changes,
  };
}

/** What the servers told, by model; only of those that told something. */
export function serversOf({ models }: RunManifest): { [model: string]: ModelDescription } {
  return Object.fromEntries(models.flatMap(({ model, server }) => (server ? [[model, server] as const] : [])));
}

/** With what the servers told while they were asked. */
export function withServers(manifest: RunManifest, told: ReadonlyMap<string, ModelDescription>): RunManifest {
  const models = manifest.models.map((model) => {
    const description = told.get(model.model);
    return description === undefined ? model : { ...model, server: { ...model.server, ...description } };
  });
  return { ...manifest, models };
}
