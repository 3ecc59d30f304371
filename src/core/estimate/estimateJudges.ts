// What judge models will be asked, and what that is likely to cost: a call a vote, of the answer of each test and of each labelled answer. Pure.

import { parseModel, type ModelId } from '../../shared/run/model';
import { fillPrompt } from '../benchmark/fillPrompt';
import { basePromptFor } from '../../shared/run/basePrompt';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { rubricQuestion } from '../checks/rubricQuestion';
import type { Rubric } from '../checks/rubricKey';
import { outputTokens, textTokens, type Range } from '../cost/guessTokens';
import type { PriceBook } from '../cost/priceBook';
import { plannedModels, type PlannedModel } from '../run/plannedModel';
import type { RunPlan } from '../run/planRun';
import { rubricsOf } from '../run/rubricsOf';
import { needsOf } from '../testTypes/findTestType';
import { rangeOf, sumKnown } from './ranges';

export interface JudgeEstimate {
  judge: string;
  calls: number;
  /** USD; null where no price is known. */
  cost: Range | null;
}

/** Beside the text of the answer that it judges. */
type JudgedRubric = Pick<Rubric, 'rubric' | 'judge' | 'votes' | 'expectation'>;

export function estimateJudges(plan: RunPlan, prices: PriceBook, now: Date): JudgeEstimate[] {
  const judges = new Map(plannedModels({ ...plan, models: plan.judges }).map((one) => [one.info.model, one]));
  const found = new Map<string, { calls: number; costs: (Range | null)[] }>();
  const add = (rubric: JudgedRubric, task: string, answer: Range): void => {
    const judge = judges.get(parseModel(rubric.judge).model);
    if (!judge) return;
    const { votes = 1 } = rubric;
    const so = found.get(judge.info.model) ?? { calls: 0, costs: [] };
    const cost = costOfCall(judge, inputOf(rubric, task, answer), prices, now);
    so.calls += votes;
    so.costs.push(cost && rangeOf((end) => cost[end] * votes));
    found.set(judge.info.model, so);
  };
  for (const { model, index } of plan.queues.flatMap(({ tests }) => tests)) {
    const prompt = plan.prompts[index - 1]!;
    if (prompt.skip !== undefined) continue;
    const { rubrics = [] } = needsOf(prompt);
    if (rubrics.length === 0) continue;
    const task = fillPrompt(basePromptFor(plan.benchmark.base_prompt, model), prompt.dynamic_variables);
    for (const rubric of rubrics) add(rubric, task, answerTokens(model, prompt));
  }
  for (const rubric of rubricsOf(plan).values())
    for (const { answer } of rubric.examples ?? []) add(rubric, '', textTokens(answer));
  return [...found].map(([judge, { calls, costs }]) => ({ judge, calls, cost: sumKnown(costs) }));
}

/** Of the answer itself: a judge is not shown what was thought before it. */
function answerTokens(model: ModelId, { testType }: LoadedPrompt): Range {
  return outputTokens({ ...model, parameters: { ...model.parameters, effort: 'none' } }, testType, null, undefined);
}

function inputOf({ rubric, expectation }: JudgedRubric, task: string, answer: Range): Range {
  const reference = expectation === undefined ? '' : JSON.stringify(expectation);
  const asked = textTokens(rubricQuestion({ rubric, task, reference, answer: '', nonce: '00000000' }));
  return { low: asked.low + answer.low, likely: asked.likely + answer.likely, high: asked.high + answer.high };
}

/** Null where no price is known. A verdict is a short JSON text. */
function costOfCall({ info, api }: PlannedModel, input: Range, prices: PriceBook, at: Date): Range | null {
  const output = outputTokens(info, 'json_validator_eval', null, api.outputLimit?.(info.parameters));
  return rangeOf((end) => {
    const tokens = {
      input: Math.round(input[end]),
      output: Math.round(output[end]),
      reasoning: null,
      cached: null,
      source: 'usage' as const,
    };
    return prices.costOf(info, { tokens, reportedCostUsd: null, totalMs: null, at }).usd;
  });
}
