// A plain browser's page for the tests of a suite, as a reviewer has it: a new one for each test, in which nothing may complain.
//
//   const page = usingQuietPage({ width: 1300, height: 900 });   // inside describe(); use it inside hooks and tests

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sharedBrowser } from './shared';
import { slowDown } from './slowDown';

/**
 * `viewport`: CSS px. A test fails when its page has written a warning or an error to the console, or has thrown. `expected` are complaints of
 * the browser itself that belong to what is tested, such as a file that is not there.
 */
export function usingQuietPage(viewport: { width: number; height: number }, expected?: RegExp): Page {
  let page: Page | undefined;
  const complaints: string[] = [];
  beforeEach('open a page', async () => {
    page = await (await sharedBrowser()).newPage({ viewport });
    // What the compiler of the tests puts around functions.
    await page.addInitScript('globalThis.__name ??= (value) => value;');
    await slowDown(page.context());
    complaints.length = 0;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach('nothing has complained', async () => {
    assert.deepEqual(
      complaints.filter((text) => !expected?.test(text)),
      [],
    );
    await page?.close();
  });
  return new Proxy({} as Page, {
    get: (_, name) => {
      if (page === undefined) throw new Error('The page is opened before each test of the suite, not earlier.');
      const value: unknown = Reflect.get(page, name, page);
      return typeof value === 'function' ? (value.bind(page) as unknown) : value;
    },
  });
}
