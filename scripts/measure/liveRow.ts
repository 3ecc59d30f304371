// A run in an open panel of a real VS Code while about 300 of its tests end in a second.

import { MeasuredWorkbench, type Frames } from './measuredWorkbench';
import { asText, measuredModels, writeBenchmark } from './measuredRun';
import { frameFigures } from './panelRow';
import type { ProbeActions } from './probe/extension';
import { withServer } from './runningServer';
import type { RowResult, SuiteOptions } from './suiteRow';

const models = 20;
const prompts = 1000;
const atOnce = 50;
const testsOfSecond = 300;
const watchedMs = 8000;

interface Watched {
  frames: Frames;
  host: Awaited<ReturnType<ProbeActions['stopLag']>>;
  testsOfSecond: number;
}

export async function liveRow({ rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const file = await writeBenchmark(folder, prompts, asText, { models });
  const watched: Watched[] = [];
  await withServer(
    'instant',
    async ({ url }) => {
      for (let round = 0; round < rounds; round++) watched.push(await watchRun(folder, file, `${url}/v1`));
    },
    (atOnce / testsOfSecond) * 1000,
  );
  const hosts = watched.map(({ host }) => host);
  return [
    {
      name: 'live',
      title: `a run of ${models} x ${prompts} tests goes on in an open panel, about ${testsOfSecond} tests ending in a second`,
      figures: [
        { what: 'tests in a second', unit: '', run: watched.map((one) => one.testsOfSecond) },
        ...frameFigures(watched.map(({ frames }) => frames)),
        { what: 'host loop late, p99', unit: 'ms', run: hosts.map(({ p99 }) => p99) },
        { what: 'host loop late, most', unit: 'ms', run: hosts.map(({ max }) => max) },
        { what: 'CPU of the host', unit: '%', run: hosts.map(({ cpuMs, wallMs }) => (100 * cpuMs) / wallMs) },
      ],
      othersShares: [],
    },
  ];
}

async function watchRun(folder: string, file: string, baseUrl: string): Promise<Watched> {
  const settings = {
    'isoSpeedBench.mode': 'throughput',
    'isoSpeedBench.concurrency': { openai: atOnce },
    'isoSpeedBench.resultImages': false,
    // Nothing is asked about a run that costs nothing.
    'isoSpeedBench.prices': Object.fromEntries(
      measuredModels(models).map((model) => [model, { inputPerMillion: 0, outputPerMillion: 0 }]),
    ),
  };
  const workbench = await MeasuredWorkbench.open(folder, settings, {
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: baseUrl,
  });
  try {
    await workbench.ask('run', file);
    const frame = await workbench.panelThatDraws();
    const before = await workbench.ask('progress');
    await workbench.ask('startLag');
    const frames = await workbench.frames(frame, () => frame.waitForTimeout(watchedMs));
    const host = await workbench.ask('stopLag');
    const after = await workbench.ask('progress');
    if (after.isOver) throw new Error('The run was over before it had been watched.');
    return { frames, host, testsOfSecond: ((after.finished - before.finished) / host.wallMs) * 1000 };
  } finally {
    await workbench.close();
  }
}
