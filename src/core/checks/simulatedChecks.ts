// What a simulated model says to a list of checks: an answer that all of them hold for, or one that at least one does not.

import { isJson } from '../answerText/describeJsonError';
import { extractAnswer } from '../answerText/extractAnswer';
import type { CheckSimulation } from './check';
import type { CheckEntry } from './judgeCheck';
import { simulatedJsonAt } from './simulatedJsonAt';

/** Candidates, the most natural first. */
export function* simulatedChecks(entries: readonly CheckEntry[], simulation: CheckSimulation): Generator<string> {
  const said = (entry: CheckEntry, isCorrect: boolean): string[] => [
    ...entry.check.simulatedAnswers(entry.written, { ...simulation, isCorrect: isCorrect !== entry.isNegated }),
  ];
  if (simulation.isCorrect) yield* rightAnswers(entries, said);
  else
    for (const entry of entries)
      yield* entry.at === undefined
        ? said(entry, false)
        : Array.from({ length: mostTurns }, (_, turn) => turn).map((turn) => json([entry], said, false, turn));
}

/** Candidates of one check that are tried as values of JSON. */
const mostTurns = 4;

type Said = (entry: CheckEntry, isCorrect: boolean) => string[];

function* rightAnswers(entries: readonly CheckEntry[], said: Said): Generator<string> {
  const ofJson = entries.filter(({ at }) => at !== undefined);
  const ofText = entries.filter(({ at }) => at === undefined);
  if (ofJson.length > 0)
    for (let turn = 0; turn < mostTurns; turn++) yield json(ofJson, said, true, turn, baseOf(ofText, said));
  const all = ofText.map((entry) => said(entry, true));
  for (const answers of all) yield* answers;
  // One after the other, which is right for checks that only ask that something is there.
  yield all.flatMap((answers) => answers.slice(0, 1)).join('\n');
}

/** `turn`: which of the candidates of each check is taken. */
function json(entries: readonly CheckEntry[], said: Said, isCorrect: boolean, turn: number, base = '{}'): string {
  return simulatedJsonAt(
    entries.map((entry) => {
      const all = said(entry, isCorrect);
      return { path: entry.at!, text: all[Math.min(turn, all.length - 1)] ?? 'none' };
    }),
    base,
  );
}

/** JSON that the checks of the whole answer hold for, where one of them wants any. */
function baseOf(ofText: readonly CheckEntry[], said: Said): string {
  const all = ofText.flatMap((entry) => said(entry, true)).map((text) => extractAnswer(text, 'json'));
  return all.find((text) => text.startsWith('{') && isJson(text)) ?? '{}';
}
