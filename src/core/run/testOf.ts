// A test of the plan as it is asked.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { RunToExecute } from './runToExecute';
import type { ScheduledTest } from './schedule';
import { questionFor } from './testPlan';
import type { TestToRun } from './testToRun';

type OfTheMoment = Pick<TestToRun, 'window' | 'queuedAt' | 'isUnreachable' | 'onRetry'>;

/** What depends on the moment is the caller's to say. */
export function testOf(
  { planned, tools, folder }: RunToExecute,
  { model: { model }, index }: ScheduledTest,
  { window, queuedAt, isUnreachable, onRetry }: OfTheMoment,
): TestToRun {
  const { plan, profiles, models } = planned;
  const { info, api } = models.find((one) => one.info.model === model)!;
  const prompt = plan.prompts[index - 1]!;
  const { promptText, picture, problem } = questionFor(
    { images: tools.images, profile: profiles.get(info.model)! },
    basePromptFor(plan.benchmark.base_prompt, info),
    prompt,
    folder.state.runId,
  );
  return {
    model: info,
    api,
    prompt,
    index,
    promptText,
    picture,
    problem,
    previous: folder.repeated.get(`${info.model}#${index}`) ?? null,
    window,
    queuedAt,
    isUnreachable,
    onRetry,
  };
}
