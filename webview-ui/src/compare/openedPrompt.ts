// Which tests answer one prompt of a comparison, and where to go from it. Pure.

import type {
  ComparedTest,
  ShownComparison,
  ShownDifference,
  ShownModelDifference,
} from '../../../src/shared/protocols/compareProtocol';
import {
  changeWords,
  comparedModelName,
  fateAt,
  fateSigns,
  modelName,
  promptName,
  sameFate,
  sideFacts,
  sideName,
} from './differenceWords';
import type { OpenPrompt } from './isb-compared-answers';

/** A prompt that is looked at: of a difference and one of its models, by their places from 0. */
export interface PromptPlace {
  difference: number;
  model: number;
  position: number;
  /** The trial that is shown, from 0. */
  trial: number;
}

/** The tests of a prompt: that of the base first, then of each other side that has the prompt and the model. */
export function testsAt(comparison: ShownComparison, place: PromptPlace): ComparedTest[] {
  return columnsAt(comparison, place).map(({ test }) => test);
}

/** What is said around the answers. */
export function openedPrompt(comparison: ShownComparison, place: PromptPlace): OpenPrompt {
  const { difference, model } = chosen(comparison, place);
  const alike = sameFate(model, place.position);
  const fate = fateSigns[fateAt(model, place.position)];
  const [base, other] = [comparison.sides[0]!, comparison.sides[place.difference + 1]!];
  return {
    title: `${fate.glyph} ${promptName(difference.prompts[place.position]!)}, ${comparedModelName(base, other, model)}`,
    change: changeWords(model, place.position),
    sides: columnsAt(comparison, place).map(({ side, test }) => ({
      name: sideName(side, comparison.sides.length),
      facts: `${modelName(comparison.sides[side]!, test.model)} · ${sideFacts(comparison.sides[side]!).split(' · ')[0]!}`,
    })),
    place: { number: alike.indexOf(place.position) + 1, count: alike.length, word: fate.word },
    trial: { number: place.trial, count: trialCount(difference, place.position) },
  };
}

/** The next (1) or previous (-1) prompt of the same fate; null at the ends. */
export function movedPrompt(comparison: ShownComparison, place: PromptPlace, step: number): PromptPlace | null {
  const { model } = chosen(comparison, place);
  const alike = sameFate(model, place.position);
  const position = alike[alike.indexOf(place.position) + step];
  return position === undefined ? null : { ...place, position, trial: 0 };
}

export function movedTrial(comparison: ShownComparison, place: PromptPlace, step: number): PromptPlace | null {
  const trial = place.trial + step;
  return trial >= 0 && trial < trialCount(chosen(comparison, place).difference, place.position)
    ? { ...place, trial }
    : null;
}

function chosen(
  { differences }: ShownComparison,
  place: PromptPlace,
): { difference: ShownDifference; model: ShownModelDifference } {
  const difference = differences[place.difference]!;
  return { difference, model: difference.models[place.model]! };
}

function trialCount({ prompts }: ShownDifference, position: number): number {
  const { base, other } = prompts[position]!;
  return Math.max(base.length, other.length);
}

function columnsAt(
  { sides, differences }: ShownComparison,
  place: PromptPlace,
): { side: number; test: ComparedTest }[] {
  const { model } = chosen({ sides, differences }, place);
  const base = differences[place.difference]!.prompts[place.position]!.base;
  const trialOf = (indexes: readonly number[]): number => indexes[Math.min(place.trial, indexes.length - 1)]!;
  const others = differences.flatMap(({ prompts, models }, at) => {
    const prompt = prompts.find((one) => one.base[0] === base[0]);
    const found = at === place.difference ? model : models.find((one) => one.base === model.base);
    return prompt && found
      ? [{ side: at + 1, test: { run: sides[at + 1]!.run, model: found.other, index: trialOf(prompt.other) } }]
      : [];
  });
  return [{ side: 0, test: { run: sides[0]!.run, model: model.base, index: trialOf(base) } }, ...others];
}
