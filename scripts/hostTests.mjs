// Runs the mocha suite of test/host inside a real extension host: in desktop VS Code where there is a display and it can be downloaded,
// otherwise in the browser workbench. Both load the same bundle.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { projectFolder, say } from './toolCache.mjs';
import { startWorkbench } from './workbench.mjs';
import { copyWorkspace, withoutModelApis } from './workspaceCopy.mjs';

/** Stands before each line of the suite's own output; a workbench's console has much else in it. */
export const hostTestMark = '[host tests] ';
/** An extension that brings language models, for the tests to ask. */
const modelProvider = path.join(projectFolder, 'test', 'host', 'modelProvider');
/** The longest that the whole suite may take, ms. */
const suiteLimitMs = 15 * 60_000;

/** Bundles every test/host/**\/*.test.ts, found by looking, and the entry that runs them. Returns the entry. */
async function bundleHostTests() {
  const source = path.join(projectFolder, 'test', 'host');
  const outdir = path.join(projectFolder, '.vscode-test', 'host-tests');
  await rm(outdir, { recursive: true, force: true });
  const tests = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  await esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: ['index.ts', ...tests].map((name) => path.join(source, name)),
    outdir,
    outbase: source,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    define: { 'process.env.ISB_HOST_TEST_MARK': JSON.stringify(hostTestMark) },
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.cjs');
}

/**
 * @param {string} countsFile where the suite leaves its counts
 * @returns {Promise<number>} 0 when every test passed
 */
export async function runHostTests(countsFile) {
  const entry = await bundleHostTests();
  const workspace = await copyWorkspace(path.join(projectFolder, 'examples'));
  const env = { ...withoutModelApis(), ISB_TEST_COUNTS: countsFile };
  try {
    const hasDisplay =
      process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
    const program = hasDisplay ? await downloadDesktop() : undefined;
    return program === undefined
      ? await runInBrowser(entry, workspace.folder, env)
      : await runOnDesktop(program, entry, workspace.folder, env);
  } finally {
    await workspace.remove();
  }
}

/** @returns {Promise<string | undefined>} the program of a desktop VS Code; undefined when it can't be had */
async function downloadDesktop() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(projectFolder, '.vscode-test') });
  } catch (error) {
    say(
      `Desktop VS Code could not be downloaded (${error instanceof Error ? error.message : error}): using the browser workbench.`,
    );
    return undefined;
  }
}

/** @param {string} program @param {string} entry @param {string} folder @param {{[name: string]: string | undefined}} env */
async function runOnDesktop(program, entry, folder, env) {
  const { runTests } = await import('@vscode/test-electron');
  return runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: [projectFolder, modelProvider],
    extensionTestsPath: entry,
    extensionTestsEnv: env,
    launchArgs: [
      folder,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
      `--user-data-dir=${path.join(path.dirname(folder), 'user')}`,
    ],
  }).catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  });
}

/** @param {string} entry @param {string} folder @param {{[name: string]: string | undefined}} env */
async function runInBrowser(entry, folder, env) {
  const workbench = await startWorkbench({ env, installed: modelProvider });
  const browser = await launchBrowser();
  /** @type {string[]} */
  const log = [];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    const page = await browser.newPage();
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
      const text = values.map(String).join(' ');
      log.push(`[${type}] ${text}`);
      if (text.startsWith(hostTestMark)) console.log(text.slice(hostTestMark.length));
    });
    const exit = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    const crash = new Promise((resolve) => page.once('crash', () => resolve(1)));
    const timeOut = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The suite in the extension host did not end within ${suiteLimitMs / 60_000} minutes.`)),
        suiteLimitMs,
      );
    });
    const ended = workbench.ended.then(() => Promise.reject(new Error('The VS Code server ended during the suite.')));
    await page.goto(workbench.address({ folder, tests: entry }));
    const code = Number(await Promise.race([exit, crash, timeOut, ended]));
    if (code !== 0) await keepLog(log, workbench.output());
    return code;
  } catch (error) {
    await keepLog(log, workbench.output());
    throw error;
  } finally {
    clearTimeout(timer);
    await browser.close();
    await workbench.stop();
  }
}

/** @param {string[]} log @param {string} serverOutput */
async function keepLog(log, serverOutput) {
  const file = path.join(projectFolder, 'test-results', 'host-tests.log');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${log.join('\n')}\n\n--- server ---\n${serverOutput}\n`);
  say('The console of VS Code is in test-results/host-tests.log');
}
