// The window that a local server is asked to give each model, so that it cuts no prompt: Ollama cuts without a word what does not fit.
// One for the whole run, because a server loads a model again for another one.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { ModelInfo } from '../../shared/run/model';
import { textOfMessages } from '../benchmark/messagesBefore';
import { picturesShown } from '../benchmark/picturesShown';
import { outputTokens, textTokens } from '../cost/guessTokens';
import { pictureTokens } from '../cost/pictureTokens';
import { connectionFor } from '../providers/connections';
import type { Environment } from '../providers/provider';
import { localPatienceMs } from './localPatienceMs';
import type { PlannedModel } from './plannedModel';
import type { PlannedRun } from './runToExecute';
import { questionFor } from './testPlan';
import type { RunTools } from './runTools';

/** Tokens that every server has room for without being asked: the smallest window that Ollama gives by itself. */
const defaultWindow = 4096;

/** Tokens of a picture where the vendor does not say. */
const guessedPictureTokens = 1024;

export interface PromptWindows {
  /** Tokens, by canonical model string; a missing model keeps the window that its server gives by itself. */
  windows: ReadonlyMap<string, number>;
  /** Sentences for the problems of the run. */
  problems: string[];
}

/** Sends nothing unless a prompt may be too long. Where the benchmark sets no `num_ctx` the windows differ only where a model's own limit is too small for the run. */
export async function promptWindows(
  planned: PlannedRun,
  { images }: Pick<RunTools, 'images'>,
  environment: Environment,
): Promise<PromptWindows> {
  const settable = planned.models.filter(
    ({ info, api }) => api.contextLimit && !api.cloudHost?.(connectionFor(api, environment).baseUrl, info.name),
  );
  const needs = new Map(settable.map(({ info }) => [info.model, needsOf(info, planned, images)]));
  const own = settable.filter(({ info }) => info.parameters.num_ctx !== undefined);
  const open = settable.filter((model) => !own.includes(model));
  const openNeeds = open.flatMap(({ info }) => needs.get(info.model)!);
  const isSettled = !openNeeds.some(({ isLong }) => isLong);
  const most = openNeeds.reduce((longest, { whole }) => Math.max(longest, whole), 1);
  const wanted = 2 ** Math.ceil(Math.log2(most));
  const limits = isSettled ? [] : await contextLimits(open, environment);
  const longestOf = (model: string): number =>
    needs.get(model)!.reduce((longest, { input }) => Math.max(longest, input), 0);
  return {
    windows: new Map([
      ...own.map(({ info }) => [info.model, info.parameters.num_ctx!] as const),
      ...(isSettled ? [] : open.map(({ info }, at) => [info.model, Math.min(wanted, limits[at] ?? wanted)] as const)),
    ]),
    problems: [
      ...own.flatMap(({ info }) =>
        tooSmall(
          info.model,
          `is given a window of ${info.parameters.num_ctx} tokens by the benchmark`,
          info.parameters.num_ctx!,
          longestOf(info.model),
        ),
      ),
      ...(isSettled
        ? []
        : open.flatMap(({ info }, at) =>
            tooSmall(info.model, `takes at most ${limits[at]} tokens`, limits[at] ?? Infinity, longestOf(info.model)),
          )),
    ],
  };
}

interface Need {
  /** Longer than what every server has room for. */
  isLong: boolean;
  /** Tokens of the prompt, and with its answer; many rather than few. */
  input: number;
  whole: number;
}

function needsOf(info: ModelInfo, { plan, profiles }: PlannedRun, images: RunTools['images']): Need[] {
  const basePrompt = basePromptFor(plan.benchmark.base_prompt, info);
  return plan.prompts.map((prompt) => {
    // Trials have a mark of a fixed length, whatever the run. What can't be asked needs no room.
    const asking = { images, profile: profiles.get(info.model)! };
    const { promptText } = questionFor(asking, basePrompt, prompt, '');
    const text = textTokens(promptText).high + textTokens(textOfMessages(prompt.before ?? [])).high;
    const pictures = picturesShown(prompt).map((source) => {
      const picture = images.known(source);
      return (picture && pictureTokens(info, picture.sent)) ?? guessedPictureTokens;
    });
    const input = pictures.reduce((sum, tokens) => sum + tokens, text);
    const output = outputTokens(info, prompt.testType, null, undefined);
    return { isLong: input + output.likely > defaultWindow, input, whole: input + output.high };
  });
}

function tooSmall(model: string, what: string, window: number, longest: number): string[] {
  if (window >= longest) return [];
  return [`${model} ${what}, and the longest prompt of the run may have ${longest}: its server may cut it.`];
}

/** Null where the server does not say. */
async function contextLimits(models: readonly PlannedModel[], environment: Environment): Promise<(number | null)[]> {
  const signal = AbortSignal.timeout(localPatienceMs);
  return Promise.all(
    models.map(({ info, api }) =>
      api.contextLimit!(connectionFor(api, environment), info.name, signal).catch(() => null),
    ),
  );
}
