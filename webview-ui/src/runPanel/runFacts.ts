// What is said of a run as a whole, whatever moment a replay is at. Pure.

import { checkedRequirements } from '../../../src/shared/figures/checkedRequirements';
import type { CheckedRequirement } from '../../../src/shared/figures/checkedRequirements';
import { isClockLate } from '../../../src/shared/run/isClockLate';
import type { RunSignOff } from '../../../src/shared/run/testReview';
import type { RunState, TestState } from '../../../src/shared/run/runState';
import { judgeTexts } from '../../../src/shared/words/agreementText';
import { noWholeTimesText } from '../../../src/shared/words/machineWords';
import { reviewState } from '../../../src/shared/words/reviewText';
import { reviewMarks, type ReviewMark } from '../grid/reviewMark';
import { errorGroups } from './errorGroups';
import type { ErrorGroup } from './errorGroups';

export interface RunFacts {
  /** The kinds of errors, most first. */
  errorGroups: readonly ErrorGroup[];
  /** Tests that ended in errors. */
  errors: number;
  /** Those of them that can be asked again; 0 in a run that was imported, of which nobody knows how it asked. */
  retriable: number;
  /** Whether it got as far as its first test: one that did not has left nothing to look at. */
  hasBegun: boolean;
  /** Whether its benchmark is known: a report alone, imported, does not say how it judged. */
  hasBenchmark: boolean;
  /** Who put a name under the run, the last one last. */
  signOffs: readonly RunSignOff[];
  /** Whether every test that was asked ended in an error: then the cause is what one wants to read first. */
  isAllErrors: boolean;
  /** Whether our own clock was late in any test. */
  hasLateClock: boolean;
  /** Whether tests were not run because the budget was spent. */
  wasBudgetSpent: boolean;
  /** What people say of its tests: the marks that there are, the strongest first. */
  marks: readonly ReviewMark[];
  /** What the verdicts of its judge models are worth. */
  judges: ReturnType<typeof judgeTexts>;
  /** Why models have no times as a whole; null where all have them. */
  untimed: string | null;
  /** What the benchmark requires of the models and they did not come to. */
  unmet: readonly CheckedRequirement[];
}

type ToldRun = Pick<RunState, 'models' | 'prompts' | 'status' | 'shard' | 'judges' | 'signOffs' | 'mode' | 'testType'>;

export function runFacts(run: ToldRun): RunFacts {
  const { models } = run;
  const isImported = run.mode === null;
  const count = (holds: (test: TestState) => boolean): number =>
    models.reduce((sum, { tests }) => sum + tests.filter(holds).length, 0);
  const has = (holds: (test: TestState) => boolean): boolean => models.some(({ tests }) => tests.some(holds));
  const errors = count(({ verdict }) => verdict === 'error');
  return {
    errorGroups: errorGroups(run),
    errors,
    retriable: isImported ? 0 : errors,
    hasBegun: models.length > 0,
    hasBenchmark: !isImported || run.testType !== '',
    signOffs: [...run.signOffs],
    isAllErrors: errors > 0 && errors === count(({ phase }) => phase === 'finished'),
    hasLateClock: has(({ timings }) => timings !== null && isClockLate(timings)),
    wasBudgetSpent: has(({ notRun }) => notRun?.kind === 'budget'),
    marks: reviewMarks.filter((mark) => has((test) => test.reviews !== undefined && reviewState(test) === mark)),
    judges: judgeTexts(run),
    untimed: noWholeTimesText(run, 'Figures and plots has'),
    unmet: unmetRequirements(run),
  };
}

export function unmetRequirements(
  run: Pick<RunState, 'models' | 'prompts' | 'status' | 'shard'>,
): CheckedRequirement[] {
  return checkedRequirements(run).filter(({ isMet }) => !isMet);
}
