// A benchmark as the engine uses it, after its YAML has been checked. The zod schema that checks it lives in core.

/** The test types of this version: the evaluators' names, as written in people's files. */
export const evaluatorNames = [
  'execute_python_code_with_num_output',
  'execute_python_code_with_string_output',
  'python_print_execution_with_num_output',
  'raw_string_evaluator',
  'json_validator_eval',
] as const;

export type EvaluatorName = (typeof evaluatorNames)[number];

export type Expectation = string | number | boolean | { [key: string]: unknown } | unknown[];

export interface BenchmarkPrompt {
  dynamic_variables?: { [name: string]: string | number | boolean } | null;
  expectation: Expectation;
}

/** One benchmark YAML. */
export interface ExecEvalBenchmarkFile {
  benchmark_name: string;
  purpose: string;
  base_prompt: string;
  evaluator: EvaluatorName;
  models: string[];
  prompts: BenchmarkPrompt[];
}

/** Something wrong or doubtful in a benchmark file. Lines and columns are 1-based. */
export interface BenchmarkProblem {
  severity: 'error' | 'warning';
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** `prompts[3].expectation`; empty for the file as a whole. List positions in paths are 0-based, as in code. */
  path: string;
  /** What is wrong, what was expected, and what to do. */
  message: string;
}
