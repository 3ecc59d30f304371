// A run of eight models by 60 prompts, of which four are answered wrongly by all, and what a matrix shows of it.

import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { RunEvent } from '../../src/shared/run/events';
import { foldRun } from '../../src/shared/run/foldRun';
import { recordedRun } from '../../webview-ui/dev/recordedRun';

export const models = 8;
export const hard = [6, 23, 40, 57];

/** Eight models by 60 prompts, of which four are answered wrongly by all, and only those. */
export const events = recordedRun({ models, prompts: 60, slowness: 1, isPythonOpen: false }).events.map(
  (event): RunEvent => {
    if (event.type === 'runStarted')
      return {
        ...event,
        prompts: event.prompts.map((prompt, at) => ({ ...prompt, tags: [at % 2 === 0 ? 'odd' : 'even'] })),
      };
    if (event.type !== 'testFinished') return event;
    if (hard.includes(event.index)) return { ...event, verdict: 'incorrect', error: undefined };
    const isSpared = event.index % models === 0 && event.verdict !== 'correct';
    return isSpared ? { ...event, verdict: 'correct', error: undefined } : event;
  },
);
export const run = foldRun(events);

type Cells = HTMLElement & {
  picture: string;
  failures: number[];
  focusedCell: { line: number; column: number };
};

export const cells = (place: Page | FrameLocator): Locator => place.locator('isb-matrix-cells');
export const picture = (place: Page | FrameLocator): Promise<string[]> =>
  cells(place).evaluate((element) => (element as Cells).picture.split('\n'));
export const failures = (place: Page | FrameLocator): Promise<number[]> =>
  cells(place).evaluate((element) => (element as Cells).failures);
export const focused = (place: Page | FrameLocator): Promise<{ line: number; column: number }> =>
  cells(place).evaluate((element) => (element as Cells).focusedCell);
export const names = (place: Page | FrameLocator): Promise<string[]> =>
  place.locator('isb-matrix tbody .end-kept').allTextContents();
