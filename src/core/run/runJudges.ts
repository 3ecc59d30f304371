// The judge models of a run. Their calls go the way of every other, with their own attempts and costs, and are in no figure of the models that are tested.

import { Turns } from '../python/turns';
import type { JudgeAgreement } from '../../shared/run/judgeAgreement';
import { parseModel, type ModelInfo } from '../../shared/run/model';
import type { ModelParameters } from '../../shared/run/parameters';
import { chargedCalls } from '../../shared/run/otherCost';
import type { RunState } from '../../shared/run/runState';
import type { RecordedJudgeCall } from '../../shared/results/testResult';
import type { JudgeModels, VoteRequest } from '../checks/judgeModels';
import type { ModelRequest } from '../providers/provider';
import { withScript } from '../providers/withScript';
import { attemptCost } from './attemptCost';
import type { PlannedModel } from './plannedModel';
import type { Asker, RunTools } from './runTools';

/** Calls to judges at once. */
const atOnce = 4;

/** A simulated judge says this to every question. */
const simulatedVerdict = { reason: 'A simulated judge passes everything.', verdict: 'pass' };

export class RunJudges implements JudgeModels {
  private readonly turns: Turns;

  constructor(
    private readonly judges: readonly PlannedModel[],
    private readonly asker: Asker,
    private readonly tools: Pick<RunTools, 'clock' | 'prices'>,
    private readonly state: Pick<RunState, 'judges'> & Partial<Pick<RunState, 'shard'>>,
    private readonly maxAttempts: number,
  ) {
    // Processes that make a run together have them together.
    const together = state.shard?.isJob ? state.shard.of : 1;
    this.turns = new Turns(Math.max(1, Math.floor(atOnce / together)));
  }

  async ask({ judge, parameters, key, vote, question }: VoteRequest, signal: AbortSignal): Promise<RecordedJudgeCall> {
    const id = parseModel(judge);
    const planned = this.judges.find(({ info }) => info.model === id.model);
    if (!planned) throw new Error(`the judge model ${judge} is no part of the run`);
    await this.turns.take();
    try {
      signal.throwIfAborted();
      const request: ModelRequest = {
        model: toldApart(planned.info, parameters),
        messages: [{ role: 'user', content: question }],
        images: [],
        promptIndex: 0,
        testType: 'json_validator_eval',
        variables: {},
      };
      const { attempts, error } = await this.asker.ask(
        await withScript(request, { expectation: simulatedVerdict, picture: null }),
        {
          queuedAt: this.tools.clock.now(),
          maxAttempts: this.maxAttempts,
          onDispatched: () => undefined,
          onRetry: () => undefined,
        },
      );
      const cost = chargedCalls(attempts.map((attempt) => attemptCost(this.tools, planned.info, attempt)));
      return { judge: id.model, key, vote, attempts, cost, ...(error ? { error } : {}) };
    } finally {
      this.turns.leave();
    }
  }

  agreementOf(rubricKey: string): JudgeAgreement | null {
    return this.state.judges.find(({ key, labels }) => key === rubricKey && labels > 0) ?? null;
  }
}

/** What an API teaches of one way to ask a judge holds for that alone: neither for other rubrics nor for a model under test of the same name. */
function toldApart(judge: ModelInfo, own: ModelParameters): ModelInfo {
  const parameters = { ...judge.parameters, ...own };
  return { ...judge, model: `${judge.model} as a judge ${JSON.stringify(parameters)}`, parameters };
}
