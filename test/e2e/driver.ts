// Drives a real VS Code in the browser the way a person does. What a test needs:
//
//   const vscode = usingWorkbench({ folder: 'examples' });      // inside describe(): one window for all tests of the suite
//   await vscode.chooseInMenu('first-run.yaml', 'Run Iso Speed Bench');   // right-click in the Explorer
//   await vscode.runCommand('Iso Speed Bench: Open ...');       // F1, type, Enter
//   await vscode.waitForSquares(/^[#x!\n]+$/);                  // every model's squares as text, see isb-grid.picture
//   await vscode.clickSquare(0, 3); await vscode.hoverSquare(0, 3);       // model row and position, both from 0
//   await vscode.panel().getByRole('button', { name: 'Replay Bench' }).click();
//   await vscode.screenshot('run');                             // test-results/run.png
//
// The folder is copied first, so that a test may write into it (`vscode.folder`). Keys of model APIs are taken out of the environment.
// When a test fails a screenshot, the console and the server's output stay in test-results/. Waiting is Playwright's own; no sleeps.

import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { panelFrame, squarePictures, waitForSquares } from '../../scripts/panelChecks.mjs';
import { startWorkbench } from '../../scripts/workbench.mjs';
import type { Workbench } from '../../scripts/workbench.mjs';
import { copyWorkspace, withoutModelApis } from '../../scripts/workspaceCopy.mjs';
import { sharedBrowser, sharedWorkbench } from './shared';
import { showsSquares } from './showsSquares';
import { slowDown } from './slowDown';
import { readyTimeoutMs, WorkbenchChoices } from './workbenchChoices';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const resultsFolder = path.join(projectFolder, 'test-results');
const squaresTimeoutMs = 90_000;
/** How long a window may take to be left, ms. */
const goodbyeTimeoutMs = 30_000;

interface OpenOptions {
  /** The workspace to copy and open; relative to the project. */
  folder: string;
  /** More files of the workspace, text by name: VS Code may miss what is written while it starts. */
  files?: { [name: string]: string };
  /** One of its files, a `.code-workspace` with several folders, to open in place of the folder. */
  workspaceFile?: string;
  /** User settings. */
  settings?: { [name: string]: unknown };
  /** Variables for the extension host; undefined takes one away. With any, VS Code is started for this window alone. */
  env?: { [name: string]: string | undefined };
  /** Open the folder in Restricted Mode, in a VS Code that is started for this window alone. */
  isTrustAsked?: boolean;
  /** A VSIX to install in place of the project as it is, into a VS Code that is started for this window alone. */
  vsix?: string;
  /** Window size, CSS px. */
  viewport?: { width: number; height: number };
}

/** Opens a window of VS Code on a copy of a folder and waits until its Explorer is there. */
export async function openWorkbench(options: OpenOptions): Promise<OpenWorkbench> {
  const workspace = await copyWorkspace(path.resolve(projectFolder, options.folder));
  for (const [name, text] of Object.entries(options.files ?? {}))
    await writeFile(path.join(workspace.folder, name), text);
  const isShared = options.env === undefined && options.isTrustAsked === undefined && options.vsix === undefined;
  const server = isShared
    ? await sharedWorkbench()
    : await startWorkbench({
        env: { ...withoutModelApis(), ...options.env },
        isTrustAsked: options.isTrustAsked,
        installed: options.vsix,
      });
  await server.writeSettings({
    // What most tests look at is the same whatever the size of their run; the matrix has a test of its own.
    'isoSpeedBench.panel.layout': 'rows',
    // Simulated models take their time: the more at once, the less is waited.
    'isoSpeedBench.concurrency': { simulated: 30 },
    ...options.settings,
  });
  const context = await (
    await sharedBrowser()
  ).newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // tsx compiles these tests with a helper that functions handed to the page then call; a page doesn't have it.
  await context.addInitScript('globalThis.__name ??= (value) => value;');
  await slowDown(context);
  const workbench = new OpenWorkbench(await context.newPage(), workspace, server, isShared, options);
  try {
    await workbench.load();
  } catch (error) {
    await workbench.keepEvidence('start');
    await workbench.close();
    throw error;
  }
  return workbench;
}

/**
 * One window of VS Code for the tests of a suite: opened before them, closed after them, evidence kept of those that fail.
 * Call it inside `describe`; use the result inside `it`.
 */
export function usingWorkbench(options: OpenOptions): OpenWorkbench {
  let opened: OpenWorkbench | undefined;
  before('open VS Code', async () => {
    opened = await openWorkbench(options);
  });
  afterEach('keep evidence of a failure', async function () {
    if (this.currentTest?.state === 'failed') await opened?.keepEvidence(this.currentTest.fullTitle());
  });
  after('close VS Code', async () => {
    await opened?.close();
  });
  return new Proxy({} as OpenWorkbench, {
    get: (_, name) => {
      if (opened === undefined) throw new Error('VS Code is opened before the first test of the suite, not earlier.');
      const value: unknown = Reflect.get(opened, name, opened);
      return typeof value === 'function' ? (value.bind(opened) as unknown) : value;
    },
  });
}

export class OpenWorkbench extends WorkbenchChoices {
  private readonly log: string[] = [];

  constructor(
    page: Page,
    private readonly workspace: { folder: string; remove: () => Promise<void> },
    private readonly server: Workbench,
    private readonly isServerShared: boolean,
    private readonly opened: Pick<OpenOptions, 'vsix' | 'workspaceFile'>,
  ) {
    super(page);
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => this.log.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.log.push(`[page error] ${error.stack ?? error.message}`));
  }

  /** The copy that is open, absolute. */
  get folder(): string {
    return this.workspace.folder;
  }

  /** Loads the window. */
  async load(): Promise<void> {
    const { vsix, workspaceFile = '' } = this.opened;
    const extension = vsix === undefined ? undefined : null;
    await this.page.goto(this.server.address({ folder: path.join(this.folder, workspaceFile), extension }));
    await this.explorerIsThere();
  }

  /** Chooses a color theme by its name. */
  async chooseTheme(name: string): Promise<void> {
    await this.beginCommand('Preferences: Color Theme');
    await this.picker().getByPlaceholder('Select Color Theme').fill(name);
    await this.found(name).click();
    await this.picker().waitFor({ state: 'hidden' });
  }

  /** Reloads the window by VS Code's own command, which writes down what it remembers first. */
  async reload(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load', { timeout: readyTimeoutMs }),
      this.runCommand('Developer: Reload Window'),
    ]);
    await this.explorerIsThere();
  }

  private async explorerIsThere(): Promise<void> {
    const { workspaceFile } = this.opened;
    const row = this.page.locator('.explorer-folders-view .monaco-list-row').first();
    if (workspaceFile === undefined) return row.waitFor({ timeout: readyTimeoutMs });
    // VS Code in the browser may read a workspace file before it can reach the server's files. It then shows no folder until the file changes.
    const file = path.join(this.folder, workspaceFile);
    await this.untilReady('the folders of the workspace', async (timeout) => {
      await utimes(file, new Date(), new Date());
      await row.waitFor({ timeout });
    });
  }

  /** A file or folder that the Explorer shows, by its name. */
  explorerItem(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Opens a file from the Explorer, then right-clicks it there and chooses from the menu, again until the extension has added its entry. */
  async chooseInMenu(itemName: string, entry: string): Promise<void> {
    await this.explorerItem(itemName).click();
    await this.chooseFromMenu(() => this.explorerItem(itemName).click({ button: 'right' }), entry);
  }

  /** A part of the sidebar by its title. */
  pane(title: string): Locator {
    return this.page.locator('.pane').filter({ has: this.page.locator('.pane-header', { hasText: title }) });
  }

  /** The page of the run panel that is shown. */
  panel(): FrameLocator {
    return panelFrame(this.page);
  }

  /** The squares of every model as text. */
  squares(): Promise<string[]> {
    return squarePictures(this.panel());
  }

  /** Waits until every model's squares are like `pattern`: `#` correct, `x` incorrect, `!` error, `~` running, `.` waiting. */
  waitForSquares(pattern: RegExp, timeoutMs = squaresTimeoutMs): Promise<string[]> {
    return waitForSquares(this.panel(), pattern, timeoutMs);
  }

  /** Waits until every square has a verdict. */
  waitForFinishedRun(): Promise<string[]> {
    return this.waitForSquares(/^[#x!\n]+$/);
  }

  /** Waits until a run is over: after its last square come its pictures, its report and its page. VS Code asks before a second run until then. */
  async waitForEnd(benchmarkName: string): Promise<void> {
    await this.page
      .getByText(new RegExp(`${benchmarkName} finished: \\d+ of \\d+`))
      .first()
      .waitFor();
  }

  async clickSquare(row: number, position: number): Promise<void> {
    await this.grid(row).click({ position: await this.squareCenter(row, position) });
  }

  async hoverSquare(row: number, position: number): Promise<void> {
    await this.grid(row).hover({ position: await this.squareCenter(row, position) });
  }

  /** Drops a file on the panel, as if dragged from the desktop. */
  async dropFile(name: string, text: string): Promise<void> {
    await this.panel()
      .locator('isb-app .app')
      .evaluate(
        (target, file) => {
          const data = new DataTransfer();
          data.items.add(new File([file.text], file.name));
          for (const type of ['dragenter', 'dragover', 'drop']) {
            target.dispatchEvent(
              new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }),
            );
          }
        },
        { name, text },
      );
  }

  private grid(row: number): Locator {
    return this.panel().locator('isb-grid').nth(row);
  }

  /** Relative to the grid, CSS px. */
  private async squareCenter(row: number, position: number): Promise<{ x: number; y: number }> {
    await showsSquares(this.grid(row));
    // What a square leads to comes with the buttons, after the squares.
    await this.panel().locator('isb-toolbar').getByRole('group').first().waitFor();
    await this.grid(row).scrollIntoViewIfNeeded();
    return this.grid(row).evaluate((element, wanted) => {
      const grid = element as HTMLElement & { rectOf(position: number): DOMRect };
      const square = grid.rectOf(wanted);
      const own = grid.getBoundingClientRect();
      return { x: square.x + square.width / 2 - own.x, y: square.y + square.height / 2 - own.y };
    }, position);
  }

  /** Keeps a picture of the window as test-results/<name>.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(resultsFolder, `${fileNameOf(name)}.png`) });
  }

  /** Keeps what explains a failure: a picture, the console, the server's output. */
  async keepEvidence(title: string): Promise<void> {
    const base = path.join(resultsFolder, `failed-${fileNameOf(title)}`);
    await mkdir(resultsFolder, { recursive: true });
    await writeFile(`${base}.log`, `${this.log.join('\n')}\n\n--- server ---\n${this.server.output()}\n`);
    // A window that hangs has no picture, which must not hide why the test failed.
    await this.page
      .screenshot({ path: `${base}.png`, timeout: 10_000 })
      .catch((error: Error) => console.error(`no screenshot: ${error.message}`));
    // Of a machine that keeps no files there is only what was printed.
    const words = await this.page
      .locator('body')
      .innerText({ timeout: 10_000 })
      .catch((error: Error) => `nothing that could be read: ${error.message}`);
    console.error(`    the window said: ${words.replace(/\s+/g, ' ').slice(0, 600)}`);
    console.error(`    what was seen: ${path.relative(projectFolder, base)}.png and .log`);
  }

  async close(): Promise<void> {
    // Left, not just closed: VS Code ends the extension host of a window that says goodbye, and keeps that of a lost one for its return.
    this.page.on('dialog', (dialog) => void dialog.accept());
    // One that is still starting may not let itself be left. Its end must not hide why a test failed.
    await this.page
      .goto('about:blank', { timeout: goodbyeTimeoutMs })
      .catch((error: Error) => console.error(`the window was closed without a goodbye: ${error.message}`));
    await this.page.context().close();
    if (!this.isServerShared) await this.server.stop();
    await this.workspace.remove();
  }
}

function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
