// Before the first test: asks each judge model of the answers that people have labelled, so that its verdicts come with how far it agrees.

import type { JudgeCalibrated } from '../../shared/run/events';
import { judgeAgreement } from '../../shared/run/judgeAgreement';
import { parseModel } from '../../shared/run/model';
import { addCharged, noOtherCost } from '../../shared/run/otherCost';
import type { RunState } from '../../shared/run/runState';
import { majorityOf, votesOn } from '../checks/rubric';
import { isPassLabel, type Rubric } from '../checks/rubricKey';
import type { RunPlan } from './planRun';
import { rubricsOf } from './rubricsOf';
import type { RunContext } from './testToRun';

/** Rubrics that the run has calibrated before it was resumed are left alone. Resolves when all of it is in the state. */
export async function calibrateJudges(
  context: RunContext,
  plan: Pick<RunPlan, 'prompts' | 'queues'>,
  state: Pick<RunState, 'judges'>,
  signal: AbortSignal,
): Promise<void> {
  const known = new Set(state.judges.map(({ key }) => key));
  for (const [key, rubric] of rubricsOf(plan)) {
    if (known.has(key)) continue;
    const event = await calibrated(context, key, rubric, signal);
    context.reporter.record(event);
  }
  await context.reporter.written();
}

async function calibrated(
  { judges, tools }: RunContext,
  key: string,
  rubric: Rubric,
  signal: AbortSignal,
): Promise<JudgeCalibrated> {
  const cost = noOtherCost().judging;
  const answers = await Promise.all(
    (rubric.examples ?? []).map(async ({ answer, verdict }) => {
      const { votes, calls } = await votesOn({ ...rubric, answer, task: '' }, judges, signal);
      for (const call of calls) addCharged(cost, call.cost);
      const isPass = majorityOf(votes);
      const reason = votes.find((vote) => vote.isPass === isPass)?.reason ?? '';
      return { label: isPassLabel(verdict), verdict: isPass, reason };
    }),
  );
  const pairs = answers.flatMap(({ label, verdict }) => (verdict === null ? [] : [{ label, verdict }]));
  return {
    type: 'judgeCalibrated',
    t: tools.clock.now(),
    judge: parseModel(rubric.judge).model,
    key,
    rubric: rubric.rubric,
    ...judgeAgreement(pairs),
    answers,
    cost,
  };
}
