// Builds `run.json` from the request, the machine and the state of the run.

import { arch, cpus, release, totalmem, type as osType } from 'node:os';
import { runSchemaVersion } from '../../shared/events';
import type { RunManifest, UnitPrices } from '../../shared/runManifest';
import { summarise } from '../../shared/runManifest';
import type { RunState } from '../../shared/runState';
import type { RunRequest } from './runRequest';
import { isoWithOffset, type RunClock } from './runClock';
import type { TestQueue } from './schedule';

/** The manifest as things stand; `finishedAt` is null while the run is running. */
export function runManifest(request: RunRequest, state: RunState, clock: RunClock, queues: readonly TestQueue[], prices: UnitPrices[]): RunManifest {
  return {
    schemaVersion: runSchemaVersion,
    id: state.runId,
    benchmarkName: state.benchmarkName,
    purpose: state.purpose,
    testTypes: [state.testType],
    startedAt: state.at,
    finishedAt: state.status === 'running' ? null : isoWithOffset(clock.dateAt(state.elapsed)),
    ...summarise(state),
    prices,
    concurrency: Object.fromEntries(queues.map((queue) => [queue.key, queue.limit])),
    attemptTimeoutMs: request.attemptTimeoutMs,
    maxAttempts: request.maxAttempts,
    python: state.python,
    startedFrom: request.startedFrom,
    machine: {
      os: `${osType()} ${release()}`,
      architecture: arch(),
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    versions: { ...request.versions, node: process.versions.node },
  };
}
