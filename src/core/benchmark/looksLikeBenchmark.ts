// Tells the YAML files that are meant as benchmarks from all others, cheaply enough for every keystroke.

import { writtenTestTypes } from '../../shared/run/benchmark';

const testTypeLine = new RegExp(
  `^\\uFEFF?(["']?)test_type\\1[ \\t]*:[ \\t]*(["']?)(?:${writtenTestTypes.join('|')})\\2[ \\t]*(?:#.*)?\\r?$`,
  'm',
);

/** True when the outer level has `benchmark_name`, or `prompts` with `base_prompt` or `test_type`, or a `test_type` that there is. */
export function looksLikeBenchmark(text: string): boolean {
  if (hasOuterKey(text, 'benchmark_name') || testTypeLine.test(text)) return true;
  return hasOuterKey(text, 'prompts') && (hasOuterKey(text, 'base_prompt') || hasOuterKey(text, 'test_type'));
}

/** True for the JSON of a report (`ExecEvalBenchmarkReport`), whatever its file is called. */
export function looksLikeReport(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && /"prompt_iterations"\s*:/.test(text) && /"models"\s*:\s*\[\s*\{/.test(text);
}

/** As `looksLikeReport`, of the start of a text: a report may have no prompts, and its answers may be further down. */
export function startsLikeReport(head: string): boolean {
  if (!/^\uFEFF?\s*\{/.test(head)) return false;
  return (
    /"prompt_iterations"\s*:\s*\[/.test(head) ||
    (/"benchmark_name"\s*:/.test(head) && /"models"\s*:\s*\[\s*\{/.test(head))
  );
}

function hasOuterKey(text: string, key: string): boolean {
  return new RegExp(`^\\uFEFF?(["']?)${key}\\1[ \\t]*:(?=\\s|$)`, 'm').test(text);
}
