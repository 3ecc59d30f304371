// The earlier run that a run is held against: found and read before anything is sent, compared when the run has ended.

import { basename } from 'node:path';
import { findBaseline } from '../../core/runFolder/findBaseline';
import { readListedRun } from '../../core/runFolder/listRuns';
import type { RunOutcome } from '../../core/run/runRequest';
import { compareRuns, type ComparedRun } from '../../shared/comparing/compareRuns';
import { pairPrompts } from '../../shared/comparing/pairPrompts';
import type { HeldAgainst, RegressionRule } from '../../shared/comparing/regressions';
import type { PromptInfo } from '../../shared/run/events';
import type { ShardChoice } from '../../shared/run/shard';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { messageOf } from '../../shared/text/messageOf';
import type { RunOptions } from '../arguments/runOptions';
import { UsageError } from '../arguments/usageError';
import type { CliContext } from '../terminal/cliContext';
import { readShownRun } from './readShownRun';

export interface Baseline extends ComparedRun {
  rule: RegressionRule;
  /** Whether a regression makes the exit code. */
  fails: boolean;
}

/** What is going to be run, or has been. */
interface PlannedRun {
  benchmarkName: string;
  /** Canonical strings. */
  models: readonly string[];
  /** Called only where there is a baseline: their hashes take a while. */
  prompts: () => readonly PromptInfo[];
  shard?: ShardChoice | undefined;
  /** Its folder, of a run that goes on. */
  runDirectory?: string;
}

/** Null where none is asked for; `otherwise`: what did not happen then. Throws a `UsageError` when it is not there, can't be read, or has nothing in common with what is going to be run. */
export async function readBaseline(
  { baseline, failOn }: Pick<RunOptions, 'baseline' | 'failOn'>,
  planned: PlannedRun,
  runsDirectory: string,
  context: CliContext,
  otherwise = 'Nothing was sent to any model.',
): Promise<Baseline | null> {
  if (baseline === undefined) return null;
  const run = await read(baseline, planned, runsDirectory, context, otherwise);
  const theirs = run.state.models.map(({ model }) => model);
  if (!planned.models.some((model) => theirs.includes(model)))
    throw new UsageError(
      `The baseline ${oneLine(run.name)} has none of the models that are run. ${otherwise}`,
      `Its models are ${theirs.map(oneLine).join(', ')}.`,
    );
  // Prompts without a hash are known for sure only when their pictures have been read.
  const prompts = planned.prompts();
  const areKnown = prompts.every(({ hash }) => hash !== undefined);
  if (areKnown && pairPrompts(run.state.prompts, prompts).pairs.length === 0)
    throw new UsageError(
      `The baseline ${oneLine(run.name)} has none of the prompts that are run. ${otherwise}`,
      'Name a run of this benchmark; `iso-speed-bench list` shows which there are.',
    );
  return { ...run, rule: failOn ?? 'significant', fails: failOn !== undefined };
}

async function read(
  reference: string,
  planned: PlannedRun,
  runsDirectory: string,
  context: CliContext,
  otherwise: string,
): Promise<ComparedRun> {
  try {
    const runDirectory = await findBaseline(reference, planned, runsDirectory, context.cwd);
    const { state, manifest } = await readShownRun(runDirectory, context.cwd);
    return { name: basename(runDirectory), state, manifest };
  } catch (error) {
    throw new UsageError(
      `--baseline ${oneLine(reference)}: ${messageOf(error)} ${otherwise}`,
      'A first run has nothing to be held against: leave --baseline away, or name a run folder or a folder with runs.',
    );
  }
}

/** The finished run against its baseline. */
export async function heldAgainst(
  baseline: Baseline,
  { runDirectory, state }: Pick<RunOutcome, 'runDirectory' | 'state'>,
): Promise<HeldAgainst> {
  const listed = await readListedRun(runDirectory);
  const manifest = listed && 'manifest' in listed ? listed.manifest : null;
  const [comparison] = compareRuns([baseline, { name: basename(runDirectory), state, manifest }]);
  return { comparison: comparison!, rule: baseline.rule };
}
