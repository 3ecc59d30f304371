// What the gear of the run panel sets. Kept in VS Code's settings; shared by panel and host.

export const statsDetails = ['verbose', 'simple', 'hide'] as const;

type StatsDetail = (typeof statsDetails)[number];

/** `series`: a square lights when the running sum of its row's durations passes the clock. `asItHappened`: real start and finish. */
export const replayModes = ['series', 'asItHappened'] as const;

export type ReplayMode = (typeof replayModes)[number];

export interface ViewSettings {
  /** Replay clock tick, ms, 10-1000. */
  tickMs: number;
  /** Side of a square, px, 20-150. */
  squareSize: number;
  modelStats: StatsDetail;
  showProvider: boolean;
  /** Only the rows: no header, for a recording or a talk. */
  benchMode: boolean;
  replayMode: ReplayMode;
}

export const defaultViewSettings: ViewSettings = {
  tickMs: 50,
  squareSize: 44,
  modelStats: 'verbose',
  showProvider: true,
  benchMode: false,
  replayMode: 'series',
};

export const tickRange = { min: 10, max: 1000 } as const;
export const squareSizeRange = { min: 20, max: 150 } as const;
