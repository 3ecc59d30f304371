// The dev page's server for the tests of a suite: all pages in a plain browser, with a host that is scripted.
//
//   const address = usingDevPage();   // inside describe(); `${address()}/overview?runs=40` inside hooks and tests

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';

/** Gives what addresses of the dev page begin with. */
export function usingDevPage(): () => string {
  let dev: ChildProcess;
  let address = '';
  before(async () => {
    dev = spawn(process.execPath, ['scripts/buildWebview.mjs', '--dev', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(dev.stdout);
    for await (const line of createInterface(dev.stdout)) {
      address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
      if (address !== '') break;
    }
    assert.notEqual(address, '', 'the dev page did not start');
  });
  after(async () => {
    const ended = once(dev, 'exit');
    dev.kill();
    await ended;
  });
  return () => address;
}

/** What a page has posted to its host. */
export function postedBy(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as { fakeHost: { posted: unknown[] } }).fakeHost.posted);
}
