// A run as the tools read it, with one of its models where one is asked about.

import { basename } from 'node:path';
import { rowsMeant } from '../../shared/run/model';
import type { RunState } from '../../shared/run/runState';
import type { RunManifest } from '../../shared/runs/runManifest';
import { readListedRun } from '../runFolder/listRuns';
import { openRun } from '../runFolder/openRun';
import type { AgentFront } from './agentFront';
import { nameText } from './answerParts';

interface ReadAgentRun {
  runDirectory: string;
  state: RunState;
  /** Null where it can't be read, and while the run goes on here. */
  manifest: RunManifest | null;
}

/** Throws a sentence where there is no such run, or it has no such model. */
export async function readAgentRun(
  reference: string,
  model: string | undefined,
  front: Pick<AgentFront, 'findRun' | 'liveState'>,
): Promise<ReadAgentRun> {
  const runDirectory = await front.findRun(reference);
  const live = front.liveState(runDirectory);
  const state = live ?? (await openRun(runDirectory)).state;
  const listed = live ? undefined : await readListedRun(runDirectory);
  return {
    runDirectory,
    state: model === undefined ? state : withModels(state, model, runDirectory),
    manifest: listed && 'manifest' in listed ? listed.manifest : null,
  };
}

function withModels(state: RunState, model: string, runDirectory: string): RunState {
  const models = rowsMeant(state.models, model);
  if (models.length > 0) return { ...state, models };
  const names = state.models.slice(0, 30).map((one) => nameText(one.model));
  throw new Error(
    `The run ${nameText(basename(runDirectory))} has no model ${nameText(model)}. Its models are ${names.join(', ')}.`,
  );
}
