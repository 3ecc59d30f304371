// A test of the plan as it is asked, as far as it does not depend on the moment.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { RunToExecute } from './runToExecute';
import type { ScheduledTest } from './schedule';
import { questionFor } from './testPlan';
import type { TestToRun } from './testToRun';

export function testOf(
  { planned, tools, folder }: RunToExecute,
  { model: { model }, index }: ScheduledTest,
): Omit<TestToRun, 'window' | 'queuedAt' | 'isUnreachable' | 'onRetry'> {
  const { plan, profiles, models } = planned;
  const { info, api } = models.find((one) => one.info.model === model)!;
  const prompt = plan.prompts[index - 1]!;
  return {
    model: info,
    api,
    prompt,
    index,
    ...questionFor(
      { images: tools.images, profile: profiles.get(info.model)! },
      basePromptFor(plan.benchmark.base_prompt, info),
      prompt,
      folder.state.runId,
    ),
    previous: folder.repeated.get(`${info.model}#${index}`) ?? null,
  };
}
