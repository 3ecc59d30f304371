// Finds a Chromium for automated pages and opens it with playwright-core. Prefers the pinned one, so that screenshots stay the same.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findOnPath } from './processes.mjs';
import { ensurePinnedBrowser } from './toolCache.mjs';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {Promise<import('playwright-core').Browser>} a headless browser; the caller closes it */
export async function launchBrowser() {
  const { executable, env = {} } = await findBrowser();
  // Chromium refuses its own sandbox to root and in most containers; these pages come from this machine only.
  const isRoot = process.getuid?.() === 0;
  const args = isRoot || process.env['CI'] ? [...flags, '--no-sandbox', '--no-zygote'] : flags;
  return chromium.launch({ executablePath: executable, args, env: { ...process.env, ...env } });
}

/** @returns {Promise<{executable: string, env?: {[name: string]: string}}>} */
async function findBrowser() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (existsSync(chosen)) return { executable: chosen };
    throw new Error(
      `CHROME_PATH is ${chosen}, where there is no file.\nWhat to do: point it at a Chrome or Chromium, or unset it.`,
    );
  }
  const pinned = await ensurePinnedBrowser();
  if (pinned !== undefined) return pinned;
  const installed =
    findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']) ??
    usualPlaces().find((file) => existsSync(file));
  if (installed !== undefined) return { executable: installed };
  throw new Error(
    'No Chrome or Chromium was found on this machine.\nWhat to do: install one, or set CHROME_PATH to its program file.',
  );
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return [];
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(
    (folder) => folder !== undefined,
  );
  return programs.flatMap((folder) => [
    path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]);
}
