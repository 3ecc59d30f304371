// A test whose prompt is 200 kB of several scripts, on the page of its run in a plain browser: from the beginning of the navigation until the
// frame with its text.

import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.mjs';
import { interleaved } from './interleaved';
import type { RowResult, SuiteOptions } from './suiteRow';

const letters = 200_000;
const model = 'simulated~swift';
const words = 'The quick brown 中文 fox, مرحبا हिन्दी ไทย שלום ';
const line = words.repeat(Math.ceil(letters / words.length)).slice(0, letters);
const lines = line.replace(/.{60,80}? /g, '$&\n');

export async function textRow({ rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = join(folder, 'text.yaml');
  const prompts = [line, lines, 'short'].map((q) => ({
    dynamic_variables: { q },
    test_type: 'raw_string_evaluator',
    expectation: 'x',
  }));
  const benchmark = { benchmark_name: 'Text', purpose: '', base_prompt: '{{q}}', models: [model], prompts };
  await writeFile(file, JSON.stringify(benchmark));
  const runs = join(folder, 'text-runs');
  const program = ['dist/node/cli.mjs', 'run', file, '--out', runs, '--no-images', '--yes', '--allow-errors'];
  await promisify(execFile)(process.execPath, program);
  const [run] = await readdir(runs);
  const page = pathToFileURL(join(runs, run!, 'index.html')).href;
  const browser = await launchBrowser();
  try {
    const measured = (index: number, text: string): Promise<{ run: number[]; reference: number[] }> =>
      interleaved(rounds, {
        run: () => shownAfter(browser, `${page}#test/${model}/${index}`, text),
        reference: () => shownAfter(browser, `${page}#test/${model}/3`, 'short'),
      });
    return [
      {
        name: 'text',
        title: 'a prompt of 200 kB of seven scripts, on the page of its run',
        reference: 'a prompt of one word',
        figures: [
          { what: 'in one line', unit: 'ms', ...(await measured(1, line)) },
          { what: 'in lines of 80 letters', unit: 'ms', ...(await measured(2, lines)) },
        ],
        othersShares: [],
      },
    ];
  } finally {
    await browser.close();
  }
}

/** ms from the beginning of the navigation to the frame after the text is on the page. */
async function shownAfter(browser: Browser, address: string, wanted: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(address);
    const text = page.locator('pre[aria-label="Input prompt"]');
    const shown = await text.evaluate(async (block, all) => {
      const isWhole = block.textContent === all;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return isWhole ? performance.now() : Number.NaN;
    }, wanted);
    if (Number.isNaN(shown)) throw new Error('The text on the page is not whole.');
    return shown;
  } finally {
    await page.close();
  }
}
