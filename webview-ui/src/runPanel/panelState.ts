// What the panel remembers over a window reload: where the user was, never data of a run.

export interface PanelState {
  /** The run this belongs to; the host reopens it, and the rest is dropped when another run comes. */
  runId: string;
  /** Replay clock, ms; null is the end. */
  clock: number | null;
  speed: number;
  isLooping: boolean;
  /** The test whose modal is open. */
  openTest: { model: string; index: number } | null;
}

export const initialPanelState: PanelState = { runId: '', clock: null, speed: 1, isLooping: false, openTest: null };

/** Reads a saved state; whatever does not fit becomes the initial value. */
export function parsePanelState(saved: unknown): PanelState {
  const from: { [key: string]: unknown } = isRecord(saved) ? saved : {};
  const open = from['openTest'];
  return {
    runId: typeof from['runId'] === 'string' ? from['runId'] : '',
    clock: typeof from['clock'] === 'number' && Number.isFinite(from['clock']) ? from['clock'] : null,
    speed: typeof from['speed'] === 'number' && from['speed'] > 0 ? from['speed'] : 1,
    isLooping: from['isLooping'] === true,
    openTest:
      isRecord(open) && typeof open['model'] === 'string' && typeof open['index'] === 'number'
        ? { model: open['model'], index: open['index'] }
        : null,
  };
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
