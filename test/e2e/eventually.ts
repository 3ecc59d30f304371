// A page shows what comes of a click or of a key when it gets to it, on a busy machine a while later. What Playwright does not wait for by itself
// is looked at again until it is so.

import { setTimeout as delay } from 'node:timers/promises';

/** Longer than a page takes on the slowest machine, ms. */
const patienceMs = 60_000;
const lookAgainMs = 20;

/** Checks again until it is so. What was wrong last is thrown when it never is. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(lookAgainMs);
  }
}
