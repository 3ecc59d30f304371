// Runs that several processes of one machine can't make, because a limit can't be divided among them or times would be another thing.

import { basename, dirname } from 'node:path';
import { filesBeside } from '../../core/benchmark/benchmarkFiles';
import { draftRun } from '../../core/run/planRun';
import type { RunRequest } from '../../core/run/runRequest';
import type { TestQueue } from '../../core/run/schedule';
import { UsageError } from '../arguments/usageError';

/** Throws `UsageError`. */
export function refuseJobs(request: RunRequest, jobs: number): void {
  if (jobs === 1) return;
  const { benchmarkPath, filesRoot } = request;
  const { plan } = draftRun(request, {
    fileName: basename(benchmarkPath),
    files: filesBeside({ benchmarkFolder: dirname(benchmarkPath), filesRoot }),
  });
  if (plan.mode === 'speed')
    throw new UsageError(
      '--jobs is not for speed mode: there one request at a time goes to a host, and nothing else runs on this machine meanwhile.',
      'Leave --jobs out, or add --mode throughput.',
    );
  if (plan.mode === 'batch')
    throw new UsageError(
      '--jobs is not for batches: the model APIs answer them, and one process waits as well as several.',
      'Leave --jobs out.',
    );
  for (const queue of plan.wholeQueues) refuseUndivided(queue, jobs);
}

function refuseUndivided({ key, limits, isModelByModel, isEmbedded, tests }: TestQueue, jobs: number): void {
  if (isEmbedded) return;
  const { most, requestsPerMinute = Infinity, tokensPerMinute = Infinity } = limits;
  if (most < jobs)
    throw new UsageError(
      `${key} gets ${most === 1 ? 'one request' : `${most} requests`} at a time, which can't be divided among ${jobs} processes.`,
      isModelByModel
        ? 'Leave --jobs out: a model on this machine wants the processor for itself. A server that takes more at once can have a `concurrency` in the project file.'
        : 'Use fewer processes, or allow more with --concurrency.',
    );
  if (Math.min(requestsPerMinute, tokensPerMinute) < jobs)
    throw new UsageError(
      `${key} gets ${requestsPerMinute < jobs ? `${requestsPerMinute} requests` : `${tokensPerMinute} tokens`} a minute, which can't be divided among ${jobs} processes.`,
      'Use fewer processes.',
    );
  if (isModelByModel && new Set(tests.map(({ model }) => model.model)).size > 1)
    throw new UsageError(
      `${key} has one model loaded at a time, and ${jobs} processes would ask several at once.`,
      'Leave --jobs out, or run one of its models with --models.',
    );
}
