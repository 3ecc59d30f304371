// What a user is asked before an agent's run: how much is sent, and what it is likely to cost.

import type { RunEstimate } from '../estimate/estimateRun';
import { callsText, costRangeText, durationText } from '../estimate/estimateWords';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { planText } from '../../shared/text/planText';

/** `Capitals: 2 models x 10 prompts = 20 tests. Sends 20 calls; cost: $0.01 to $0.20, likely $0.02; time: about 2 min.` */
export function runQuestion(estimate: RunEstimate): string {
  const plan = `${oneLine(estimate.benchmarkName)}: ${planText(estimate.models, estimate.prompts)}.`;
  return `${plan} Sends ${callsText(estimate)}; cost: ${costRangeText(estimate)}; time: ${durationText(estimate)}.`;
}
