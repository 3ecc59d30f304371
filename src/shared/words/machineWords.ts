// What is said of a run that was measured on several machines.

import { areOnSeveralMachines } from '../run/machines';
import { isFinished } from '../figures/runStats';
import type { RunState } from '../run/runState';
import { oneLine } from '../text/hiddenCharacters';

/** Models that are named one by one. */
const mostNamed = 3;

/** What a machine is called beside figures, where its description would be too long; `number` counts from 1. */
export function machineName(number: number): string {
  return `machine ${number}`;
}

/**
 * Why models have no times as a whole; null where all have them. `where` is what has them for each machine, as the beginning of a sentence:
 * `*Figures and plots* has`.
 */
export function noWholeTimesText(
  { models }: Pick<RunState, 'models'>,
  where: string,
  nameOf: (model: string) => string = oneLine,
): string | null {
  const asked = models.filter(({ tests }) => tests.some(isFinished));
  const split = asked.filter(({ tests }) => areOnSeveralMachines(tests)).map(({ model }) => model);
  if (split.length === 0) return null;
  const rest = split.length - mostNamed;
  const named = `${split.slice(0, mostNamed).map(nameOf).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const whose = split.length === asked.length ? 'each model' : named;
  return `No times as a whole: the tests of ${whose} ran on several machines. ${where} the times of each machine.`;
}
