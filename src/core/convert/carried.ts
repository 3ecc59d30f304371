// What the readers of foreign formats give: a benchmark in our own words, and what could not be carried over.

import type { ModelParameters } from '../../shared/run/parameters';

/** Where something stands in a file that was read; 1-based, columns count UTF-16 units, as editors do. */
export interface Place {
  /** The file as it was named. */
  file: string;
  line: number;
  column: number;
}

/** What is not in the benchmark, or is there in another way than people may think. */
export interface LeftOver extends Place {
  /** What it is, in the words of its file: `assert similar`. */
  what: string;
  /** Why, and what to do about it: a sentence. */
  why: string;
}

/** An entry of `expect`, as it is written. */
export interface CarriedCheck {
  [key: string]: unknown;
}

export interface CarriedMessage {
  role: 'user' | 'assistant';
  content: string;
}

/** One prompt. Its texts may have placeholders. */
export interface CarriedCase {
  variables: { [name: string]: string | number | boolean };
  expect: CarriedCheck[];
  passAt?: number;
  system?: string;
  messages?: CarriedMessage[];
  tags?: string[];
  /** Why it is not asked: what it is about could not be carried over. */
  skip?: string;
  /** Where it stands in the original, for what is said of it; absent where that is not known. */
  place?: Place;
}

export interface CarriedModel {
  model: string;
  label?: string;
  parameters: ModelParameters;
}

export interface CarriedBenchmark {
  name: string;
  purpose: string;
  /** By the names of its variants; the only one has the name of no variant. */
  basePrompts: { [name: string]: string };
  system?: string;
  parameters: ModelParameters;
  models: CarriedModel[];
  repeat?: number;
  examples?: { user: string; assistant: string }[];
  prompts: CarriedPrompts;
}

export type CarriedPrompts =
  | {
      cases: CarriedCase[];
      /** The source had them in a file of their own. */
      areData: boolean;
    }
  /** The source itself as the data file: an entry of `prompts`. */
  | { item: { [key: string]: unknown } };

/** For formats that name no model: nothing is sent to anybody until the user names one. */
export const standInModel: CarriedModel = { model: 'simulated~swift', parameters: {} };
