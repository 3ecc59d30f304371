// Judges one entry of `expect`: finds what it looks at, turns it round under `not`, and keeps what came of it.

import type { RecordedCheck } from '../../shared/results/testResult';
import type { WrittenCheck } from '../../shared/run/checks';
import type { TestError } from '../../shared/run/verdict';
import { formatCount } from '../../shared/text/format';
import { messageOf } from '../../shared/text/messageOf';
import type { Check, CheckJudgement, JudgingContext } from './check';
import { tooDeepFault } from './plainJson';
import { jsonOf, seenValue, type Seen } from './seen';
import { valuesAt } from './valuesAt';
import { withinTime } from './withinTime';

/** An entry taken apart. */
export interface CheckEntry {
  check: Check;
  /** The map with the check's word, without what is around it. */
  written: WrittenCheck;
  isNegated: boolean;
  name?: string;
  weight?: number;
  at?: string;
}

export interface JudgedCheck extends Pick<
  CheckJudgement,
  'classes' | 'evidence' | 'python' | 'judgeCalls' | 'rubricKey'
> {
  record: RecordedCheck;
  /** Present exactly when its verdict is `error`. */
  error?: TestError;
}

/** Of what a check looked at: the whole answer is kept once, as the response. */
const mostGot = 1000;

export function expectedTextOf({ check, written, isNegated, at }: CheckEntry): string {
  return `${isNegated ? 'not: ' : ''}${check.expectedText(written)}${at === undefined ? '' : ` at ${at}`}`;
}

/** Throws the signal's reason when aborted; everything else that goes wrong is part of the judgement. */
export async function judgeCheck(entry: CheckEntry, context: JudgingContext): Promise<JudgedCheck> {
  const { check, isNegated, name, weight, at } = entry;
  const judgement = await judgementOf(entry, context);
  const { verdict, got, classes, evidence, python, judgeCalls, rubricKey } = judgement;
  const reason =
    judgement.verdict === 'error' ? judgement.error.message : verdict === 'incorrect' ? judgement.reason : undefined;
  return {
    record: {
      check: check.word,
      ...(name === undefined ? {} : { name }),
      ...(weight === undefined ? {} : { weight }),
      ...(isNegated ? { isNegated } : {}),
      ...(at === undefined ? {} : { at }),
      verdict,
      score: judgement.verdict === 'error' ? null : (judgement.score ?? (verdict === 'correct' ? 1 : 0)),
      expected: expectedTextOf(entry),
      got: shortened(got),
      ...(reason === undefined ? {} : { reason }),
    },
    ...(judgement.verdict === 'error' ? { error: judgement.error } : {}),
    ...(classes ? { classes } : {}),
    ...(evidence ? { evidence } : {}),
    ...(python ? { python } : {}),
    ...(judgeCalls ? { judgeCalls } : {}),
    ...(rubricKey === undefined ? {} : { rubricKey }),
  };
}

async function judgementOf(entry: CheckEntry, context: JudgingContext): Promise<CheckJudgement> {
  try {
    const seen = withinTime(() => seenBy(entry, context));
    if (seen === 'late') return tooLate();
    if ('fault' in seen) return { verdict: 'incorrect', got: context.answer.said.trim(), reason: seen.fault };
    if (seen.all.length === 0)
      return {
        verdict: entry.isNegated ? 'correct' : 'incorrect',
        got: '',
        reason: `There is nothing at ${entry.at}.`,
      };
    const judgements: CheckJudgement[] = [];
    for (const one of seen.all) judgements.push(await judgeSeen(entry, one, context));
    return together(judgements);
  } catch (error) {
    context.signal.throwIfAborted();
    return failed(`The check could not be judged: ${messageOf(error)}`);
  }
}

/** The answer as a whole, or what its JSON has at the path. */
function seenBy({ at }: CheckEntry, { answer }: JudgingContext): { all: Seen[] } | { fault: string } {
  if (at === undefined) return { all: [{ answer }] };
  const json = jsonOf({ answer });
  if ('fault' in json) return { fault: `The answer is not JSON: ${json.fault}.` };
  const fault = tooDeepFault(json.value);
  return fault === undefined ? { all: valuesAt(json.value, at).map(seenValue) } : { fault };
}

async function judgeSeen(
  { check, written, isNegated }: CheckEntry,
  seen: Seen,
  context: JudgingContext,
): Promise<CheckJudgement> {
  const judged = withinTime(() => check.judge(written, seen, context));
  if (judged === 'late') return tooLate();
  const judgement = await judged;
  if (!isNegated || judgement.verdict === 'error') return judgement;
  const { score: _score, reason: _reason, ...rest } = judgement;
  return rest.verdict === 'correct'
    ? { ...rest, verdict: 'incorrect', reason: `It should not be so: ${check.expectedText(written)}.` }
    : { ...rest, verdict: 'correct' };
}

/** All must hold; what does not is what is said. */
function together(all: readonly CheckJudgement[]): CheckJudgement {
  const [first] = all;
  if (first && all.length === 1) return first;
  const worst = all.find(({ verdict }) => verdict === 'incorrect') ?? all.find(({ verdict }) => verdict === 'error');
  const holding = all.filter(({ verdict }) => verdict === 'correct').length;
  const judgeCalls = all.flatMap((one) => one.judgeCalls ?? []);
  const rubricKey = all.find((one) => one.rubricKey !== undefined)?.rubricKey;
  const asked = {
    ...(judgeCalls.length > 0 ? { judgeCalls } : {}),
    ...(rubricKey === undefined ? {} : { rubricKey }),
  };
  if (worst?.verdict === 'error') return { ...worst, ...asked };
  return {
    ...(worst ?? { verdict: 'correct', got: all.map(({ got }) => got).join('\n') }),
    ...asked,
    score: holding / all.length,
  };
}

function tooLate(): CheckJudgement {
  return failed(
    'The check was ended because it took longer than 2 s on this answer. A pattern with repeats inside repeats, such as (a+)+, does that: write it without.',
  );
}

function failed(message: string): CheckJudgement {
  return { verdict: 'error', got: '', error: { kind: 'evaluator', message } };
}

function shortened(got: string): string {
  if (got.length <= mostGot) return got;
  const kept = got.slice(0, mostGot).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}… (${formatCount(got.length)} characters)`;
}
