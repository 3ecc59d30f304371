// Tells the YAML files that are meant as benchmarks from all others, cheaply enough for every keystroke.

/** True when the outer level has `benchmark_name`, or `base_prompt` and `prompts`. */
export function looksLikeBenchmark(text: string): boolean {
  return hasOuterKey(text, 'benchmark_name') || (hasOuterKey(text, 'base_prompt') && hasOuterKey(text, 'prompts'));
}

function hasOuterKey(text: string, key: string): boolean {
  return new RegExp(`^\\uFEFF?(["']?)${key}\\1[ \\t]*:(?=\\s|$)`, 'm').test(text);
}
