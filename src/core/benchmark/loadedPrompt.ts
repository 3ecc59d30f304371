// A prompt of a benchmark as it is asked.

import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import type { PromptRow, PromptVariant } from '../../shared/run/events';
import type { MessageBefore } from './messagesBefore';

/** One test for every model: a prompt of the file, or one of the variants it becomes. */
export interface LoadedPrompt {
  dynamic_variables?: { [name: string]: string | number | boolean };
  expectation: Expectation;
  /** The prompt's own test type, or the file's. */
  testType: TestTypeName;
  /** What is said before the question, filled; absent where it is nothing. */
  before?: readonly MessageBefore[];
  /** Of the question itself, as written; empty for one without pictures. */
  images: string[];
  /** Absent for a prompt without tags. */
  tags?: string[];
  /** Why it is not asked; absent when it is. */
  skip?: string;
  /** Only such prompts are asked, where there are any. */
  only?: true;
  /** Where it is written in the file's `prompts`, 0-based; absent where that is its own place among the prompts. */
  item?: number;
  /** The row of a data file that it is. */
  row?: PromptRow;
  /** Present when the prompt became several tests. */
  variant?: PromptVariant;
  /** The sha256 of each file that judging reads; absent where it reads none. */
  judgedBy?: readonly string[];
}
