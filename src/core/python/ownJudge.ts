// A user's own evaluator: a file with a function `judge(answer, expectation, variables)`, run in a sandbox.

/** What it is called with: data only, whatever the answer holds. */
export interface JudgeCall {
  /** Its file, for messages. */
  file: string;
  source: string;
  answer: string;
  expectation: unknown;
  variables: { readonly [name: string]: unknown };
}

/** What it gave, as JSON has it, or why it gave nothing; the fault is its own, never the answer's. */
export type JudgeOutcome = { value: unknown } | { fault: string };

/** Says where in the evaluator something went wrong. `line` is 0 where that is not known. */
export function judgeFault(file: string, line: number, what: string): JudgeOutcome {
  return { fault: `${file}${line > 0 ? `, line ${line}` : ''}: ${what}` };
}
