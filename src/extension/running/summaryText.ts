// How a run ended, in the few words of notifications and the status bar. Pure.

import { counted } from '../../shared/text/counted';
import { formatCount, formatPercent } from '../../shared/text/format';
import type { RunState } from '../../shared/run/runState';
import { countSubmitted } from '../../shared/run/batches';
import { withoutVerdictParts } from '../../shared/words/notRun';
import { batchesText } from '../../shared/words/batchText';

interface RunCounts {
  total: number;
  finished: number;
  correct: number;
  error: number;
}

function runCounts(state: RunState): RunCounts {
  const counts: RunCounts = { total: 0, finished: 0, correct: 0, error: 0 };
  for (const model of state.models) {
    for (const test of model.tests) {
      counts.total++;
      if (test.phase === 'finished') counts.finished++;
      if (test.verdict === 'correct') counts.correct++;
      if (test.verdict === 'error') counts.error++;
    }
  }
  return counts;
}

/** `Simple math finished: 76 of 80 correct (97.4% of 78 judged), 2 errors`; `Simple math: 2 batches under way, 120 of 480 answered. Resume collects the answers.` */
export function summaryText(state: RunState): string {
  const batches = state.status === 'waiting' ? batchesText(state.batches) : null;
  if (batches !== null) return `${state.benchmarkName}: ${batches}. Resume collects the answers.`;
  const counts = runCounts(state);
  const judged = counts.finished - counts.error;
  const share =
    judged === 0 ? 'none judged' : `${formatPercent(counts.correct / judged)} of ${formatCount(judged)} judged`;
  const submitted = countSubmitted(state.models.flatMap(({ tests }) => tests));
  const missing = withoutVerdictParts({ submitted, notRun: counts.total - counts.finished })
    .map((part) => `, ${part}`)
    .join('');
  return `${state.benchmarkName} ${state.status}: ${formatCount(counts.correct)} of ${formatCount(counts.total)} correct (${share})${errorsText(counts)}${missing}`;
}

function errorsText(counts: RunCounts): string {
  return counts.error > 0 ? `, ${counted(counts.error, 'error')}` : '';
}
