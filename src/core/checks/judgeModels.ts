// What a check knows of asking a judge model. A run asks; judging again reads the votes that the run kept.

import type { JudgeAgreement } from '../../shared/run/judgeAgreement';
import type { ModelParameters } from '../../shared/run/parameters';
import type { RecordedJudgeCall } from '../../shared/results/testResult';

export interface VoteRequest {
  /** The judge model, as the benchmark has it. */
  judge: string;
  parameters: ModelParameters;
  /** Tells the rubric, its judge and the question from any other. */
  key: string;
  /** 1-based. */
  vote: number;
  question: string;
}

export interface JudgeModels {
  /** Never throws for what a model API does. Throws for people where nothing may be asked. */
  ask(request: VoteRequest, signal: AbortSignal): Promise<RecordedJudgeCall>;
  /** Of a rubric, by the key that it has without any answer; null where it has no labelled answers. */
  agreementOf(rubricKey: string): JudgeAgreement | null;
}
