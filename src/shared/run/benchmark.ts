// A benchmark as the engine uses it, after its YAML has been checked. The zod schema that checks it lives in core.

import type { Requirements } from './requirements';
import type { BasePrompt } from './basePrompt';
import type { RunMode } from './runMode';
import type { ModelParameters } from './parameters';

/** The test types of this version that people write in their files. */
export const writtenTestTypes = [
  'execute_python_code_with_num_output',
  'execute_python_code_with_string_output',
  'python_print_execution_with_num_output',
  'raw_string_evaluator',
  'json_validator_eval',
  'point',
  'box',
  'count',
  'ocr',
  'choice',
  'classify',
] as const;

export type WrittenTestType = (typeof writtenTestTypes)[number];

/** `checks` is what `expect` becomes: a list of checks. */
export const testTypeNames = [...writtenTestTypes, 'checks'] as const;

export type TestTypeName = (typeof testTypeNames)[number];

/** A scalar, or a map or list of JSON: what it means is for its test type to say. */
export type Expectation = string | number | boolean | object;

/** A question and the answer that it should have got. */
interface BenchmarkExample {
  user: string;
  assistant: string;
}

/** A turn of a given conversation. */
interface BenchmarkMessage {
  role: 'user' | 'assistant';
  content: string;
  /** What is shown with it, of a user only: paths as those of the prompt, with placeholders. */
  image?: string | string[];
}

export interface BenchmarkPrompt {
  dynamic_variables?: { [name: string]: string | number | boolean } | null;
  /** Present unless `expect` is. */
  expectation?: Expectation;
  /** Checks, each a map with one check word. */
  expect?: unknown[];
  /** The share of the checks' weights that is enough, 0-1; all must hold when missing. */
  pass_at?: number;
  /** In place of the file's. */
  system?: string;
  /** What was said before the prompt; with placeholders. */
  messages?: BenchmarkMessage[];
  /** Paths relative to the benchmark file, with forward slashes. */
  image?: string | string[];
  /** One, or several with commas or in a list. */
  tags?: string | string[];
  /** True, or why it is not asked. */
  skip?: boolean | string;
  only?: boolean;
  /** This prompt's own test type, in place of the file's. */
  test_type?: TestTypeName;
}

/** What went into a placeholder of the base prompt. */
export interface PromptValue {
  name: string;
  value: string;
}

/** A model with a label or parameters of its own. */
interface BenchmarkModel {
  model: string;
  label?: string;
  parameters?: ModelParameters;
}

/** `shared`: every picture is resized once to what all models of the run take unchanged. `native`: sent as it is. */
export const imageSizes = ['shared', 'native'] as const;

export type ImageSize = (typeof imageSizes)[number];

/** One benchmark YAML. */
export interface ExecEvalBenchmarkFile {
  benchmark_name: string;
  purpose: string;
  /** What models are told before the prompt; with placeholders as in `base_prompt`. */
  system?: string;
  /** Sent as they are, before every prompt and its messages. */
  examples?: BenchmarkExample[];
  /** Each row is asked with its own variant, where there are any. */
  base_prompt: BasePrompt;
  /** The file's test type; absent when every prompt has its own. `test_type` means the same. */
  evaluator?: WrittenTestType;
  test_type?: WrittenTestType;
  image_size?: ImageSize;
  /** A coordinate profile's id for all models, or by model string. */
  coordinates?: string | { [model: string]: string };
  mode?: RunMode;
  /** USD. */
  budget_usd?: number;
  /** USD by model string: a million tokens, or an hour of hardware of one's own. */
  prices?: {
    [model: string]: {
      input_per_million?: number;
      output_per_million?: number;
      cached_input_per_million?: number;
      per_hour?: number;
    };
  };
  /** Of every row, and in place of that by model string. */
  require?: Requirements & { models?: { [model: string]: Requirements } };
  /** How often every prompt is asked; once when missing. */
  repeat?: number;
  parameters?: ModelParameters;
  models: (string | BenchmarkModel)[];
  prompts: BenchmarkPrompt[];
}

/** Something wrong or doubtful in a benchmark file. Lines and columns are 1-based. */
export interface ProblemFix {
  /** What it does, for people: ``Rename to `system` ``. */
  title: string;
  /** None lies over another. */
  edits: (TextPlace & { text: string })[];
}

/** Lines and columns from 1; columns count UTF-16 units, the end is exclusive. */
interface TextPlace {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface BenchmarkProblem extends TextPlace {
  severity: 'error' | 'warning';
  /** `prompts[3].expectation`; empty for the file as a whole. List positions in paths are 0-based, as in code. */
  path: string;
  /** What is wrong, what was expected, and what to do. */
  message: string;
  /** What is wrong stands in a file that the benchmark names, and there; the place above is where it is named. */
  inFile?: { file: string; line: number; column: number };
  /** A change of the file that puts it right, where that is clear. */
  fix?: ProblemFix;
  /** The id of a model API that is not known, so that it could be added. */
  unknownApi?: string;
}
