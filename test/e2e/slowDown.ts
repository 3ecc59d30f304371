// Finds tests that read a page before it has got so far: with ISB_SLOW_PAGES=300, all that our pages do later they do 300 ms later still, as on a
// busy machine. A test that waits for what it looks at passes all the same.

import type { BrowserContext } from 'playwright-core';

const slownessMs = Number(process.env['ISB_SLOW_PAGES'] ?? 0);

/** Slows the pages of a context, when that is asked for. */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (slownessMs > 0) await context.addInitScript(answerLate, slownessMs);
}

/** Runs inside every page. */
function answerLate(ms: number): void {
  // VS Code's own window is outermost, and has no page of ours; those have it outside of them.
  if (location.search.includes('folder=') || location.search.includes('workspace=')) return;
  const { setTimeout, requestAnimationFrame, ResizeObserver, IntersectionObserver } = window;
  const later = (work: () => void): unknown => setTimeout(work, ms);
  window.setTimeout = ((work: () => void, after = 0, ...rest: unknown[]) =>
    setTimeout(work, after + ms, ...rest)) as typeof setTimeout;
  window.requestAnimationFrame = (work) => requestAnimationFrame(() => later(() => work(performance.now())));
  window.ResizeObserver = class extends ResizeObserver {
    constructor(told: ResizeObserverCallback) {
      super((...args) => later(() => told(...args)));
    }
  };
  window.IntersectionObserver = class extends IntersectionObserver {
    constructor(told: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      super((...args) => later(() => told(...args)), options);
    }
  };
}
