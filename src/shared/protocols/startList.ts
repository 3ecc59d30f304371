// What a panel without a run offers to begin with.

/** A benchmark of the workspace. */
export interface StartBenchmark {
  uri: string;
  /** Of its file. */
  name: string;
  /** Its folder, from the workspace on; empty for the workspace folder itself. */
  folder: string;
  /** `3 models x 14`; absent for one that can't run. */
  size: string | null;
  /** Problems that keep it from running. */
  errors: number;
}

/** A run that was made. */
export interface StartRun {
  runDirectory: string;
  benchmarkName: string;
  /** 0-1; null when nothing was judged. */
  accuracy: number | null;
  errors: number;
  /** `today 17:45` */
  when: string;
}

export interface StartList {
  benchmarks: StartBenchmark[];
  /** The newest first. */
  runs: StartRun[];
  /** How many of each there are beside those. */
  more: { benchmarks: number; runs: number };
  /** Whose run was shown in this panel before; null when there is no way back. */
  back: string | null;
}

export const noStartList: StartList = { benchmarks: [], runs: [], more: { benchmarks: 0, runs: 0 }, back: null };
