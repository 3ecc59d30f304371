// What `run.json` says of the conditions of a run when it has ended: how disturbed it was, and whether its models were treated alike.

import { isoVerdict } from '../../shared/run/isoContract';
import type { RunConditions, RunNoise } from '../../shared/run/runConditions';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { RunToExecute } from './runToExecute';
import { isoFacts } from './isoFacts';
import { serversOf, thisMachine } from './runManifest';

/** `manifest` is that of the run's beginning, with all the parameters that were sent; `noise` is null where it was not measured. */
export function endConditions(
  { planned: { plan }, tools: { images }, folder: { state } }: Pick<RunToExecute, 'planned' | 'tools' | 'folder'>,
  manifest: RunManifest,
  noise: RunNoise | null,
): Pick<RunConditions, 'noise' | 'iso' | 'imageSize'> {
  const { sampling, refusedParameters: refused } = manifest;
  const machines = [
    ...new Set([manifest.machine, thisMachine()].flatMap((machine) => (machine ? [machineText(machine)] : []))),
  ];
  const servers = serversOf(manifest);
  return {
    noise: manifest.noise && noise ? worse(manifest.noise, noise) : (noise ?? manifest.noise),
    iso: isoVerdict(isoFacts({ state, plan, images, sampling: sampling ?? {}, refused, servers, machines })),
    imageSize: plan.images.length === 0 ? null : plan.benchmark.imageSize,
  };
}

/** Joins the noise of a run that was made in several goes: the worse of each figure, and the sum of what was repeated. */
function worse(before: RunNoise, now: RunNoise): RunNoise {
  const [a, b] = [before.eventLoopLagMs, now.eventLoopLagMs];
  return {
    eventLoopLagMs: { p50: Math.max(a.p50, b.p50), p95: Math.max(a.p95, b.p95), max: Math.max(a.max, b.max) },
    maxInFlight: Math.max(before.maxInFlight, now.maxInFlight),
    retries: before.retries + now.retries,
  };
}

function machineText({ os, architecture, processor, cores, memoryGb }: NonNullable<RunManifest['machine']>): string {
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${os} ${architecture}`;
}
