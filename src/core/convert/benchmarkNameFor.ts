// What the benchmark of a file of another tool is called.

/** `promptfooconfig.yaml` becomes `promptfooconfig.bench.yaml`. */
export function benchmarkNameFor(fileName: string): string {
  const stem = fileName.replace(/(\.prompt)?\.[^.]+$/i, '');
  return `${stem === '' ? 'benchmark' : stem}.bench.yaml`;
}
