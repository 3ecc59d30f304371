// `npm start`: builds where something has changed, then opens a real VS Code with the extension on the examples and lets it run the first benchmark.
// Desktop VS Code when its `code` command is there, otherwise the browser workbench. Ctrl+C ends everything that it started.
// `--browser` takes the browser workbench in any case; `--headless-check` proves the whole with no person looking on.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildAll } from '../esbuild.mjs';
import { isOutOfDate } from './isOutOfDate.mjs';
import { findOnPath } from './processes.mjs';
import { projectFolder } from './toolCache.mjs';
import { startWorkbench } from './workbench.mjs';
import { copyWorkspace, withoutModelApis } from './workspaceCopy.mjs';

const examples = path.join(projectFolder, 'examples');
const firstRun = 'first-run.yaml';
/** Read by the extension once, when it is activated: by the benchmark that is open. */
const openVariable = 'ISO_SPEED_BENCH_OPEN';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/**
 * Opens desktop VS Code. `code` hands over to the program and ends.
 * @param {string} code
 */
async function openDesktop(code) {
  // On Windows `code` is a batch file, which only a shell can start.
  const isBatch = code.endsWith('.cmd');
  const quoted = (/** @type {string} */ text) => (isBatch ? `"${text}"` : text);
  const child = spawn(
    quoted(code),
    [
      '--new-window',
      quoted(`--extensionDevelopmentPath=${projectFolder}`),
      quoted(examples),
      quoted(path.join(examples, firstRun)),
    ],
    {
      env: { ...process.env, [openVariable]: path.join(examples, firstRun) },
      stdio: 'inherit',
      shell: isBatch,
    },
  );
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (exitCode !== 0)
    throw new Error(
      `\`${code}\` ended with ${exitCode}.\nWhat to do: \`npm start -- --browser\` uses a VS Code in the browser instead.`,
    );
  console.log('VS Code is open on the examples; the first benchmark runs in the Iso Speed Bench panel.');
}

async function openInBrowser() {
  const workbench = await startWorkbench({ env: { [openVariable]: path.join(examples, firstRun) } });
  const address = workbench.address({ folder: examples, file: path.join(examples, firstRun) });
  const opener = hasDisplay ? browserOpener(address) : undefined;
  console.log(
    `\n${opener === undefined ? 'Open this address in a browser:' : 'VS Code opens in your browser. Should it not, open this address:'}\n\n  ${address}\n`,
  );
  console.log('The first benchmark starts by itself. Ctrl+C here ends VS Code.');
  opener?.();
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve('interrupted'));
  });
  const reason = await Promise.race([interrupted, workbench.ended.then(() => 'ended')]);
  await workbench.stop();
  if (reason === 'ended')
    throw new Error(
      `VS Code's server ended by itself:\n${workbench.output().trim().split('\n').slice(-20).join('\n')}`,
    );
  console.log('\nVS Code has ended.');
}

/** How this machine opens an address, if it can; `BROWSER=none` keeps it from it. @param {string} address @returns {(() => void) | undefined} */
function browserOpener(address) {
  if (process.env['BROWSER'] === 'none') return undefined;
  const isWindows = process.platform === 'win32';
  const program = isWindows ? 'rundll32' : process.platform === 'darwin' ? 'open' : findOnPath(['xdg-open']);
  if (program === undefined) return undefined;
  return () => {
    const child = spawn(program, isWindows ? ['url.dll,FileProtocolHandler', address] : [address], {
      stdio: 'ignore',
      detached: true,
    });
    // The address is on the terminal as well, so that nothing is lost.
    child.once('error', () => console.log('No browser could be opened: use the address above.'));
    child.unref();
  };
}

/** Does what `openInBrowser` does with a headless browser, waits for the finished run and keeps a picture of it. */
async function checkHeadless() {
  const { launchBrowser } = await import('./browser.mjs');
  const { panelFrame, waitForFinishedRun } = await import('./panelChecks.mjs');
  const workspace = await copyWorkspace(examples);
  const workbench = await startWorkbench({
    env: { ...withoutModelApis(), [openVariable]: path.join(workspace.folder, firstRun) },
  });
  const browser = await launchBrowser();
  const picture = path.join(projectFolder, 'test-results', 'start.png');
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const file = path.join(workspace.folder, firstRun);
    await page.goto(workbench.address({ folder: workspace.folder, file }));
    try {
      console.log(`The first run has finished:\n${await waitForFinishedRun(panelFrame(page), 120_000)}`);
    } finally {
      await page.screenshot({ path: picture });
      console.log(`Picture: ${path.relative(process.cwd(), picture)}`);
    }
  } finally {
    await browser.close();
    await workbench.stop();
    await workspace.remove();
  }
}

const flags = process.argv.slice(2);
try {
  if (await isOutOfDate(['extension.cjs', 'node/cli.mjs', 'webview/panel.js'], ['src/extension'])) {
    console.log('Building ...');
    await buildAll();
  }
  const code = flags.includes('--browser') ? undefined : findOnPath(['code']);
  if (flags.includes('--headless-check')) await checkHeadless();
  else if (code !== undefined && hasDisplay) await openDesktop(code);
  else await openInBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
