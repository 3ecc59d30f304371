// What the tools need of the program that offers them: the terminal's server, or VS Code. It decides which files may be read, and whether the
// user allows a run.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { RunState } from '../../shared/run/runState';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { RunEstimate } from '../estimate/estimateRun';
import type { AgentInput } from './agentTools';

export interface AgentFront {
  /** Checks a benchmark as a run would. Throws a sentence where the file can't be read, or is not to be. */
  check(file: string): Promise<CheckedFile>;
  /** The run folder that is meant, absolute. Throws a sentence where there is none, or it is not to be read. */
  findRun(reference: string): Promise<string>;
  /** The state of a run that this program is making at the moment; undefined for any other. */
  liveState(runDirectory: string): RunState | undefined;
  /** What opens a run or a test of it; undefined where nothing does. */
  linkTo(runDirectory: string, test: { model: string; index: number } | null): string | undefined;
  /** What a run would be. Throws a sentence where it can't be made. */
  planRun(order: AgentInput<'run_benchmark'>): Promise<PlannedAgentRun>;
}

export interface CheckedFile {
  /** Absent where a problem is an error. */
  benchmark?: LoadedBenchmark;
  problems: BenchmarkProblem[];
  /** The project file that goes with it; absent where there is none. */
  project: CheckedProject | undefined;
}

export interface CheckedProject {
  /** As people write it. */
  file: string;
  problems: BenchmarkProblem[];
}

export interface PlannedAgentRun {
  estimate: RunEstimate;
  project: CheckedProject | undefined;
  /** Starts it if the user allows it, and asks where the user can be asked. */
  start(): Promise<AgentRun | NotAllowed>;
}

/** A run under way. */
export interface AgentRun {
  readonly state: RunState;
  /** The run folder, as soon as it is there. Rejects with why the run could not be made. */
  readonly begun: Promise<string>;
  /** Rejects as `begun`, and with why the run could not go on. */
  readonly ended: Promise<void>;
  cancel(): void;
}

interface NotAllowed {
  /** Why it was not started, and what the user can do; sentences for the language model to pass on. */
  notAllowed: string[];
}
