// Runs the code of an answer and then tests of it, as HumanEval and MBPP have them: asserts, or a function `check(candidate)`.

import type { PythonResult, PythonRunner } from './pythonRunner';
import { readReport, reportingProgram, type ReportLine } from './pythonProgram';
import { testsHarness } from './testsHarness';

export interface PythonTests {
  /** Code: a whole program, or the rest of what `prompt` begins. */
  answer: string;
  /** Code that the answer goes on with; empty where there is none. */
  prompt: string;
  /** Name of the function that `check` is given; empty where there is none. */
  entry: string;
  /** Code that runs after the answer and before the tests. */
  setup: string;
  /** Each is code of its own, with asserts. */
  tests: readonly string[];
}

export interface TestedAssertion {
  /** As it is written, without `assert`. */
  text: string;
  /** How often it held. */
  passes: number;
  /** The first time that it did not. */
  failure?: AssertionFailure;
}

type AssertionFailure =
  /** The two sides of a comparison, or the one value that was not true. */
  | { kind: 'false'; left: string; right?: string }
  | { kind: 'raised'; message: string }
  /** The answer gave an object that equals whatever it likes. */
  | { kind: 'untrue'; message: string };

export interface TestedAnswer {
  result: PythonResult;
  /** What the answer printed. */
  printed: string;
  assertions: TestedAssertion[];
  /** All tests were run to their end; without it `result.outcome` says what happened. */
  isComplete: boolean;
  /** A line of the tests that is no assert ended with this. */
  stopped?: string;
  /** The answer ended its program before a test was run. */
  ended?: string;
  /** The tests are no Python. */
  badTests?: string;
}

/** Throws as the runner does. */
export async function runPythonTests(
  python: PythonRunner,
  tests: PythonTests,
  signal: AbortSignal,
): Promise<TestedAnswer> {
  const { code, word } = reportingProgram(testsHarness, tests);
  const result = await python.run(code, signal);
  const { report, printed } = readReport(result.stdout, word);
  const first = (kind: string): string | undefined => report.find((line) => line.kind === kind)?.texts[0];
  const [stopped, ended, badTests] = [first('stopped'), first('ended'), first('badTests')];
  return {
    result,
    printed,
    assertions: report.filter(({ kind }) => kind === 'assert').map(assertionOf),
    isComplete: report.some(({ kind }) => kind === 'done'),
    ...(stopped === undefined ? {} : { stopped }),
    ...(ended === undefined ? {} : { ended }),
    ...(badTests === undefined ? {} : { badTests }),
  };
}

function assertionOf({ texts: [text = '', passes = '0', kind, ...said] }: ReportLine): TestedAssertion {
  const failure = failureOf(kind, said);
  return { text, passes: Number(passes), ...(failure ? { failure } : {}) };
}

function failureOf(kind: string | undefined, [first = '', second]: string[]): AssertionFailure | undefined {
  switch (kind) {
    case undefined:
      return undefined;
    case 'false':
      return { kind, left: first, ...(second === undefined ? {} : { right: second }) };
    case 'untrue':
      return { kind, message: first };
    default:
      return { kind: 'raised', message: first };
  }
}
