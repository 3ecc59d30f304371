// A real VS Code in the browser on 127.0.0.1: starts its server with settings of its own, makes the addresses to open, ends all of it.
// Used by `npm start`, the extension-host suite and the Playwright suite; it opens no browser itself.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endTree, runQuietly, signalTree, treeOptions } from './processes.mjs';
import { ensureNode, ensureServer, projectFolder } from './toolCache.mjs';

/** Quiet, private and the same every time. A caller's settings go on top. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** @type {NodeJS.Signals[]} */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {object} WorkbenchOptions
 * @property {{[name: string]: unknown}} [settings] user settings
 * @property {{[name: string]: string | undefined}} [env] variables for the server and the extension host; undefined takes one away
 * @property {string} [installed] the folder of another extension, or a VSIX, which is installed
 * @property {boolean} [isTrustAsked] open folders in Restricted Mode until the user trusts them; otherwise everything is trusted
 *
 * @typedef {object} WorkbenchPage
 * @property {string} folder the folder to open, or a `.code-workspace` file with several, absolute
 * @property {string} [file] a file to open in it, absolute
 * @property {string | null} [extension] the folder of the extension under development; the project when absent, none when null
 * @property {string} [tests] a bundled test entry to run inside the extension host
 *
 * @typedef {object} Workbench
 * @property {(page: WorkbenchPage) => string} address what to open in a browser
 * @property {string} dataFolder where the server keeps user data and logs
 * @property {(settings: {[name: string]: unknown}) => Promise<void>} writeSettings makes these the user settings of windows opened from now on
 * @property {() => string} output everything that the server has written so far
 * @property {Promise<void>} ended settles when the server has ended, by itself or stopped
 * @property {() => Promise<void>} stop ends the server with all extension hosts and removes its data
 */

/**
 * Starts the server and waits until it listens on a free port of its own choosing.
 * @param {WorkbenchOptions} [options]
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench({ settings = {}, env = {}, installed, isTrustAsked = false } = {}) {
  const node = await ensureNode();
  const server = await ensureServer();
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-workbench-'));
  const userFolder = path.join(dataFolder, 'data', 'User');
  await mkdir(userFolder, { recursive: true });
  const writeSettings = (/** @type {{[name: string]: unknown}} */ changes) =>
    writeFile(path.join(userFolder, 'settings.json'), JSON.stringify({ ...quietSettings, ...changes }, null, 2));
  await writeSettings(settings);
  if (installed?.endsWith('.vsix'))
    await runQuietly(
      node,
      [
        path.join(server, 'out', 'server-main.js'),
        ...['--install-extension', installed, '--server-data-dir', dataFolder, '--accept-server-license-terms'],
      ],
      { cwd: server, env: serverEnvironment(env) },
    );
  else if (installed !== undefined)
    await cp(installed, path.join(dataFolder, 'extensions', path.basename(installed)), { recursive: true });

  // Without it every user of this machine could read our files through the server. In a file, because arguments are seen by all of them.
  const token = randomBytes(24).toString('hex');
  const tokenFile = path.join(dataFolder, 'connection-token');
  await writeFile(tokenFile, token, { mode: 0o600 });

  const child = spawn(
    node,
    [
      path.join(server, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile, '--accept-server-license-terms'],
      ...['--enable-smoke-test-driver', '--server-data-dir', dataFolder, '--telemetry-level', 'off'],
      ...(isTrustAsked ? [] : ['--disable-workspace-trust']),
    ],
    { ...treeOptions, cwd: server, env: serverEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  // Should this process be ended from outside, nothing stays behind: the server is in a process group of its own, which Ctrl+C doesn't reach.
  const endWithUs = () => {
    signalTree(child, 'SIGKILL');
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  const endAndGoOn = (/** @type {NodeJS.Signals} */ signal) => {
    endWithUs();
    // Nobody else wants to know: end as if we had not listened.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', endWithUs);
  for (const signal of endingSignals) process.once(signal, endAndGoOn);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match !== null) resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`The VS Code server ended before it listened:\n${output.trim()}`)));
  });

  return {
    address: (page) => workbenchAddress(port, token, page),
    dataFolder,
    writeSettings,
    output: () => output,
    ended,
    stop: async () => {
      process.off('exit', endWithUs);
      for (const signal of endingSignals) process.off(signal, endAndGoOn);
      await endTree(child);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {number} port @param {string} token @param {WorkbenchPage} page */
function workbenchAddress(port, token, { folder, file, extension = projectFolder, tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
  const payload = extension === null ? [] : [['extensionDevelopmentPath', remote(extension)]];
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  if (file !== undefined) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({
    tkn: token,
    [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: decodeURIComponent(pathToFileURL(folder).pathname),
    skipWelcome: 'true',
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/**
 * Ours, less what a VS Code around us left in it, which would make the server think that it is part of that one.
 * @param {{[name: string]: string | undefined}} changes
 */
function serverEnvironment(changes) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_|^NODE_OPTIONS$/.test(name));
  // An empty gallery keeps the server from looking extensions up on the network.
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}', ...changes };
}
