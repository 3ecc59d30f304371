// What a picture shows of a test that was not asked: there is no result, only what the run's first event and the reason say.

import type { NotRunReason } from '../../shared/run/verdict';
import type { TestResult } from '../../shared/results/testResult';
import type { RunHead } from './createRunHeads';

export interface NotRunTest
  extends
    Pick<TestResult, 'runId' | 'benchmarkName' | 'index' | 'model' | 'providerLabel' | 'isSimulated' | 'testType'>,
    NotRunReason {
  verdict: 'not_run';
}

/** The run's head may be one that could not be read: then the model's name stands for its API's. */
export function notRunTest(
  { runId, benchmarkName, models, prompts, testType }: RunHead,
  { model, index }: { model: string; index: number },
  reason: NotRunReason,
): NotRunTest {
  const info = models.find((one) => one.model === model);
  return {
    ...reason,
    verdict: 'not_run',
    runId,
    benchmarkName,
    index,
    model,
    providerLabel: info?.providerLabel ?? '',
    isSimulated: info?.isSimulated ?? false,
    testType: prompts[index - 1]?.testType ?? testType,
  };
}
