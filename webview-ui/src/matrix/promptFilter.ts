// Which prompts of a matrix stand out: by how the shown models did on them, by what people say of that, and by words. Pure.

import { reviewKinds, type ReviewKind } from '../../../src/shared/run/reviews';
import type { PromptCounts } from './matrixCells';

export const verdictFilters = ['all', 'anyWrong', 'allWrong', 'differ', 'errors'] as const;

type VerdictFilter = (typeof verdictFilters)[number];

export type PromptFilter = VerdictFilter | ReviewKind;

/** The filters that are offered, `chosen` among them: those of what people say only once somebody has said something. */
export function offeredFilters(hasReviews: boolean, chosen: PromptFilter): PromptFilter[] {
  return [...verdictFilters, ...reviewKinds.filter((kind) => hasReviews || kind === chosen)];
}

export function isReviewKind(filter: PromptFilter): filter is ReviewKind {
  return reviewKinds.some((kind) => kind === filter);
}

export const promptFilterWords: { readonly [filter in PromptFilter]: { label: string; definition: string } } = {
  all: { label: 'all', definition: 'Every prompt.' },
  anyWrong: {
    label: 'any wrong',
    definition: 'Prompts that at least one of the shown models did not answer correctly.',
  },
  allWrong: { label: 'all wrong', definition: 'Prompts that none of the shown models answered correctly.' },
  differ: {
    label: 'differ',
    definition: 'Prompts that some of the shown models answered correctly and others did not: these tell models apart.',
  },
  errors: { label: 'errors', definition: 'Prompts with an error of at least one of the shown models.' },
  unreviewed: {
    label: 'unreviewed',
    definition: 'Prompts with a test of the shown models that has ended and that nobody has reviewed.',
  },
  disagreed: {
    label: 'disagreed',
    definition: 'Prompts with a test of the shown models of which somebody holds another verdict than the program.',
  },
  commented: { label: 'commented', definition: 'Prompts with a test of the shown models that somebody commented on.' },
};

/** Whether a prompt passes a filter of verdicts. One without any verdict yet passes only *all*. */
export function passesFilter(filter: VerdictFilter, { correct, incorrect, error }: PromptCounts): boolean {
  const failed = incorrect + error;
  switch (filter) {
    case 'all':
      return true;
    case 'anyWrong':
      return failed > 0;
    case 'allWrong':
      return failed > 0 && correct === 0;
    case 'differ':
      return failed > 0 && correct > 0;
    case 'errors':
      return error > 0;
  }
}

/** Whether a prompt is meant by what was typed: `#12` is its number, anything else is looked for in its words, whatever their case. */
export function isFound(typed: string, prompt: { number: number; words: string }): boolean {
  const wanted = typed.trim().toLowerCase();
  const number = /^#(\d+)$/.exec(wanted)?.[1];
  if (number !== undefined) return prompt.number === Number(number);
  return wanted === '' || String(prompt.number) === wanted || prompt.words.toLowerCase().includes(wanted);
}
