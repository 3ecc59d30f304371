// A prompt as the list of prompts shows it.

import type { SquareLook } from '../../../src/shared/words/testText';
import type { AnswerGroup } from './answerGroups';

export interface PromptRow {
  /** From 1, in the file. */
  number: number;
  /** One line. */
  label: string;
  tags: readonly string[];
  /** One for each shown model, in their order. */
  looks: readonly SquareLook[];
  /** Shown models that have answered it correctly, and all that have a verdict. */
  correct: number;
  judged: number;
  /** Null while nobody knows. */
  expected: string | null;
  answers: readonly AnswerGroup[];
  /** Tests that ended in errors. */
  errors: number;
  /** Judged answers whose words have not come yet. */
  awaited: number;
}
