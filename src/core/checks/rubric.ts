// `rubric`: a judge model says whether the answer meets a rubric, by a majority of votes.

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ModelParameters } from '../../shared/run/parameters';
import { agreementText } from '../../shared/words/agreementText';
import { formatJson, jsonValueOf } from '../answerText/jsonText';
import { defineCheck, type CheckJudgement } from './check';
import type { JudgeModels } from './judgeModels';
import { readVote, rubricQuestion, type RubricVote } from './rubricQuestion';
import { saidOf } from './seen';
import { quoted, someText } from './textParts';
import { parametersSchema } from './parametersSchema';
import { anyValue, map } from './yamlParts';
import type { RecordedJudgeCall } from '../../shared/results/testResult';
import { hashOfRubric, labels, type Rubric, rubricKey } from './rubricKey';

/** A reply that can't be read is asked for once more. */
const triesOfVote = 2;
const votesWords = 'an odd number from 1 to 9, so that there is always a majority';

export const rubric = defineCheck({
  word: 'rubric',
  judges: 'A judge model says that the answer meets a rubric.',
  shape: {
    rubric: someText.describe('What the answer must be, in words for the judge model.'),
    judge: someText.describe('The judge model, `provider~model` as in `models`.'),
    votes: z
      .int({ error: votesWords })
      .min(1, { error: votesWords })
      .max(9, { error: votesWords })
      .refine((votes) => votes % 2 === 1, { error: `must be ${votesWords}` })
      .optional()
      .describe('How often the judge is asked of each answer; most votes win. 1 when missing.'),
    parameters: map('a map of parameters such as `temperature: 0`', parametersSchema.shape)
      .optional()
      .describe(
        'What the judge is told beside its question, as `parameters` of the file. With one vote `temperature: 0` unless it is set here; with several it is left to the API, so that they can differ.',
      ),
    expectation: anyValue.optional().describe('A right answer that the judge is shown for reference.'),
    examples: z
      .array(
        map('a map with `answer` and `verdict`', {
          answer: someText.describe('An answer.'),
          verdict: z.enum(labels, { error: `one of ${labels.join(', ')}` }).describe('How people judge it.'),
        }),
        { error: 'a list of `{ answer, verdict }`' },
      )
      .min(1, { error: 'a list of `{ answer, verdict }`' })
      .optional()
      .describe(
        'Answers that people have judged. The judge is asked of them before the run, and how far it agrees is shown with its verdicts.',
      ),
  },
  example: 'rubric: "It is polite.", judge: openai~gpt-4o-mini',
  keepsWriting: 'nothing',
  looksAtText: true,
  needs: (wanted) => ({ rubrics: [wanted] }),
  expectedText: ({ rubric: text, judge }) => `${quoted(text)}, says ${judge}`,
  async judge(wanted, seen, context) {
    const got = saidOf(seen);
    const judges = context.judges;
    if (!judges) return undecided(got, [], 'There is no judge model here.');
    const question = { ...wanted, answer: got, task: context.promptText };
    return decided(got, wanted, await votesOn(question, judges, context.signal), judges);
  },
  simulatedAnswers: () => ['An answer.'],
});

/** What the judge is told beside its question. One vote is to be the same every time; several are asked for because they may differ. */
function judgeParameters({ votes = 1, parameters = {} }: Pick<Rubric, 'votes' | 'parameters'>): ModelParameters {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return { ...(votes === 1 ? { temperature: 0 } : {}), ...Object.fromEntries(set) };
}

/** What came of asking for all votes on one answer. */
interface Votes {
  votes: RubricVote[];
  calls: RecordedJudgeCall[];
  /** Why there are fewer than there should be; null where there are not. */
  problem: string | null;
}

export async function votesOn(
  asked: Pick<Rubric, 'rubric' | 'judge' | 'votes' | 'parameters' | 'expectation'> & { answer: string; task: string },
  judges: JudgeModels,
  signal: AbortSignal,
): Promise<Votes> {
  const { rubric: text, judge, votes = 1, expectation, answer, task } = asked;
  const parameters = judgeParameters(asked);
  const key = hashOfRubric([text, judge, expectation ?? null, task, answer, ...(asked.parameters ? [parameters] : [])]);
  const reference =
    expectation === undefined
      ? ''
      : typeof expectation === 'string'
        ? expectation
        : formatJson(jsonValueOf(expectation));
  const calls: RecordedJudgeCall[] = [];
  const one = async (position: number): Promise<RubricVote | string> => {
    let problem = '';
    for (let attempt = 0; attempt < triesOfVote; attempt++) {
      const question = rubricQuestion({ rubric: text, task, reference, answer, nonce: randomUUID().slice(0, 8) });
      const number = position + 1 + attempt * votes;
      const call = await judges.ask({ judge, parameters, key, vote: number, question }, signal);
      const vote = call.error ? null : readVote(call.attempts.at(-1)?.response?.text ?? '');
      calls.push(vote ? { ...call, said: vote } : call);
      if (call.error) return `${judge} did not answer: ${call.error.message}`;
      if (vote) return vote;
      problem = `${judge} gave no verdict that can be read.`;
    }
    return problem;
  };
  const all = await Promise.all(Array.from({ length: votes }, (_, position) => one(position)));
  const problem = all.find((vote) => typeof vote === 'string') ?? null;
  return { votes: all.filter((vote) => typeof vote !== 'string'), calls, problem };
}

/** Null where as many votes say yes as no, or there are none. */
export function majorityOf(votes: readonly RubricVote[]): boolean | null {
  const passes = votes.filter(({ isPass }) => isPass).length;
  return passes * 2 === votes.length ? null : passes * 2 > votes.length;
}

function decided(
  got: string,
  wanted: Rubric,
  { votes, calls, problem }: Votes,
  judges: Pick<JudgeModels, 'agreementOf'>,
): CheckJudgement {
  const key = rubricKey(wanted);
  const agreement = agreementText(wanted.judge, judges.agreementOf(key));
  const isPass = majorityOf(votes);
  if (isPass === null) return undecided(got, calls, problem ?? 'The votes are split.');
  const passes = votes.filter((vote) => vote.isPass).length;
  const reasons = votes.filter((vote) => vote.isPass === isPass && vote.reason !== '').map(({ reason }) => reason);
  const counts = votes.length === 1 ? '' : ` (${passes} of ${votes.length} votes say pass)`;
  const words = `${reasons[0] ?? (isPass ? 'It passes.' : 'It fails.')}${counts} ${agreement}`;
  return {
    // What does not hold says why beside it.
    got: isPass ? `${got}\n${words}` : got,
    verdict: isPass ? 'correct' : 'incorrect',
    score: passes / votes.length,
    judgeCalls: calls,
    rubricKey: key,
    ...(isPass ? {} : { reason: words }),
  };
}

function undecided(got: string, calls: RecordedJudgeCall[], message: string): CheckJudgement {
  return {
    got,
    verdict: 'error',
    error: { kind: 'evaluator', message },
    ...(calls.length > 0 ? { judgeCalls: calls } : {}),
  };
}
