// A large run in the panel of a real VS Code: opened, scrolled from end to end, and replayed at 50 squares a tick.

import { dirname } from 'node:path';
import type { Frame } from 'playwright-core';
import { MeasuredWorkbench, type Frames } from './measuredWorkbench';
import { asText, measuredRun, writeBenchmark } from './measuredRun';
import { withServer } from './runningServer';
import { rank } from './spread';
import type { Figure, RowResult, SuiteOptions } from './suiteRow';

const replayedMs = 6000;
const squaresOfTick = 50;
const tickMs = 50;

/** Runs of 20 x 1,000 tests, and of 5 models with as many tests as `--largest` says. */
export async function panelRow({ atOnce, rounds, largest }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const results: RowResult[] = [];
  await withServer('instant', async (server) => {
    for (const [models, prompts] of [
      [20, 1000],
      [5, largest / 5],
    ] as const) {
      const file = await writeBenchmark(folder, prompts, asText, { models });
      await measuredRun(file, atOnce, server, {
        look: async (run) => void results.push(...(await measure(run, rounds, `${models} x ${prompts}`))),
      });
    }
  });
  return results;
}

interface Opened {
  frame: Frame;
  /** From the click to the page that VS Code makes for every extension: no script has run in it yet. */
  madeMs: number;
  /** From the click to the frame that shows the first squares, and to the one that shows the last. */
  firstMs: number;
  paintedMs: number;
  heapMib: number;
}

async function measure(runDirectory: string, rounds: number, size: string): Promise<RowResult[]> {
  const workbench = await MeasuredWorkbench.open(dirname(dirname(runDirectory)), {
    'isoSpeedBench.panel.tickMs': tickMs,
  });
  try {
    const [ours, again, bare]: [Opened[], Opened[], Opened[]] = [[], [], []];
    // The first round fills caches, and is thrown away.
    for (let round = 0; round <= rounds; round++) {
      const reference = await open(workbench, 'openBare', runDirectory);
      await workbench.ask('closeAll');
      await workbench.ask('forget', runDirectory);
      const run = await open(workbench, 'openOurs', runDirectory);
      await workbench.ask('closeAll');
      const same = await open(workbench, 'openOurs', runDirectory);
      if (round < rounds) await workbench.ask('closeAll');
      if (round === 0 && rounds > 0) continue;
      ours.push(run);
      again.push(same);
      bare.push(reference);
    }
    const { frame } = again.at(-1)!;
    const scrolling = await scrollRow(workbench, frame, rounds, size);
    const replay = await replayRow(workbench, frame, rounds, size);
    await requireFailures(frame);
    return [openingRow(size, { ours, again, bare }), scrolling, replay];
  } finally {
    await workbench.close();
  }
}

async function open(workbench: MeasuredWorkbench, how: 'openOurs' | 'openBare', runDirectory: string): Promise<Opened> {
  const before = await workbench.heapMib();
  const { from } = await workbench.ask(how, runDirectory);
  const { frame, begunAt, firstAt, lastAt } = await workbench.painted();
  return {
    frame,
    madeMs: begunAt - from,
    firstMs: firstAt - from,
    paintedMs: lastAt - from,
    heapMib: (await workbench.heapMib()) - before,
  };
}

function openingRow(size: string, { ours, again, bare }: { [kind in 'ours' | 'again' | 'bare']: Opened[] }): RowResult {
  return {
    name: `opening ${size}`,
    title: `a run of ${size} tests is opened in the panel`,
    reference: 'a page in the same window that paints as many squares from the same events',
    figures: [
      {
        what: 'empty page made',
        unit: 'ms',
        run: ours.map(({ madeMs }) => madeMs),
        reference: bare.map(({ madeMs }) => madeMs),
      },
      {
        what: 'first squares painted',
        unit: 'ms',
        run: ours.map(({ firstMs }) => firstMs),
        reference: bare.map(({ firstMs }) => firstMs),
      },
      {
        what: 'all squares painted',
        unit: 'ms',
        run: ours.map(({ paintedMs }) => paintedMs),
        reference: bare.map(({ paintedMs }) => paintedMs),
      },
      {
        what: 'all, opened again',
        unit: 'ms',
        run: again.map(({ paintedMs }) => paintedMs),
        reference: bare.map(({ paintedMs }) => paintedMs),
      },
      {
        what: 'heap of the page',
        unit: 'MiB',
        run: ours.map(({ heapMib }) => heapMib),
        reference: bare.map(({ heapMib }) => heapMib),
      },
    ],
    othersShares: [],
  };
}

const cells = 'isb-matrix-cells';

type Cells = HTMLElement & { failures: number[] };

async function scrollRow(workbench: MeasuredWorkbench, frame: Frame, rounds: number, size: string): Promise<RowResult> {
  const scrolled: Frames[] = [];
  await requireFailures(frame);
  for (let round = 0; round < rounds; round++)
    scrolled.push(await workbench.frames(frame, () => frame.locator(cells).evaluate(scrollAlong, replayedMs)));
  return {
    name: `scrolling ${size}`,
    title: `the matrix of a run of ${size} tests is scrolled from its first prompt to its last`,
    figures: frameFigures(scrolled),
    othersShares: [],
  };
}

/** Runs in the panel. Every frame shows other squares. */
function scrollAlong(element: Element, forMs: number): Promise<void> {
  return new Promise((resolve) => {
    const from = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, (now - from) / forMs);
      element.scrollLeft = share * (element.scrollWidth - element.clientWidth);
      if (share === 1) return resolve();
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** Throws when the line above the models counts otherwise than the tests of the run do. */
async function requireFailures(frame: Frame): Promise<void> {
  const counted = await frame.locator(cells).evaluate((element) => (element as Cells).failures);
  const failed = await frame.evaluate(failuresOfRun);
  if (counted.join(' ') !== failed.join(' '))
    throw new Error('The line of how many models failed each prompt is not what the run has.');
}

/** Runs in the panel. How many models failed each prompt, by the state of the run. */
function failuresOfRun(): number[] {
  const view = document.querySelector('isb-app')?.shadowRoot?.querySelector('isb-run-view') as {
    player?: { state: { models: { tests: { verdict: string }[] }[] } };
  } | null;
  const models = view?.player?.state.models ?? [];
  const failed = ['incorrect', 'error'];
  return (models[0]?.tests ?? []).map(
    (_, at) => models.filter(({ tests }) => failed.includes(tests[at]!.verdict)).length,
  );
}

/** What is asked here of the player in the panel. */
interface Player {
  length: number;
  speed: number;
  replay(): void;
  pause(): void;
}

async function replayRow(workbench: MeasuredWorkbench, frame: Frame, rounds: number, size: string): Promise<RowResult> {
  const [ours, bare]: [Frames[], Frames[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    bare.push(await workbench.frames(frame, () => paintBarely(frame)));
    await frame.evaluate(startReplay, { squaresOfTick, tickMs });
    ours.push(await workbench.frames(frame, () => frame.waitForTimeout(replayedMs)));
    await frame.evaluate(pauseReplay);
  }
  return {
    name: `replay ${size}`,
    title: `a run of ${size} tests is replayed at ${squaresOfTick} squares a tick of ${tickMs} ms`,
    reference: 'a canvas in the same page on which as many squares a tick are painted',
    figures: frameFigures(ours, bare),
    othersShares: [],
  };
}

/** How frames came, one value a round. */
export function frameFigures(run: Frames[], reference?: Frames[]): Figure[] {
  const figure = (what: string, unit: Figure['unit'], read: (frames: Frames) => number): Figure => ({
    what,
    unit,
    run: run.map(read),
    ...(reference ? { reference: reference.map(read) } : {}),
  });
  return [
    figure('frames', 'frames/s', ({ gaps }) => (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)),
    figure('between frames, p95', 'ms', ({ gaps }) => rank(gaps, 0.95)),
    figure('between frames, most', 'ms', ({ gaps }) => Math.max(...gaps)),
    figure('main thread busy', '%', ({ busy }) => busy * 100),
  ];
}

/** Runs in the panel. Sets the speed so that as many squares light in a tick as were asked for. */
function startReplay({ squaresOfTick: wanted, tickMs: tick }: { squaresOfTick: number; tickMs: number }): void {
  const view = document.querySelector('isb-app')?.shadowRoot?.querySelector('isb-run-view') as {
    player?: Player & { state: { models: { tests: unknown[] }[] } };
  } | null;
  const player = view?.player;
  if (!player) throw new Error('There is no run in the panel.');
  const squares = player.state.models.reduce((sum, { tests }) => sum + tests.length, 0);
  player.speed = player.length / ((squares / wanted) * tick);
  player.replay();
}

/** Runs in the panel. */
function pauseReplay(): void {
  const view = document.querySelector('isb-app')?.shadowRoot?.querySelector('isb-run-view') as {
    player?: Player;
  } | null;
  view?.player?.pause();
}

async function paintBarely(frame: Frame): Promise<void> {
  await frame.evaluate(
    ({ wanted, tick, forMs }) =>
      new Promise<void>((resolve) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [1200, 800];
        canvas.style.cssText = 'position: fixed; top: 0; left: 0';
        document.body.append(canvas);
        const context = canvas.getContext('2d')!;
        const from = performance.now();
        let last = from;
        const step = (now: number): void => {
          if (now - from > forMs) {
            canvas.remove();
            return resolve();
          }
          requestAnimationFrame(step);
          if (now - last + 1 < tick) return;
          last = now;
          for (let square = 0; square < wanted; square++) {
            context.fillStyle = square % 7 === 0 ? 'red' : 'green';
            context.fillRect(Math.floor(Math.random() * 25) * 48, Math.floor(Math.random() * 16) * 48, 44, 44);
          }
        };
        requestAnimationFrame(step);
      }),
    { wanted: squaresOfTick, tick: tickMs, forMs: replayedMs },
  );
}
