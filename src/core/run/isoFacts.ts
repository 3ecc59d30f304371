// Gathers from a run what the iso contract is checked against: what each model was sent, how, and in which state it was.

import { createHash } from 'node:crypto';
import type { IsoFacts } from '../../shared/run/isoContract';
import type { IsoModel } from '../../shared/run/isoModel';
import type { ModelDescription, RunManifest } from '../../shared/runs/runManifest';
import type { ModelState, RunState, TestState } from '../../shared/run/runState';
import { picturesShown } from '../benchmark/picturesShown';
import type { RunImages } from '../images/runImages';
import type { RunPlan } from './planRun';

interface IsoSources {
  state: RunState;
  plan: RunPlan;
  images: RunImages;
  sampling: NonNullable<RunManifest['sampling']>;
  /** The parameters that were refused, by model. */
  refused: { [model: string]: string[] };
  /** What the servers told, by model. */
  servers: { [model: string]: ModelDescription };
  /** Each as one line. */
  machines: string[];
}

export function isoFacts({ state, plan, images, sampling, refused, servers, machines }: IsoSources): IsoFacts {
  const asked = new Map(
    state.models.map((model) => [
      model.model,
      new Set(model.tests.filter((test) => test.phase === 'finished').map((test) => test.index)),
    ]),
  );
  // A model that was not asked everything is said so once; of the rest its pictures are compared where all were asked.
  const common = (index: number): boolean =>
    [...asked.values()].every((indexes) => indexes.size === 0 || indexes.has(index));
  const models = state.models.map((model): IsoModel => {
    const queue = plan.wholeQueues.find(({ tests }) => tests.some((test) => test.model.model === model.model));
    const {
      remoteHost = null,
      contextLength = null,
      earlierContextLengths = [],
      endpoint = null,
    } = servers[model.model] ?? {};
    const own = [...asked.get(model.model)!];
    return {
      model: model.model,
      provider: model.provider,
      variant: model.variant ?? null,
      isSampled: plan.apis.find(({ id }) => id === model.provider)?.isWithoutSampling !== true,
      endpoint,
      hasReasoned: model.tests.some(hasReasoned),
      cutPrompts: model.tests.filter(({ error }) => error?.kind === 'truncatedPrompt').length,
      sampling: own.length === 0 ? null : (sampling[model.model] ?? {}),
      refused: refused[model.model] ?? [],
      imageDigest: pictureDigest(own.filter(common), plan.prompts, images),
      promptHashes: own.map((index) => state.prompts[index - 1]?.hash ?? String(index)),
      queue: queue?.key ?? model.model,
      atOnce: queue?.limits.most ?? 1,
      isWarm: remoteHost === null ? warmth(model, state) : null,
      remoteHost,
      window: contextLength,
      earlierWindows: earlierContextLengths,
    };
  });
  // Only what was run here has its iso contract checked, and that has a mode.
  return { mode: state.mode ?? 'throughput', models, machines };
}

/** By the count of its tokens, or, where nobody counts them, by something that was said before the answer. */
function hasReasoned({ tokens, timings }: TestState): boolean {
  const { ttft = null, ttfa = null } = timings ?? {};
  return (tokens?.reasoning ?? 0) > 0 || (ttft !== null && ttfa !== null && ttfa > ttft);
}

/** A digest of the picture bytes that were sent, in prompt order; null when none were. */
function pictureDigest(asked: readonly number[], prompts: RunPlan['prompts'], images: RunImages): string | null {
  const sent = asked.flatMap((index) => {
    const prompt = prompts[index - 1];
    return (prompt ? picturesShown(prompt) : []).map((source) => images.known(source)?.sent.sha256 ?? 'gone');
  });
  return sent.length === 0 ? null : createHash('sha256').update(sent.join(' ')).digest('hex');
}

/** A cloud API has nothing to warm up that a client could see. */
function warmth({ isLocal, isSimulated, warmUp }: ModelState, { mode }: RunState): boolean | null {
  if (!isLocal || isSimulated) return null;
  return mode === 'speed' ? warmUp !== null && warmUp.error === undefined : false;
}
