// A prompt whose verdict is another one now, in words; the same in the terminal and in reports. Pure.

import { formatCount } from '../text/format';
import type { PromptChange, PromptOutcome } from './compareRuns';

/** `#3 add 5 and 5`; with trials `#3 add 5 and 5 (3 of 4 correct -> 1 of 4)`; without a verdict `#3 add 5 and 5 (correct -> error)`. */
export function changeText(change: PromptChange): string {
  const { base, other } = change;
  if (base.judged === 0 || other.judged === 0) return `${promptText(change)} (${base.verdict} -> ${other.verdict})`;
  const hasTrials = base.indexes.length > 1 || other.indexes.length > 1;
  return `${promptText(change)}${hasTrials ? ` (${trialsText(base)} correct -> ${trialsText(other)})` : ''}`;
}

function trialsText({ correct, judged }: PromptOutcome): string {
  return `${formatCount(correct)} of ${formatCount(judged)}`;
}

/** The number on both sides where it differs: `#3/#5 add 5 and 5`. */
function promptText({ label, base, other }: PromptChange): string {
  const [one, two] = [base.number, other.number];
  return `#${one}${one === two ? '' : `/#${two}`} ${label}`;
}
