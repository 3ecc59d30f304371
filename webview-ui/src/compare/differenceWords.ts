// What became of a prompt from one run to another, in words and signs. Pure text.

import type {
  ShownDifference,
  ShownModelDifference,
  ShownPrompt,
  ShownSide,
} from '../../../src/shared/protocols/compareProtocol';
import { fateOf, positionsOf, type PromptFate } from '../../../src/shared/protocols/comparisonView';
import { whenParts } from '../../../src/shared/runs/runManifest';
import { counted } from '../../../src/shared/text/counted';
import { formatDateTime } from '../../../src/shared/text/format';

/** A fate never shows by color alone. */
export const fateSigns: { readonly [fate in PromptFate]: { glyph: string; word: string; definition: string } } = {
  worse: { glyph: '▼', word: 'worse', definition: 'Correct in the base, incorrect in the other run' },
  better: { glyph: '▲', word: 'better', definition: 'Incorrect in the base, correct in the other run' },
  sameRight: { glyph: '✓', word: 'both correct', definition: 'Correct in both runs' },
  sameWrong: { glyph: '✗', word: 'both incorrect', definition: 'Incorrect in both runs' },
  unjudged: {
    glyph: '–',
    word: 'not comparable',
    definition: 'Ended in an error or was not run on at least one side: says nothing of right and wrong',
  },
};

export const fates: readonly PromptFate[] = ['worse', 'better', 'sameRight', 'sameWrong', 'unjudged'];

/** The fates as one text, for tests: `-` worse, `+` better, `#` and `x` the same, `.` not comparable. */
export const pictureMarks: { readonly [fate in PromptFate]: string } = {
  worse: '-',
  better: '+',
  sameRight: '#',
  sameWrong: 'x',
  unjudged: '.',
};

const letterWords: { readonly [letter: string]: string } = {
  '#': 'correct',
  x: 'incorrect',
  '!': 'error',
  '.': 'not run',
};

/** `#3 add 5 and 5`, `#3/#4 add 5 and 5` where the two runs number it differently. */
export function promptName({ label, numbers }: Pick<ShownPrompt, 'label' | 'numbers'>): string {
  const names = [...new Set(numbers)].map((number) => `#${number}`);
  return [names.join('/'), label].filter((text) => text !== '').join(' ');
}

/** `correct → incorrect`, with trials `3 of 4 correct → 1 of 4`. */
export function changeWords(
  { verdicts, trials }: Pick<ShownModelDifference, 'verdicts' | 'trials'>,
  position: number,
): string {
  const [before, after] = [verdicts.base[position]!, verdicts.other[position]!];
  const [one, two] = [trials?.base[position], trials?.other[position]];
  if (one && two && one[1] > 0 && two[1] > 0) return `${one[0]} of ${one[1]} correct → ${two[0]} of ${two[1]}`;
  return before === after ? `${letterWords[before]} in both` : `${letterWords[before]} → ${letterWords[after]}`;
}

export function fateAt({ verdicts }: Pick<ShownModelDifference, 'verdicts'>, position: number): PromptFate {
  return fateOf(verdicts.base[position] ?? '.', verdicts.other[position] ?? '.');
}

/** The name of a square for a screen reader: `#3 add 5 and 5, worse: correct → incorrect`. */
export function fateLabel(
  difference: Pick<ShownDifference, 'prompts'>,
  model: ShownModelDifference,
  position: number,
): string {
  return `${promptName(difference.prompts[position]!)}, ${fateSigns[fateAt(model, position)].word}: ${changeWords(model, position)}`;
}

/** The lines of a square's hover; the first is its title. */
export function fateHover(
  difference: Pick<ShownDifference, 'prompts'>,
  model: ShownModelDifference,
  position: number,
): string[] {
  const sign = fateSigns[fateAt(model, position)];
  return [`${sign.glyph} ${sign.word}`, changeWords(model, position), promptName(difference.prompts[position]!)];
}

/** The prompts to walk through from one that was opened: those that have the same fate. */
export function sameFate(model: ShownModelDifference, position: number): number[] {
  return positionsOf(model, [fateAt(model, position)]);
}

/** What a side is called in heads and buttons: `base`, `other`, with several others `run 2`, `run 3`. */
export function sideName(position: number, count: number): string {
  if (position === 0) return 'base';
  return count === 2 ? 'other' : `run ${position + 1}`;
}

/** `simulated~hasty` as its run calls it for people. */
export function modelName({ models }: ShownSide, model: string): string {
  return models.find((one) => one.model === model)?.title ?? model;
}

/** `hasty`, of two models `hasty → steady`. */
export function comparedModelName(
  base: ShownSide,
  other: ShownSide,
  model: Pick<ShownModelDifference, 'base' | 'other'>,
): string {
  return model.base === model.other
    ? modelName(base, model.base)
    : `${modelName(base, model.base)} → ${modelName(other, model.other)}`;
}

/** `21 Nov 2026, 17:45:03 · throughput · 20 prompts · 5 models`. */
export function sideFacts(side: ShownSide): string {
  return [
    ...whenParts(side, formatDateTime),
    ...(side.status === 'finished' ? [] : [side.status]),
    ...(side.mode === null ? [] : [`${side.mode} mode`]),
    counted(side.promptCount, 'prompt'),
    counted(side.models.length, 'model'),
  ].join(' · ');
}

/** Why a comparison has nothing to show and what to do about it; null when it has. */
export function nothingInCommon({
  models,
  prompts,
  modelsOnlyInBase,
  modelsOnlyInOther,
}: ShownDifference): { what: string; todo: string } | null {
  if (prompts.length === 0) {
    return {
      what: 'These two runs have no prompt in common.',
      todo: 'Only prompts with the same text, pictures and expectation are compared. Choose two runs of one benchmark, or run the older benchmark again as it is now.',
    };
  }
  if (models.length === 0) {
    return {
      what: `These two runs have no model in common: ${modelsOnlyInBase.join(', ')} and ${modelsOnlyInOther.join(', ')}.`,
      todo: 'To hold one model against another choose one of each run under “Models”.',
    };
  }
  return null;
}
