// `python` and `javascript`: the user's own evaluator, which is a file beside the benchmark or code in it, run in a sandbox.

import * as z from 'zod';
import { callJavaScriptJudge } from '../javascript/callJavaScriptJudge';
import { syntaxFault } from '../javascript/syntaxFault';
import { callPythonJudge } from '../python/callPythonJudge';
import type { JudgeCall, JudgeOutcome } from '../python/ownJudge';
import { SandboxError } from '../python/pythonRunner';
import { messageOf } from '../../shared/text/messageOf';
import { defineCheck, type CheckJudgement, type JudgingContext, type Needs } from './check';
import { ownVerdict, usualThreshold } from './ownVerdict';
import { saidOf, type Seen } from './seen';
import { anyValue, faultAt } from './yamlParts';

const options = {
  expectation: anyValue.optional().describe('What the evaluator is given as its second argument, of any form.'),
  threshold: z
    .number({ error: 'a number from 0 to 1' })
    .min(0, { error: 'a number from 0 to 1' })
    .max(1, { error: 'a number from 0 to 1' })
    .optional()
    .describe(
      `The score from which an answer is correct where the evaluator gives a score alone; ${usualThreshold} when missing.`,
    ),
};

const pythonWords = 'a file such as `judge.py`, or code with `def judge(answer, expectation, variables):`';
const javascriptWords = 'a file such as `judge.js`, or code with a function `judge(answer, expectation, variables)`';

/** Code has a line end or a function in it; anything else is a path. */
const isPythonCode = (text: string): boolean => /\n|\bdef\s+judge\b|\bjudge\s*=/.test(text.trim());
const isJavaScriptCode = (text: string): boolean => /\n|=>|\bfunction\b|\bexport\s/.test(text.trim());

export const python = defineCheck({
  word: 'python',
  judges: 'Your own evaluator in Python says so, run in the sandbox.',
  shape: {
    python: z
      .string({ error: pythonWords })
      .refine((text) => isPythonCode(text) || /\.py$/i.test(text.trim()), { error: `must be ${pythonWords}` })
      .describe('A file beside the benchmark, or the code itself: a function `judge(answer, expectation, variables)`.'),
    ...options,
  },
  example: 'python: judge.py',
  keepsWriting: 'nothing',
  looksAtText: true,
  needs({ python: written }) {
    const own = isPythonCode(written) ? { code: written } : { file: written.trim() };
    return {
      runsPython: true,
      ...filesOf(written, isPythonCode),
      ownPython: [{ ...own, function: 'judge' }],
    };
  },
  expectedText: (wanted) => expectedText(wanted.python, isPythonCode, wanted.expectation),
  judge: (wanted, seen, context) =>
    judged(wanted, sourceOf(wanted.python, isPythonCode, 'judge.py', context), seen, context, (call) => {
      if (!context.python) throw new SandboxError('No Python runner was started.');
      return callPythonJudge(context.python, call, context.signal);
    }),
  simulatedAnswers: (wanted) => [simulated(wanted.expectation)],
});

export const javascript = defineCheck({
  word: 'javascript',
  judges: 'Your own evaluator in JavaScript says so, run in the sandbox.',
  shape: {
    javascript: z
      .string({ error: javascriptWords })
      .refine((text) => isJavaScriptCode(text) || /\.m?js$/i.test(text.trim()), { error: `must be ${javascriptWords}` })
      .describe(
        'A file beside the benchmark, or the code itself: a function `judge(answer, expectation, variables)`, exported or the last there is.',
      ),
    ...options,
  },
  finish({ javascript: written }, isRecorded) {
    // What a file holds is looked at where all files of a benchmark are; of a run that was made judging says it of each test.
    const fault = !isRecorded && isJavaScriptCode(written) ? scriptFault(Buffer.from(written)) : undefined;
    return fault === undefined ? { value: {} } : faultAt(['javascript'], fault.replace(/\.$/, ''));
  },
  example: 'javascript: judge.js',
  keepsWriting: 'nothing',
  looksAtText: true,
  needs: (wanted) => {
    const { files = [] } = filesOf(wanted.javascript, isJavaScriptCode);
    return { files, scripts: files };
  },
  expectedText: (wanted) => expectedText(wanted.javascript, isJavaScriptCode, wanted.expectation),
  judge: (wanted, seen, context) =>
    judged(wanted, sourceOf(wanted.javascript, isJavaScriptCode, 'judge.js', context), seen, context, (call) => {
      if (!context.javascript) throw new SandboxError('No JavaScript sandbox was started.');
      return callJavaScriptJudge(context.javascript, call, context.signal);
    }),
  simulatedAnswers: (wanted) => [simulated(wanted.expectation)],
});

/** What is wrong with an evaluator in JavaScript before it is run; completes `judge.js ...`. */
export function scriptFault(bytes: Uint8Array): string | undefined {
  const fault = syntaxFault(codeIn(bytes));
  return fault && `can't be read as JavaScript: line ${fault.line}: ${fault.message}.`;
}

/** What a file of code says; a byte order mark is no part of it. */
export function codeIn(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

type IsCode = (text: string) => boolean;

function filesOf(written: string, isCode: IsCode): Needs {
  return isCode(written) ? {} : { files: [written.trim()] };
}

function expectedText(written: string, isCode: IsCode, expectation: unknown): string {
  const judge = isCode(written) ? 'the evaluator in the benchmark says so' : `${written.trim()} says so`;
  if (expectation === undefined) return judge;
  return `${judge}, expected ${typeof expectation === 'string' ? expectation : JSON.stringify(expectation)}`;
}

/** `name` is what code in the benchmark is called in messages. */
function sourceOf(
  written: string,
  isCode: IsCode,
  name: string,
  { files }: JudgingContext,
): { file: string; source: string } | { problem: string } {
  if (isCode(written)) return { file: name, source: written };
  const file = written.trim();
  const read = files.read(file);
  return 'problem' in read ? { problem: `${file} ${read.problem}` } : { file, source: codeIn(read.bytes) };
}

async function judged(
  { expectation, threshold = usualThreshold }: { expectation?: unknown; threshold?: number | undefined },
  from: { file: string; source: string } | { problem: string },
  seen: Seen,
  { variables, signal }: JudgingContext,
  call: (call: JudgeCall) => Promise<JudgeOutcome>,
): Promise<CheckJudgement> {
  const answer = saidOf(seen);
  if ('problem' in from) return { verdict: 'error', got: answer, error: { kind: 'evaluator', message: from.problem } };
  try {
    return ownVerdict(
      await call({ ...from, answer, expectation: expectation ?? null, variables }),
      from.file,
      threshold,
      answer,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SandboxError)) throw error;
    return {
      verdict: 'error',
      got: answer,
      error: { kind: 'sandbox', message: `The evaluator could not be run: ${messageOf(error)}` },
    };
  }
}

function simulated(expectation: unknown): string {
  return typeof expectation === 'string' ? expectation : JSON.stringify(expectation ?? 'An answer.');
}
