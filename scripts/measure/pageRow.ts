// The page of a large run, opened from disk in a plain browser, beside a page that only paints as many squares.

import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.mjs';
import { interleaved } from './interleaved';
import { asText, measuredRun, writeBenchmark } from './measuredRun';
import { barePage } from './probe/barePage';
import { withServer } from './runningServer';
import type { RowResult, SuiteOptions } from './suiteRow';

const models = 20;
const prompts = 1000;
/** About a paragraph each way. */
const letters = 600;

declare global {
  /** ms since the beginning of the navigation. */
  var isbPaintedAt: number | undefined;
}

export async function pageRow({ atOnce, rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = await writeBenchmark(folder, prompts, asText, { models, letters });
  const results: RowResult[] = [];
  await withServer('instant', (server) =>
    measuredRun(file, atOnce, server, { look: async (run) => void results.push(await measure(run, rounds)) }),
  );
  return results;
}

async function measure(runDirectory: string, rounds: number): Promise<RowResult> {
  const bare = join(runDirectory, 'bare.html');
  await writeFile(bare, barePage('file', { rows: Array.from({ length: models }, () => '#'.repeat(prompts)) }));
  const browser = await launchBrowser();
  try {
    const both = await interleaved(rounds, {
      run: () => paintedAfter(browser, join(runDirectory, 'index.html')),
      reference: () => paintedAfter(browser, bare),
    });
    const data = join(runDirectory, 'data');
    const sizes = await Promise.all((await readdir(data)).map(async (name) => (await stat(join(data, name))).size));
    return {
      name: 'page',
      title: `index.html of ${models} x ${prompts} tests with prompts and answers of ${letters} letters, from disk`,
      reference: 'a page that paints as many squares',
      figures: [
        { what: 'first paint of the run', unit: 'ms', run: both.run, reference: both.reference },
        { what: 'index.html', unit: 'MiB', run: [(await stat(join(runDirectory, 'index.html'))).size / 2 ** 20] },
        { what: 'data/', unit: 'MiB', run: [sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20] },
        { what: 'pieces', unit: 'files', run: [sizes.length] },
      ],
      othersShares: [],
    };
  } finally {
    await browser.close();
  }
}

/** ms from the beginning of the navigation to the frame after the run is in the page. */
async function paintedAfter(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.addInitScript(`(() => {
      const look = () => {
        const isThere = document.querySelector('isb-review')?.shadowRoot?.querySelector('.frame') ?? document.querySelector('canvas');
        if (!isThere) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => (globalThis.isbPaintedAt = performance.now())));
      };
      requestAnimationFrame(look);
    })()`);
    await page.goto(pathToFileURL(file).href);
    const painted = await page.waitForFunction(() => globalThis.isbPaintedAt);
    return Number(await painted.jsonValue());
  } finally {
    await page.close();
  }
}
