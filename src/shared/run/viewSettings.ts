// What the gear of the run panel sets. Kept in VS Code's settings; shared by panel and host.

export const statsDetails = ['verbose', 'simple', 'hide'] as const;

type StatsDetail = (typeof statsDetails)[number];

/** `series`: a square lights when the running sum of its row's durations passes the clock. `asItHappened`: real start and finish. */
export const replayModes = ['series', 'asItHappened'] as const;

export type ReplayMode = (typeof replayModes)[number];

/** What a panel can show of a run: a row a model, a line a model with every prompt in its column, or a row a prompt. */
export const shownLayouts = ['rows', 'matrix', 'prompts'] as const;

export type ShownLayout = (typeof shownLayouts)[number];

/** `auto`: as a matrix where there are many models or prompts, else as rows. */
export const runLayouts = ['auto', ...shownLayouts] as const;

export type RunLayout = (typeof runLayouts)[number];

/** `auto` is a matrix from this many models, or this many prompts. */
const matrixFrom = { models: 4, prompts: 40 } as const;

export function layoutFor(layout: RunLayout, size: { models: number; prompts: number }): ShownLayout {
  if (layout !== 'auto') return layout;
  return size.models >= matrixFrom.models || size.prompts >= matrixFrom.prompts ? 'matrix' : 'rows';
}

export interface ViewSettings {
  /** Of new panels; a panel keeps what was chosen in it. */
  layout: RunLayout;
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
  layout: 'auto',
  tickMs: 50,
  squareSize: 44,
  modelStats: 'verbose',
  showProvider: true,
  benchMode: false,
  replayMode: 'series',
};

export const tickRange = { min: 10, max: 1000 } as const;
export const squareSizeRange = { min: 20, max: 150 } as const;
