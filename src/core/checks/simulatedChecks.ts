// What a simulated model says to a list of checks: an answer that all of them hold for, or one that at least one does not.

import type { CheckSimulation } from './check';
import type { CheckEntry } from './judgeCheck';
import { simulatedJsonAt } from './simulatedJsonAt';

/** Candidates, the most natural first. */
export function* simulatedChecks(entries: readonly CheckEntry[], simulation: CheckSimulation): Generator<string> {
  const said = (entry: CheckEntry, isCorrect: boolean): string[] => [
    ...entry.check.simulatedAnswers(entry.written, { ...simulation, isCorrect: isCorrect !== entry.isNegated }),
  ];
  if (simulation.isCorrect) yield* rightAnswers(entries, said);
  else for (const entry of entries) yield* entry.at === undefined ? said(entry, false) : [json([entry], said, false)];
}

type Said = (entry: CheckEntry, isCorrect: boolean) => string[];

function* rightAnswers(entries: readonly CheckEntry[], said: Said): Generator<string> {
  const ofJson = entries.filter(({ at }) => at !== undefined);
  const ofText = entries.filter(({ at }) => at === undefined);
  if (ofJson.length > 0) yield json(ofJson, said, true);
  const all = ofText.map((entry) => said(entry, true));
  for (const answers of all) yield* answers;
  // One after the other, which is right for checks that only ask that something is there.
  yield all.flatMap((answers) => answers.slice(0, 1)).join('\n');
}

function json(entries: readonly CheckEntry[], said: Said, isCorrect: boolean): string {
  return simulatedJsonAt(entries.map((entry) => ({ path: entry.at!, text: said(entry, isCorrect).at(-1) ?? 'none' })));
}
