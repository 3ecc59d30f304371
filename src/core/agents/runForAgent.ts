// `run_benchmark`: what a run would be; and if the user allows it the run, until it ends or the time to wait is over.

import { callsText, costRangeText, durationText, estimateNotes } from '../estimate/estimateWords';
import type { RunEstimate } from '../estimate/estimateRun';
import { formatCount } from '../../shared/text/format';
import type { AgentFront, AgentRun } from './agentFront';
import type { AgentInput } from './agentTools';
import { nameText, rounded, shortText, type AgentAnswer } from './answerParts';
import { projectAnswer } from './problemRows';
import { runAnswer } from './runAnswer';

const mostModels = 30;
const mostNotes = 8;
/** Failures that the answer to a run tells; show_failures has the others. */
const failuresTold = 5;

/** Aborting `signal` cancels the run, also when its time to wait is over. Throws a sentence where the run can't be made. */
export async function runForAgent(
  input: AgentInput<'run_benchmark'>,
  front: AgentFront,
  signal: AbortSignal,
): Promise<AgentAnswer> {
  const planned = await front.planRun(input);
  const estimate = estimateAnswer(planned.estimate);
  const ofProject = projectAnswer(planned.project);
  if (input.estimate_only) return { status: 'estimate', estimate, ...ofProject };
  const run = await planned.start();
  if ('notAllowed' in run) return { status: 'not_started', why: run.notAllowed, estimate, ...ofProject };
  const hasEnded = await endedWithin(run, input.wait_seconds * 1000, signal);
  const runDirectory = await run.begun;
  const told = await runAnswer(runDirectory, run.state, { verdict: undefined, from: 1, count: failuresTold }, front);
  const answer = { ...told, ...ofProject };
  return hasEnded
    ? answer
    : { ...answer, next: 'The run goes on. Call show_failures with this run to see how far it is.' };
}

/** False when the time was over before the run was. Its folder is waited for in any case: without its name nobody could ask for it. */
async function endedWithin(run: AgentRun, ms: number, signal: AbortSignal): Promise<boolean> {
  const cancel = (): void => run.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const hasEnded = run.ended.then(() => true as const);
  const waited = Promise.all([over, run.begun]).then(() => false as const);
  try {
    return await Promise.race([hasEnded, waited]);
  } finally {
    clearTimeout(timer);
    // Who called has an answer then, and can't mean this run any more.
    signal.removeEventListener('abort', cancel);
  }
}

/** Requests and money first. */
function estimateAnswer(estimate: RunEstimate): AgentAnswer {
  const { models, cost, tests, calls, budgetUsd } = estimate;
  const notes = estimateNotes(estimate);
  return {
    benchmark: nameText(estimate.benchmarkName),
    tests,
    requests: callsText(estimate),
    cost: costRangeText(estimate),
    likely_usd: rounded(cost?.likely ?? null),
    at_most_usd: rounded(cost?.high ?? null),
    requests_without_price: calls - estimate.priced,
    budget_usd: budgetUsd,
    time: durationText(estimate),
    models: models.slice(0, mostModels).map((model) => ({
      model: nameText(model.model),
      requests: model.calls,
      likely_usd: rounded(model.cost?.likely ?? null),
      ...(model.free === null ? {} : { free: model.free }),
    })),
    notes: [
      ...notes.slice(0, mostNotes).map((note) => shortText(note)),
      ...(notes.length > mostNotes ? [`... and ${formatCount(notes.length - mostNotes)} more`] : []),
    ],
  };
}
