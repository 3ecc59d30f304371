// `python_tests`: the code of the answer passes tests, as HumanEval and MBPP have them.

import * as z from 'zod';
import { describeFailure } from '../python/describeFailure';
import { runPythonTests, type PythonTests, type TestedAnswer, type TestedAssertion } from '../python/pythonTests';
import { SandboxError, type PythonRunner } from '../python/pythonRunner';
import { messageOf } from '../../shared/text/messageOf';
import { defineCheck, type CheckJudgement } from './check';
import { testedProgram } from './testedProgram';
import { anyText } from './textParts';

const testsWords = 'code with asserts, or a list of such texts';
/** Failures that are told one by one. */
const mostTold = 10;

const code = z.union([z.string(), z.array(z.string()).min(1, { error: testsWords })], { error: testsWords });

export const pythonTests = defineCheck({
  word: 'python_tests',
  judges: "The answer's code passes tests in Python, as HumanEval and MBPP have them.",
  shape: {
    python_tests: code.describe(
      'Asserts, one text or a list, or code that defines `check(candidate)`. A JSON list, as a data file has it, is a list too.',
    ),
    entry_point: anyText.optional().describe('The name of the function that `check` is given.'),
    prompt: anyText
      .optional()
      .describe('The code that the answer goes on with, where it may be the body of a function alone.'),
    setup: anyText.optional().describe('Code that runs between the answer and the tests.'),
    solution: anyText.optional().describe('Code that is right. Simulated models answer with it.'),
  },
  example: 'python_tests: ["assert add(2, 3) == 5"]',
  keepsWriting: 'text',
  looksAtText: false,
  needs: ({ python_tests: tests, setup = '' }) => ({
    runsPython: true,
    ownPython: [...testsOf(tests), setup].map((one) => ({ code: one })),
  }),
  expectedText: (wanted) =>
    `passes ${testsOf(wanted.python_tests)
      .map((text) => text.trim())
      .join('\n')}`,
  async judge(wanted, { answer }, { python, signal }) {
    const list = testsOf(wanted.python_tests);
    const tests: PythonTests = {
      answer: testedProgram(answer.said, list, wanted.entry_point ?? ''),
      prompt: wanted.prompt ?? '',
      entry: wanted.entry_point ?? '',
      setup: wanted.setup ?? '',
      tests: list,
    };
    return judgeCode(tests, python, signal);
  },
  *simulatedAnswers(wanted, { isCorrect }) {
    yield isCorrect ? `\`\`\`python\n${wanted.solution ?? 'pass'}\n\`\`\`` : 'I do not know.';
  },
});

async function judgeCode(
  tests: PythonTests,
  python: PythonRunner | null,
  signal: AbortSignal,
): Promise<CheckJudgement> {
  try {
    if (!python) throw new SandboxError('No Python runner was started.');
    return judgementOf(tests.answer, await runPythonTests(python, tests, signal));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SandboxError)) throw error;
    return {
      verdict: 'error',
      got: '',
      error: { kind: 'sandbox', message: `The answer could not be run: ${messageOf(error)}` },
    };
  }
}

function judgementOf(answer: string, tested: TestedAnswer): CheckJudgement {
  const { result, printed, assertions, badTests, isComplete, stopped, ended } = tested;
  const { outcome, durationMs } = result;
  const failed = assertions.filter(({ failure }) => failure);
  const held = assertions.filter(({ passes, failure }) => passes > 0 && !failure).length;
  const got = gotText(tested, held, failed);
  const python = { code: answer, stdout: printed, outcome: got.split('\n')[0]!, durationMs };
  if (badTests !== undefined)
    return { verdict: 'error', got: '', error: { kind: 'evaluator', message: `The tests can't be run: ${badTests}` } };
  if (isComplete && stopped === undefined && failed.length === 0) {
    if (held > 0) return { verdict: 'correct', got, python };
    return {
      verdict: 'error',
      got: '',
      error: { kind: 'evaluator', message: 'The tests held no assert that was run.' },
    };
  }
  // To end the whole interpreter is no want of anything.
  const isWant = outcome.kind === 'lacks' && !outcome.message.includes('(proc_exit)');
  if (isWant && failed.every(({ failure }) => failure?.kind === 'raised'))
    return { verdict: 'error', got, python, error: { kind: 'sandbox', message: outcome.explanation } };
  const reason =
    ended !== undefined
      ? `The answer ended its program before a test was run: ${ended}.`
      : failed[0]
        ? `${failureText(failed[0])}${failed.length > 1 ? ` ${failed.length - 1} more did not hold.` : ''}`
        : stopped !== undefined
          ? `The tests were stopped by ${stopped}.`
          : (describeFailure(outcome)?.reason ?? 'The program ended before its tests were done.');
  return { verdict: 'incorrect', score: assertions.length > 0 ? held / assertions.length : 0, got, reason, python };
}

function gotText(
  { assertions, isComplete, stopped, ended, result }: TestedAnswer,
  held: number,
  failed: TestedAssertion[],
): string {
  if (ended !== undefined) return `ended by ${ended}`;
  if (!isComplete) return describeFailure(result.outcome)?.got ?? 'ended before its tests were done';
  return [
    `${held} of ${assertions.length} assertions held`,
    ...failed.slice(0, mostTold).map(failureText),
    ...(stopped === undefined ? [] : [`The tests were stopped by ${stopped}.`]),
  ].join('\n');
}

function failureText({ text, failure }: TestedAssertion): string {
  if (!failure) return '';
  switch (failure.kind) {
    case 'false':
      if (failure.right === undefined) return `\`${text}\` does not hold: it is ${failure.left}.`;
      return / == /.test(text)
        ? `\`${text}\` does not hold: got ${failure.left}, expected ${failure.right}.`
        : `\`${text}\` does not hold: the sides are ${failure.left} and ${failure.right}.`;
    case 'raised':
      return `\`${text}\` ended with ${failure.message.replace(/[.!]$/, '')}.`;
    case 'untrue':
      return `\`${text}\` does not hold. ${failure.message}`;
  }
}

/** A placeholder of a data file gives a list as JSON. */
function testsOf(written: string | readonly string[]): readonly string[] {
  if (typeof written !== 'string') return written;
  if (!written.trimStart().startsWith('["')) return [written];
  try {
    const list = z.array(z.string()).safeParse(JSON.parse(written));
    return list.success ? list.data : [written];
  } catch {
    // A list of Python, which is code.
    return [written];
  }
}
