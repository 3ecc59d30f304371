// The squares of one model on a page, as text. Until the grid knows its width it has none, and no key does anything in it.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './eventually';

/**
 * Waits until `grid`, an isb-grid, has these squares, or any: `#` correct, `x` incorrect, `!` error, `-` not run, lines put together.
 */
export function showsSquares(grid: Locator, squares?: string): Promise<void> {
  return eventually(async () => {
    const picture = await grid.evaluate((element) => (element as HTMLElement & { picture: string }).picture);
    if (squares === undefined) assert.notEqual(picture, '');
    else assert.equal(picture.replaceAll('\n', ''), squares);
  });
}
