// `ExecEvalBenchmarkReport`: the exchange format that other tools of this field read. Its snake_case is theirs.
// Always-there fields only gain company, never disappear. null is *not measured* or *unknown*.

import type { Expectation } from '../run/benchmark';

interface ExecEvalPromptResponse {
  response: string;
  /** Decode rate where it could be measured, else output tokens / total; see `tokens_per_second_basis`. */
  tokens_per_second: number | null;
  tokens_per_second_basis?: 'decode' | 'end_to_end';
  provider: string;
  total_duration_ms: number | null;
  load_duration_ms: number | null;
  inputAndOutputCost: number | null;
  errored: boolean;
  error_message?: string;
}

export interface ExecEvalResult {
  prompt_response: ExecEvalPromptResponse;
  execution_result: string;
  expected_result: string;
  input_prompt: string;
  model: string;
  correct: boolean;
  /** 1-based. */
  index: number;
}

export interface ExecEvalModelReport {
  model: string;
  results: ExecEvalResult[];
  correct_count: number;
  incorrect_count: number;
  error_count?: number;
  /** 0-1: correct / (correct + incorrect); null when nothing was judged. */
  accuracy: number | null;
  average_tokens_per_second: number | null;
  average_total_duration_ms: number | null;
  average_load_duration_ms: number | null;
  /** USD; null when the cost of any test is unknown. */
  total_cost: number | null;
}

export interface ExecEvalBenchmarkReport {
  benchmark_name: string;
  purpose: string;
  base_prompt: string;
  prompt_iterations: { dynamic_variables: { [name: string]: unknown } | null; expectation: Expectation }[];
  models: ExecEvalModelReport[];
  overall_correct_count: number;
  overall_incorrect_count: number;
  overall_error_count?: number;
  overall_accuracy: number | null;
  average_tokens_per_second: number | null;
  average_total_duration_ms: number | null;
  average_load_duration_ms: number | null;
}
