// Judging again asks no model: what judge models said of an answer is taken from where the run kept it.

import type { JudgeAgreement } from '../../shared/run/judgeAgreement';
import type { RunState } from '../../shared/run/runState';
import type { RecordedEvaluation, RecordedJudgeCall } from '../../shared/results/testResult';
import type { JudgeModels, VoteRequest } from '../checks/judgeModels';

export class StoredVotes implements JudgeModels {
  constructor(
    private readonly evaluation: RecordedEvaluation | null,
    private readonly state: Pick<RunState, 'judges'>,
  ) {}

  ask({ judge, key, vote }: VoteRequest): Promise<RecordedJudgeCall> {
    const stored = this.evaluation?.judgeCalls?.find((call) => call.key === key && call.vote === vote);
    if (stored) return Promise.resolve(stored);
    return Promise.reject(
      new Error(
        `${judge} was not asked of this answer by this rubric, and judging again asks no model; run the benchmark again for that`,
      ),
    );
  }

  agreementOf(rubricKey: string): JudgeAgreement | null {
    return this.state.judges.find(({ key, labels }) => key === rubricKey && labels > 0) ?? null;
  }
}
