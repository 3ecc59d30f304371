// What the panel remembers over a window reload: where the user was, never data of a run.

import { shownLayouts, type ShownLayout } from '../../../src/shared/run/viewSettings';
import { allModels } from '../matrix/modelChoice';
import type { FigureOrder } from '../kit/figureOrder';
import type { ModelChoice } from '../matrix/modelChoice';

export interface PanelState {
  /** The run this belongs to; the host reopens it, and the rest is dropped when another run comes. */
  runId: string;
  /** Replay clock, ms; null is the end. */
  clock: number | null;
  speed: number;
  isLooping: boolean;
  /** The test whose modal is open. */
  openTest: { model: string; index: number } | null;
  /** What was chosen in this panel, whatever run it shows; null for what the settings say. */
  layout: ShownLayout | null;
  /** Whether rows show all figures of a model, not only the first. */
  hasAllFigures: boolean;
  /** Whether a matrix has prompts of a tag beside each other. */
  isByTag: boolean;
  /** Which models of the run are shown, and in which order. */
  choice: ModelChoice;
}

export const initialPanelState: PanelState = {
  runId: '',
  clock: null,
  speed: 1,
  isLooping: false,
  openTest: null,
  layout: null,
  hasAllFigures: false,
  isByTag: false,
  choice: allModels,
};

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
    layout: shownLayouts.find((one) => one === from['layout']) ?? null,
    hasAllFigures: from['hasAllFigures'] === true,
    isByTag: from['isByTag'] === true,
    choice: parseChoice(from['choice']),
  };
}

function parseChoice(saved: unknown): ModelChoice {
  const from: { [key: string]: unknown } = isRecord(saved) ? saved : {};
  return {
    hidden: texts(from['hidden']),
    pinned: texts(from['pinned']),
    byHand: texts(from['byHand']),
    sort: parseOrder(from['sort']),
  };
}

function parseOrder(saved: unknown): FigureOrder | null {
  if (!isRecord(saved) || typeof saved['id'] !== 'string') return null;
  return { id: saved['id'], isHighFirst: saved['isHighFirst'] === true };
}

function texts(saved: unknown): string[] {
  return Array.isArray(saved) ? saved.filter((one): one is string => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
