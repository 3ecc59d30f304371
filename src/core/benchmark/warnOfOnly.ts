// `only` is there for a moment, while one prompt is worked on: whoever forgets it measures less than the benchmark asks.

import { counted } from '../../shared/text/counted';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';

export function warnOfOnly(prompts: unknown, problems: ProblemList): void {
  if (!Array.isArray(prompts)) return;
  const isChosen = (prompts as unknown[]).map((prompt) => isMap(prompt) && prompt['only'] === true);
  const first = isChosen.indexOf(true);
  const leftOut = isChosen.filter((one) => !one).length;
  if (first < 0 || leftOut === 0) return;
  const path = ['prompts', first, 'only'];
  problems.warning(
    path,
    `Runs ask only ${counted(isChosen.length - leftOut, 'prompt')} with \`only: true\`, and leave out ${leftOut}. Take \`only\` away to ask them all.`,
    problems.keySpanOf(path),
  );
}
