// What the browser's tab, its history and a bookmark call the part of the review page that is shown. Pure.

import type { RunState } from '../../../src/shared/run/runState';
import { filterParts } from '../../../src/shared/runs/runFilter';
import type { RunManifest } from '../../../src/shared/runs/runManifest';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { testName } from '../../../src/shared/words/testName';
import type { ReviewPlace } from './reviewAddress';

interface TitledRun {
  manifest: Pick<RunManifest, 'id' | 'benchmarkName'>;
  state: Pick<RunState, 'prompts'>;
}

/** `#7 simulated~swift · Simple math · 2026-11-21_17-45-03_simple-math`: what tells the tabs of a run apart comes first. */
export function pageTitle(place: ReviewPlace, { manifest, state }: TitledRun): string {
  const part = partTitle(place, state);
  return [...(part === null ? [] : [part]), oneLine(manifest.benchmarkName), manifest.id].join(' · ');
}

function partTitle(place: ReviewPlace, run: TitledRun['state']): string | null {
  switch (place.screen) {
    case 'squares':
      return 'Squares';
    case 'tests':
      return ['Tests', ...filterParts(place.list.filter).map(({ label }) => label)].join(', ');
    case 'test':
      return `${testName(run, place.index)} ${oneLine(place.model)}`;
    default:
      return null;
  }
}
