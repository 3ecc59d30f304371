// `show_failures`: what came of a run and which tests failed, or the whole of one test.

import type { AgentFront } from './agentFront';
import type { AgentInput } from './agentTools';
import { nameText, type AgentAnswer } from './answerParts';
import { readAgentRun } from './readAgentRun';
import { runAnswer } from './runAnswer';
import { testAnswer } from './testAnswer';

export async function showFailures(input: AgentInput<'show_failures'>, front: AgentFront): Promise<AgentAnswer> {
  const { runDirectory, state } = await readAgentRun(input.run, input.model, front);
  if (input.test === undefined) return runAnswer(runDirectory, state, input, front);
  const [model, ...more] = state.models;
  if (!model) throw new Error('The run has no models.');
  if (more.length > 0)
    throw new Error(
      `Say the model of test ${input.test}: the run has ${state.models
        .slice(0, 30)
        .map((one) => nameText(one.model))
        .join(', ')}.`,
    );
  return testAnswer(runDirectory, state, { model: model.model, index: input.test }, front);
}
