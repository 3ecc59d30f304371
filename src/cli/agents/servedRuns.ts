// The runs that a server for agents makes, one at a time, so that what they may spend together is known before each.

import type { AgentRun } from '../../core/agents/agentFront';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { runBenchmark } from '../../core/run/runBenchmark';
import type { RunRequest } from '../../core/run/runRequest';
import type { RunEvent } from '../../shared/run/events';
import { modelStats } from '../../shared/figures/runStats';
import { emptyRun, type RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import type { Allowance } from './allowance';

/** Told how many tests have ended, and of how many. */
export type OnProgress = (done: number, total: number) => void;

interface LiveRun extends AgentRun {
  /** Undefined until it is there. */
  folder: string | undefined;
}

export class ServedRuns {
  private live: LiveRun | undefined;

  constructor(private readonly allowance: Allowance) {}

  get isBusy(): boolean {
    return this.live !== undefined;
  }

  /** As it is now; undefined for a run that is not made here at the moment. */
  stateOf(runDirectory: string): RunState | undefined {
    return this.live?.folder === runDirectory ? this.live.state : undefined;
  }

  /** Must not be called while one goes on. What it has cost is counted when it has ended. */
  start(request: RunRequest, estimate: RunEstimate, onProgress: OnProgress): AgentRun {
    const cancel = new AbortController();
    const state = emptyRun();
    let [tellBegun, tellFailed] = [(_: string): void => undefined, (_: unknown): void => undefined];
    const begun = new Promise<string>((resolve, reject) => ([tellBegun, tellFailed] = [resolve, reject]));
    const listener = {
      onStarted: (runDirectory: string): void => {
        live.folder = runDirectory;
        tellBegun(runDirectory);
      },
      onEvents: (events: RunEvent[]): void => {
        for (const event of events) applyEvent(state, event);
        const { finished, total } = modelStats(state.models.flatMap(({ tests }) => tests));
        onProgress(finished, total);
      },
    };
    const ended = runBenchmark(request, listener, cancel.signal)
      .then(() => undefined)
      .finally(() => {
        this.allowance.count(state, estimate);
        this.live = undefined;
      });
    // Whoever waits is told of a failure; when nobody waits any more, the run folder tells it.
    ended.catch(tellFailed);
    begun.catch(() => undefined);
    const live: LiveRun = {
      state,
      folder: undefined,
      begun,
      ended,
      cancel: () => cancel.abort(new Error('The run was cancelled.')),
    };
    this.live = live;
    return live;
  }

  /** Cancels what goes on and waits until its folder is complete. */
  async stop(): Promise<void> {
    const { live } = this;
    live?.cancel();
    await live?.ended.catch(() => undefined);
  }
}
