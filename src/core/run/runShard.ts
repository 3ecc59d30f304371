// What a shard says of the plan that it is a part of: a digest of each part, so that whoever puts shards together can tell what is different.

import { createHash } from 'node:crypto';
import { runSchemaVersion, type PromptInfo } from '../../shared/run/events';
import { planParts, type PlanDigests, type RunShard, type ShardChoice } from '../../shared/run/shard';
import type { RunImages } from '../images/runImages';
import type { PlannedRun } from './runToExecute';

/** `prompts` are those of the run's first event: their hashes cover what is asked and expected. */
export function runShard(
  { index, of, isJob }: ShardChoice,
  benchmarkText: string,
  { plan, models, profiles }: PlannedRun,
  prompts: readonly PromptInfo[],
  images: RunImages,
): RunShard {
  const digests: PlanDigests = {
    format: digestOf(runSchemaVersion),
    benchmark: digestOf([benchmarkText, plan.overrides.set]),
    files: digestOf(plan.files.map(({ path, sha256 }) => [path, sha256])),
    pictures: digestOf(plan.images.map(({ source }) => [source, images.find(source).sha256])),
    models: digestOf(
      models.map(({ info: { model, parameters } }) => [model, parameters, profiles.get(model)?.profile.id]),
    ),
    prompts: digestOf(prompts.map(({ place, hash, variant, ...info }) => [place ?? info.index, hash, variant])),
    mode: digestOf(plan.mode),
  };
  return { index, of, ...(isJob ? { isJob } : {}), planHash: planHashOf(digests), plan: digests };
}

/** The one hash of a plan, of the digests of its parts. */
function planHashOf(plan: PlanDigests): string {
  return digestOf(planParts.map((part) => plan[part]));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
