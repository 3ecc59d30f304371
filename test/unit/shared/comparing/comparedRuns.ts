// Sketched runs held against each other.

import assert from 'node:assert/strict';
import { compareRuns, type ComparedRun, type RunComparison } from '../../../../src/shared/comparing/compareRuns';
import type { PromptInfo } from '../../../../src/shared/run/events';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedRun, type Sketch } from '../run/sketchedRun';

export const gpt = 'openai~gpt';

export function side(sketch: Sketch, changes: Partial<RunManifest> = {}): ComparedRun {
  const state = sketchedRun(sketch);
  return { name: state.runId, state, manifest: manifestOf(state, changes) };
}

export function row(letters: string, more: Partial<Sketch> = {}, changes: Partial<RunManifest> = {}): ComparedRun {
  return side({ rows: { [gpt]: letters }, ...more }, changes);
}

export function compare(...runs: ComparedRun[]): RunComparison {
  const [first] = compareRuns(runs);
  assert.ok(first);
  return first;
}

export const prompt = (label: string, hash?: string): Omit<PromptInfo, 'index'> => ({
  label,
  ...(hash === undefined ? {} : { hash: hash.padStart(16, '0') }),
});
