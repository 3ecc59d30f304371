// What came of a run: counts first, then a line a model, then its failed tests, the worst first.

import { basename } from 'node:path';
import { modelDetails } from '../../shared/figures/modelDetails';
import { modelStats } from '../../shared/figures/runStats';
import { awaitedBatches, countSubmitted } from '../../shared/run/batches';
import type { TestResult } from '../../shared/results/testResult';
import { otherUsd, totalOtherCost } from '../../shared/run/otherCost';
import { isOfRun, type ModelState, type RunState, type TestState } from '../../shared/run/runState';
import { kindHelp, kindOfTest } from '../../shared/words/testKinds';
import { waitingStatus } from '../../shared/words/batchText';
import { testName } from '../../shared/words/testName';
import { messageOf } from '../../shared/text/messageOf';
import { TestReader } from '../runFolder/readTest';
import type { AgentFront } from './agentFront';
import type { AgentInput } from './agentTools';
import { dataNote, nameText, partOf, rounded, shortText, type AgentAnswer } from './answerParts';

/** Models that are told one by one. */
const mostModels = 30;

interface Failure {
  model: ModelState;
  test: TestState;
}

type Asked = Pick<AgentInput<'show_failures'>, 'verdict' | 'from' | 'count'>;

/** Of the models of `state`; a model that is not asked about has been left out of it. */
export async function runAnswer(
  runDirectory: string,
  state: RunState,
  asked: Asked,
  front: Pick<AgentFront, 'linkTo'>,
): Promise<AgentAnswer> {
  const failures = worstFirst(state, asked.verdict);
  const { part, more } = partOf(failures, asked);
  const told = state.models.slice(0, mostModels);
  return {
    note: dataNote,
    run: nameText(basename(runDirectory)),
    status: waitingStatus({ status: state.status, awaited: awaitedBatches(state.batches) }) ?? state.status,
    benchmark: nameText(state.benchmarkName),
    ...counts(state),
    models: told.map((model) => modelRow(model, state)),
    ...(told.length < state.models.length ? { models_left_out: state.models.length - told.length } : {}),
    error_kinds: errorKinds(state),
    failed: failures.length,
    failures: await failureRows(runDirectory, state, part, front),
    more,
    link: front.linkTo(runDirectory, null),
  };
}

function counts(state: RunState): AgentAnswer {
  const tests = state.models.flatMap((model) => model.tests);
  const { total, correct, incorrect, error, notRun, accuracy, costUsd } = modelStats(tests);
  const other = otherUsd(totalOtherCost(state.models, state.judges));
  return {
    tests: total,
    correct,
    incorrect,
    error,
    ...withoutVerdict(tests, notRun),
    accuracy: rounded(accuracy),
    cost_usd: costUsd === null && other === 0 ? null : rounded((costUsd ?? 0) + other),
    // Of what was imported from where nobody had taken times there is none.
    seconds: state.elapsed > 0 ? rounded(state.elapsed / 1000) : null,
  };
}

/** What is in a batch was asked: it is told apart where there is some. */
function withoutVerdict(tests: readonly TestState[], notRun: number): AgentAnswer {
  const submitted = countSubmitted(tests);
  return { ...(submitted > 0 ? { submitted } : {}), not_run: notRun - submitted };
}

function modelRow(model: ModelState, { prompts }: RunState): AgentAnswer {
  const { total, correct, incorrect, error, notRun, accuracy, tokensPerSecond, costUsd } = modelStats(model.tests);
  const { accuracyInterval, times } = modelDetails(model.tests, prompts);
  return {
    model: nameText(model.model),
    ...(model.isSimulated ? { simulated: true } : {}),
    tests: total,
    correct,
    incorrect,
    error,
    ...withoutVerdict(model.tests, notRun),
    accuracy: rounded(accuracy, 3),
    accuracy_95: accuracyInterval && [rounded(accuracyInterval.low, 3), rounded(accuracyInterval.high, 3)],
    total_ms_p50: rounded(times.total.p50),
    ttft_ms_p50: rounded(times.ttft.p50),
    tokens_per_second: rounded(tokensPerSecond, 3),
    cost_usd: rounded(costUsd),
  };
}

/** How many tests ended in which error, and what it means; null where none did. */
function errorKinds(state: RunState): AgentAnswer | undefined {
  const found: { [kind: string]: { tests: number; meaning: string } } = {};
  for (const test of state.models.flatMap(({ tests }) => tests)) {
    const kind = test.verdict === 'error' ? kindOfTest(test, state) : null;
    if (kind === null) continue;
    found[kind] = { tests: (found[kind]?.tests ?? 0) + 1, meaning: kindHelp[kind] };
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Wrong answers before errors; of them those with the lowest score, then those that the most models got wrong, then by place. */
function worstFirst({ models }: RunState, verdict: Asked['verdict']): Failure[] {
  const failed = models.flatMap((model) =>
    model.tests
      .filter((test) => isOfRun(test) && (test.verdict === 'incorrect' || test.verdict === 'error'))
      .map((test): Failure => ({ model, test })),
  );
  const times = new Map<number, number>();
  for (const { test } of failed) times.set(test.index, (times.get(test.index) ?? 0) + 1);
  const isError = ({ test }: Failure): number => (test.verdict === 'error' ? 1 : 0);
  return failed
    .filter(({ test }) => verdict === undefined || test.verdict === verdict)
    .sort(
      (a, b) =>
        isError(a) - isError(b) ||
        (a.test.score ?? 0) - (b.test.score ?? 0) ||
        times.get(b.test.index)! - times.get(a.test.index)! ||
        a.test.index - b.test.index,
    );
}

async function failureRows(
  runDirectory: string,
  state: RunState,
  failures: readonly Failure[],
  front: Pick<AgentFront, 'linkTo'>,
): Promise<AgentAnswer[]> {
  const reader = new TestReader(runDirectory, state);
  try {
    const rows: AgentAnswer[] = [];
    for (const { model, test } of failures) {
      const at = { model: model.model, index: test.index, evidence: test.evidence };
      rows.push({
        test: test.index,
        ...(testName(state, test.index) === `#${test.index}` ? {} : { name: testName(state, test.index) }),
        model: nameText(model.model),
        verdict: test.verdict,
        ...(test.score === null ? {} : { score: rounded(test.score, 3) }),
        label: shortText(state.prompts[test.index - 1]?.label),
        ...(await words(reader, at)),
        ...(test.error ? { kind: test.error.kind, message: shortText(test.error.message) } : {}),
        link: front.linkTo(runDirectory, { model: model.model, index: test.index }),
      });
    }
    return rows;
  } finally {
    await reader.close();
  }
}

/** What was expected and got; in place of words that are lost, why. */
async function words(reader: TestReader, at: Parameters<TestReader['readResult']>[0]): Promise<AgentAnswer> {
  try {
    return wordsOf(await reader.readResult(at));
  } catch (error) {
    return { unreadable: shortText(messageOf(error)) };
  }
}

function wordsOf({ expected, got, response, reason }: TestResult): AgentAnswer {
  return {
    expected: shortText(expected),
    got: shortText(got),
    ...(got === response ? {} : { answer: shortText(response) }),
    reason: shortText(reason),
  };
}
