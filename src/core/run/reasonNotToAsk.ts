// Which tests of a run can't be asked at all, and why: a model that takes no pictures is *not run* on them, never wrong.

import type { NotRunReason } from '../../shared/run/verdict';
import { connectionFor } from '../providers/connections';
import type { Environment } from '../providers/provider';
import { takesImages } from '../providers/takesImages';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { picturesShown } from '../benchmark/picturesShown';
import { localPatienceMs } from './localPatienceMs';
import type { PlannedModel } from './plannedModel';

/** Whether a model takes pictures, by canonical model string; a missing one is not known. */
type Eyesight = ReadonlyMap<string, boolean>;

/** What is known of each model before it is asked: its server's own word first, then the table. Sends nothing unless a prompt has pictures. */
export async function testEyesight(
  models: readonly PlannedModel[],
  prompts: readonly LoadedPrompt[],
  environment: Environment,
): Promise<Eyesight> {
  if (prompts.every((prompt) => picturesShown(prompt).length === 0)) return new Map();
  const signal = AbortSignal.timeout(localPatienceMs);
  const known = await Promise.all(
    models.map(async ({ info, api }): Promise<[string, boolean][]> => {
      const told =
        (await api.seesImages?.(connectionFor(api, environment), info.name, signal).catch(() => null)) ?? null;
      const sees = told ?? takesImages(info);
      return sees === null ? [] : [[info.model, sees]];
    }),
  );
  return new Map(known.flat());
}

/** Why a test can't be asked; null when it can. */
export function reasonNotToAsk(
  { info, api }: PlannedModel,
  prompt: LoadedPrompt,
  eyesight: Eyesight,
): NotRunReason | null {
  if (prompt.skip !== undefined) return { kind: 'skipped', message: prompt.skip };
  if (picturesShown(prompt).length > 0 && eyesight.get(info.model) === false) return noVision(info.model);
  const problem =
    api.reasonNotToAsk?.({ testType: prompt.testType, variables: prompt.dynamic_variables ?? {} }) ?? null;
  if (problem !== null) return { kind: 'unsupported', message: problem };
  return null;
}

/** `said` is what the model API answered, where it was asked. */
export function noVision(model: string, said?: string): NotRunReason {
  return { kind: 'noVision', message: `${model} takes no pictures.${said === undefined ? '' : ` ${said}`}` };
}
