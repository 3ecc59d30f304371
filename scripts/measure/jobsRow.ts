// What several processes of one machine bring to a run that keeps the processor busy: 2 and 4 of them beside one, with models' Python and with
// pictures that an embedded engine reads and result images are drawn of.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredChild, type Measured } from './measuredChild';
import { measuredModel } from './measuredRun';
import { withServer, type RunningServer } from './runningServer';
import { figureOf, type RowResult, type SuiteOptions } from './suiteRow';

const numbers = [2, 4];

/** Tests of a run: each takes a good part of a second of the processor. */
const mostTests = 80;

interface Work {
  name: string;
  words: string;
  file: string;
}

export async function jobsRow({ tests, atOnce, rounds }: SuiteOptions, folder: string): Promise<RowResult[]> {
  const count = Math.min(tests, mostTests);
  const works: Work[] = [
    { name: 'python', words: `${count} tests, each a Python program`, file: await pythonBenchmark(folder, count) },
    { name: 'pictures', words: `${count} pictures read and drawn`, file: await pictureBenchmark(folder, count) },
  ];
  return withServer('instant', async (server) => {
    const rows: RowResult[] = [];
    for (const work of works) rows.push(...(await rowsOf(work, count, { atOnce, rounds }, server)));
    return rows;
  });
}

async function rowsOf(
  { name, words, file }: Work,
  tests: number,
  { atOnce, rounds }: Pick<SuiteOptions, 'atOnce' | 'rounds'>,
  server: RunningServer,
): Promise<RowResult[]> {
  const one: Measured[] = [];
  const several = new Map<number, Measured[]>(numbers.map((jobs) => [jobs, []]));
  for (let round = 0; round < rounds; round++) {
    one.push(await measuredJobs(file, tests, 1, atOnce, server));
    for (const [jobs, measured] of several) measured.push(await measuredJobs(file, tests, jobs, atOnce, server));
  }
  return [...several].map(([jobs, run]) => {
    const both = { run, reference: one };
    return {
      name: `jobs-${name}-${jobs}`,
      title: `${words}, by ${jobs} processes`,
      reference: 'the same run by one process',
      figures: [
        ...figureOf('wall', 'ms', both, ({ wallMs }) => wallMs),
        ...figureOf('CPU', 'ms', both, ({ cpuMs }) => cpuMs),
        ...figureOf('peak memory', 'MiB', both, ({ peakMib }) => peakMib),
      ],
      othersShares: [...run, ...one].flatMap(({ othersShare }) => othersShare ?? []),
    };
  });
}

/** Throws when the program fails, or not all tests were judged. */
async function measuredJobs(
  file: string,
  tests: number,
  jobs: number,
  atOnce: number,
  server: RunningServer,
): Promise<Measured> {
  const out = await mkdtemp(`${file}-runs-`);
  try {
    const flags = ['--yes', '--json', '--jobs', String(jobs), '--concurrency', String(atOnce), '--out', out];
    const measured = await measuredChild(
      ['dist/node/cli.mjs', 'run', file, '--allow-outside-images', ...flags],
      { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${server.url}/v1` },
      [server.process],
    );
    const { report } = JSON.parse(measured.stdout) as {
      report: { overall_correct_count: number; overall_incorrect_count: number };
    };
    const judged = report.overall_correct_count + report.overall_incorrect_count;
    if (judged !== tests) throw new Error(`${judged} of ${tests} tests were judged`);
    return measured;
  } finally {
    await rm(out, { recursive: true });
  }
}

/** The server says the program; each is another one. */
async function pythonBenchmark(folder: string, tests: number): Promise<string> {
  return written(folder, 'python', {
    base_prompt: 'Say {{program}}',
    evaluator: 'execute_python_code_with_num_output',
    models: [measuredModel],
    prompts: Array.from({ length: tests }, (_, at) => ({
      dynamic_variables: { program: `print(sum(i * i % 7 for i in range(${2_000_000 + at})))` },
      expectation: 0,
    })),
  });
}

async function pictureBenchmark(folder: string, tests: number): Promise<string> {
  const pictures = [
    'text-clean-14',
    'text-clean-20',
    'text-clean-32',
    'text-clean-48',
    'text-clean-mono',
    'text-noisy',
  ];
  await cp('examples/pictures', join(folder, 'pictures'), { recursive: true });
  return written(folder, 'pictures', {
    base_prompt: 'Transcribe all text in picture {{number}}.',
    models: ['tesseract~eng'],
    prompts: Array.from({ length: tests }, (_, at) => ({
      image: `pictures/${pictures[at % pictures.length]}.png`,
      test_type: 'ocr',
      dynamic_variables: { number: String(at + 1) },
      expectation: 'Harbour Street 128',
    })),
  });
}

async function written(folder: string, name: string, benchmark: object): Promise<string> {
  const file = join(folder, `${name}.yaml`);
  await writeFile(file, JSON.stringify({ benchmark_name: name, purpose: '', ...benchmark }));
  return file;
}
