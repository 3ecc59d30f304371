// What `run.json` says of the conditions of a run when it has ended: how disturbed it was, and whether its models were treated alike.

import { isoVerdict } from '../../shared/run/isoContract';
import { machineText, unknownMachine } from '../../shared/run/machine';
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
  const { machine } = manifest;
  const machines = new Set([...(machine ? [machineText(machine)] : []), ...state.machines, machineText(thisMachine())]);
  machines.delete(unknownMachine);
  const servers = serversOf(manifest);
  return {
    noise: manifest.noise && noise ? worse(manifest.noise, noise) : (noise ?? manifest.noise),
    iso: isoVerdict(
      isoFacts({ state, plan, images, sampling: sampling ?? {}, refused, servers, machines: [...machines] }),
    ),
    imageSize: plan.images.length === 0 ? null : plan.benchmark.imageSize,
  };
}

/** Joins the noise of a run that was made in several goes: the worse of each figure, and the sum of what was repeated. */
export function worse(before: RunNoise, now: RunNoise): RunNoise {
  const [a, b] = [before.eventLoopLagMs, now.eventLoopLagMs];
  return {
    eventLoopLagMs: { p50: Math.max(a.p50, b.p50), p95: Math.max(a.p95, b.p95), max: Math.max(a.max, b.max) },
    maxInFlight: Math.max(before.maxInFlight, now.maxInFlight),
    retries: before.retries + now.retries,
  };
}
