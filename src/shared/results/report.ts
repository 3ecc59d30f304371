// `ExecEvalBenchmarkReport`: the exchange format that other tools of this field read. Its snake_case is theirs.
// Always-there fields only gain company, never disappear. null is *not measured* or *unknown*; the type it is named after knows numbers only, and
// `ExecEvalBenchmarkReport<number>` is that.

import type { Expectation } from '../run/benchmark';

interface ExecEvalPromptResponse<Measured extends number | null = number | null> {
  response: string;
  /** Decode rate where it could be measured, else output tokens / total; see `tokens_per_second_basis`. */
  tokens_per_second: Measured;
  tokens_per_second_basis?: 'decode' | 'end_to_end';
  provider: string;
  total_duration_ms: Measured;
  load_duration_ms: Measured;
  inputAndOutputCost: Measured;
  errored: boolean;
  error_message?: string;
}

export interface ExecEvalResult<Measured extends number | null = number | null> {
  prompt_response: ExecEvalPromptResponse<Measured>;
  execution_result: string;
  expected_result: string;
  input_prompt: string;
  model: string;
  correct: boolean;
  /** 1-based. */
  index: number;
}

export interface ExecEvalModelReport<Measured extends number | null = number | null> {
  model: string;
  results: ExecEvalResult<Measured>[];
  correct_count: number;
  incorrect_count: number;
  error_count?: number;
  /** 0-1: correct / (correct + incorrect); null when nothing was judged. */
  accuracy: Measured;
  average_tokens_per_second: Measured;
  average_total_duration_ms: Measured;
  average_load_duration_ms: Measured;
  /** USD; null when the cost of any test is unknown. */
  total_cost: Measured;
}

export interface ExecEvalBenchmarkReport<Measured extends number | null = number | null> {
  benchmark_name: string;
  purpose: string;
  base_prompt: string;
  prompt_iterations: { dynamic_variables: { [name: string]: unknown } | null; expectation: Expectation }[];
  models: ExecEvalModelReport<Measured>[];
  overall_correct_count: number;
  overall_incorrect_count: number;
  overall_error_count?: number;
  overall_accuracy: Measured;
  average_tokens_per_second: Measured;
  average_total_duration_ms: Measured;
  average_load_duration_ms: Measured;
}
