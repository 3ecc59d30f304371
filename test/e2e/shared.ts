// One browser, and one VS Code server, for all files of the suite: each window has a workspace, user settings and a browser profile of its own.

import type { Browser } from 'playwright-core';
import type { RootHookObject } from 'mocha';
import { launchBrowser } from '../../scripts/browser.mjs';
import { startWorkbench, type Workbench } from '../../scripts/workbench.mjs';
import { withoutModelApis } from '../../scripts/workspaceCopy.mjs';

let browser: Promise<Browser> | undefined;
let workbench: Promise<Workbench> | undefined;

/** Started when first asked for, closed after the last test. */
export function sharedBrowser(): Promise<Browser> {
  return (browser ??= launchBrowser());
}

/** Started when first asked for, stopped after the last test. It knows no keys of model APIs. */
export function sharedWorkbench(): Promise<Workbench> {
  return (workbench ??= startWorkbench({ env: withoutModelApis() }));
}

export const mochaHooks: RootHookObject = {
  async afterAll() {
    await (await browser)?.close();
    await (await workbench)?.stop();
  },
};
