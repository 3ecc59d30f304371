// In which order prompts are listed. Pure.

export const promptOrders = ['worst', 'number', 'answers'] as const;

export type PromptOrder = (typeof promptOrders)[number];

export const promptOrderWords: { readonly [order in PromptOrder]: string } = {
  worst: 'Worst first',
  number: 'Number',
  answers: 'Most different answers',
};

/** How the shown models did on a prompt. */
interface PromptStanding {
  /** From 1, in the file. */
  number: number;
  correct: number;
  /** Incorrect or in error. */
  failed: number;
  /** Answers that differ from one another. */
  answers: number;
}

/** Prompts that are alike in what is sorted by stay in the order of their numbers; those without any verdict come last in *worst*. */
export function sortPrompts<Prompt extends PromptStanding>(prompts: readonly Prompt[], order: PromptOrder): Prompt[] {
  return [...prompts].sort((a, b) => before(a, b, order) || a.number - b.number);
}

function before(a: PromptStanding, b: PromptStanding, order: PromptOrder): number {
  switch (order) {
    case 'number':
      return 0;
    case 'answers':
      return b.answers - a.answers;
    case 'worst':
      return shareCorrect(a) - shareCorrect(b) || b.failed - a.failed;
  }
}

function shareCorrect({ correct, failed }: PromptStanding): number {
  return correct + failed === 0 ? 2 : correct / (correct + failed);
}
