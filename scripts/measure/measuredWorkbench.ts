// A real VS Code in a real browser with our built extension and the probe beside it: what is asked of the extension host goes through the probe,
// and every page in the window notes when it draws and how its frames come.

import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, CDPSession, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../browser.mjs';
import { startWorkbench, type Workbench } from '../workbench.mjs';
import type { ProbeActions } from './probe/extension';

const viewport = { width: 1440, height: 900 };
const readyMs = 60_000;
/** A page that has drawn nothing for so long has drawn all that it had to. */
const settledMs = 700;

/**
 * In each page of the window, before any script of its own. What is drawn in a frame is shown by that frame, all else by the next one; a task of the
 * highest priority is the first thing after it.
 */
const watch = `(() => {
  const drawn = { count: 0, isShown: true, firstAt: 0, lastAt: 0, at: 0 };
  let isInFrame = false;
  const inFrame = (work) => (...args) => { isInFrame = true; try { return work(...args); } finally { isInFrame = false; } };
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (work) => nextFrame(inFrame(work));
  globalThis.ResizeObserver = class extends ResizeObserver { constructor(work) { super(inFrame(work)); } };
  const show = () => { drawn.isShown = true; drawn.lastAt = performance.now(); drawn.firstAt ||= drawn.lastAt; };
  const afterFrame = () => void scheduler.postTask(show, { priority: 'user-blocking' });
  const frames = [];
  let isWatching = false;
  for (const name of ['drawImage', 'fillRect']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) { drawn.at = performance.now(); drawn.count++; if (drawn.isShown) { drawn.isShown = false; if (isInFrame) afterFrame(); else nextFrame(afterFrame); } return draw.apply(this, args); };
  }
  const step = (now) => { if (!isWatching) return; frames.push(now); requestAnimationFrame(step); };
  const begunAt = performance.timeOrigin + performance.now();
  globalThis.isbWatch = {
    drawn: () => ({ begunAt, count: drawn.count, firstAt: performance.timeOrigin + drawn.firstAt, lastAt: performance.timeOrigin + drawn.lastAt, quietMs: drawn.isShown ? performance.now() - drawn.at : 0 }),
    start: () => { frames.length = 0; isWatching = true; requestAnimationFrame(step); },
    stop: () => { isWatching = false; return frames; },
  };
  globalThis.__name ??= (value) => value;
})()`;

interface Drawn {
  /** When VS Code had made the page, so that its own scripts could begin: ms on the machine's calendar clock. */
  begunAt: number;
  count: number;
  /** When the page was done with the frames that show the first and the last of it: ms on the machine's calendar clock. */
  firstAt: number;
  lastAt: number;
  quietMs: number;
}

interface Watch {
  drawn(): Drawn;
  start(): void;
  stop(): number[];
}

declare global {
  var isbWatch: Watch;
}

export interface Frames {
  /** ms between two frames, in their order. */
  gaps: number[];
  /** The share of the time in which the window's main thread had something to do, 0-1. */
  busy: number;
}

export class MeasuredWorkbench {
  private constructor(
    readonly page: Page,
    readonly cdp: CDPSession,
    private readonly port: number,
    private readonly closing: () => Promise<void>,
  ) {}

  /** Opens a window on a folder. `settings` are the user's. */
  static async open(
    folder: string,
    settings: { [name: string]: unknown } = {},
    env: NodeJS.ProcessEnv = {},
  ): Promise<MeasuredWorkbench> {
    const own = await mkdtemp(join(tmpdir(), 'isb-measured-'));
    let [server, browser]: [Workbench?, Browser?] = [];
    const close = async (): Promise<void> => {
      await browser?.close();
      await server?.stop();
      await rm(own, { recursive: true, force: true, maxRetries: 5 });
    };
    try {
      const probe = await buildProbe(join(own, 'probe'));
      const announced = join(own, 'port');
      server = await startWorkbench({ settings, env: { ...env, ISB_PROBE_FILE: announced }, installed: probe });
      browser = await launchBrowser();
      const page = await (await browser.newContext({ viewport })).newPage();
      await page.addInitScript(watch);
      // A YAML file is what the extension is activated by.
      const file = join(own, 'any.yaml');
      await writeFile(file, 'any: file\n');
      await page.goto(server.address({ folder, file }));
      const port = Number(await firstText(announced));
      return new MeasuredWorkbench(page, await page.context().newCDPSession(page), port, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.closing();
  }

  /** Has the probe do something in the extension host. Throws what it throws. */
  async ask<Name extends keyof ProbeActions>(
    name: Name,
    argument = '',
  ): Promise<Awaited<ReturnType<ProbeActions[Name]>>> {
    const response = await fetch(`http://127.0.0.1:${this.port}/${name}/${encodeURIComponent(argument)}`);
    const answer = (await response.json()) as { result?: Awaited<ReturnType<ProbeActions[Name]>>; error?: string };
    if (answer.error !== undefined) throw new Error(`${name}: ${answer.error}`);
    return answer.result!;
  }

  /** The page that draws, as soon as it does. */
  panelThatDraws(): Promise<Frame> {
    return this.waitForPage(({ count }) => count > 100).then(({ frame }) => frame);
  }

  /** The page that has drawn, once it has drawn everything, and when it drew. */
  async painted(): Promise<{ frame: Frame } & Pick<Drawn, 'begunAt' | 'firstAt' | 'lastAt'>> {
    const { frame, drawn } = await this.waitForPage(({ count, quietMs }) => count > 100 && quietMs > settledMs);
    return { frame, ...drawn };
  }

  private async waitForPage(isIt: (drawn: Drawn) => boolean): Promise<{ frame: Frame; drawn: Drawn }> {
    const deadline = performance.now() + readyMs;
    for (;;) {
      for (const frame of this.page.frames()) {
        const drawn = await frame.evaluate(() => globalThis.isbWatch?.drawn()).catch(() => undefined);
        if (drawn && isIt(drawn)) return { frame, drawn };
      }
      if (performance.now() > deadline) throw new Error('No page has drawn anything.');
      await this.page.waitForTimeout(50);
    }
  }

  /** How frames come in one page while `work` goes on. */
  async frames(frame: Frame, work: () => Promise<unknown>): Promise<Frames> {
    await this.cdp.send('Performance.enable');
    const before = await this.taskTimes();
    await frame.evaluate(() => globalThis.isbWatch.start());
    await work();
    const times = await frame.evaluate(() => globalThis.isbWatch.stop());
    const after = await this.taskTimes();
    return {
      gaps: times.slice(1).map((time, place) => time - times[place]!),
      busy: (after.tasks - before.tasks) / (after.at - before.at),
    };
  }

  /** Living objects of the window's pages after a collection of garbage, MiB. */
  async heapMib(): Promise<number> {
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  }

  private async taskTimes(): Promise<{ tasks: number; at: number }> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
    return { tasks: of('TaskDuration'), at: of('Timestamp') };
  }
}

async function buildProbe(folder: string): Promise<string> {
  await mkdir(folder);
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, 'probe', 'extension.ts')],
    outfile: join(folder, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = {
    name: 'probe',
    publisher: 'iso-speed-bench',
    version: '0.0.0',
    engines: { vscode: '^1.95.0' },
    main: './extension.cjs',
    activationEvents: ['onStartupFinished'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** The text of a file, once there is one. */
async function firstText(path: string): Promise<string> {
  const deadline = performance.now() + readyMs;
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text !== '') return text;
    if (performance.now() > deadline) throw new Error(`VS Code did not start the probe within ${readyMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
