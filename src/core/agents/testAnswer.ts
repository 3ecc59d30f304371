// The whole of one test, with its texts as far as a language model can read them.

import { basename } from 'node:path';
import { endedTest, readTest } from '../runFolder/readTest';
import type { RecordedCheck } from '../../shared/results/testResult';
import type { RunState } from '../../shared/run/runState';
import { testName } from '../../shared/words/testName';
import type { AgentFront } from './agentFront';
import { dataNote, longText, nameText, rounded, shortText, type AgentAnswer } from './answerParts';

/** Checks of `expect` that are told. */
const mostChecks = 20;

/** Throws a sentence for a test that there is none of, or that has not ended. */
export async function testAnswer(
  runDirectory: string,
  state: RunState,
  at: { model: string; index: number },
  front: Pick<AgentFront, 'linkTo'>,
): Promise<AgentAnswer> {
  const { result } = await readTest(runDirectory, state, endedTest(state, at.model, at.index));
  const { timings, tokens, cost, error, checks = [] } = result;
  return {
    note: dataNote,
    run: nameText(basename(runDirectory)),
    test: at.index,
    name: testName(state, at.index),
    model: nameText(result.model),
    verdict: result.verdict,
    score: rounded(result.score, 3),
    label: shortText(state.prompts[at.index - 1]?.label),
    test_type: result.testType,
    attempts: result.attempts,
    total_ms: rounded(timings.total),
    ttft_ms: rounded(timings.ttft),
    input_tokens: tokens.input,
    output_tokens: tokens.output,
    cost_usd: rounded(cost.usd),
    ...(error ? { kind: error.kind, message: longText(error.message) } : {}),
    reason: longText(result.reason),
    ...(checks.length === 0 ? {} : { checks: checks.slice(0, mostChecks).map(checkRow) }),
    expected: longText(result.expected),
    got: longText(result.got),
    answer: result.got === result.response ? undefined : longText(result.response),
    prompt: longText(result.prompt),
    kept_in: `${runDirectory}: ${result.links.evidence}`,
    link: front.linkTo(runDirectory, at),
  };
}

function checkRow({ check, name, isNegated, at, verdict, expected, got, reason }: RecordedCheck): AgentAnswer {
  return {
    check: `${isNegated ? 'not ' : ''}${nameText(check)}`,
    ...(name === undefined ? {} : { name: nameText(name) }),
    ...(at === undefined ? {} : { at: nameText(at) }),
    verdict,
    expected: shortText(expected),
    got: shortText(got),
    reason: shortText(reason),
  };
}
