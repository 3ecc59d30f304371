// A report for tools that know numbers only: a number wherever the type it is named after has one, whatever is unknown of a run.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { exportRun, exportRunTo } from '../../../../src/core/reports/exportRun';
import { importRun } from '../../../../src/core/jobs/importRun';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import { distDirectory } from '../run/engineFixture';

const number = z.number().nonnegative();
const averages = {
  average_tokens_per_second: number,
  average_total_duration_ms: number,
  average_load_duration_ms: number,
};
/** The type as other tools have it: no null where there is a number. */
const strict = z.object({
  benchmark_name: z.string(),
  purpose: z.string(),
  base_prompt: z.string(),
  prompt_iterations: z.array(z.object({ expectation: z.unknown() })),
  models: z.array(
    z.object({
      model: z.string(),
      results: z.array(
        z.object({
          prompt_response: z.object({
            response: z.string(),
            tokens_per_second: number,
            provider: z.string(),
            total_duration_ms: number,
            load_duration_ms: number,
            inputAndOutputCost: number,
            errored: z.boolean(),
          }),
          execution_result: z.string(),
          expected_result: z.string(),
          input_prompt: z.string(),
          model: z.string(),
          correct: z.boolean(),
          index: z.number().int().positive(),
        }),
      ),
      correct_count: number,
      incorrect_count: number,
      accuracy: number,
      ...averages,
      total_cost: number,
    }),
  ),
  overall_correct_count: number,
  overall_incorrect_count: number,
  overall_accuracy: number,
  ...averages,
});

const exportTo = (path: string, runDirectory: string, secrets: string[] = []): Promise<unknown> =>
  exportRunTo(path, 'strict', runDirectory, { secrets, distDirectory });

const response = {
  response: 'two',
  provider: 'openai',
  tokens_per_second: 30,
  total_duration_ms: 120,
  load_duration_ms: 8,
};
const result = { execution_result: '2', expected_result: '2', input_prompt: 'Add', correct: true, index: 1 };

describe('exporting a strict report', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-export-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A run folder of a report whose results have these responses, a list a model. */
  const runOf = (models: readonly (readonly object[])[]): Promise<string> =>
    importRun({
      reportText: JSON.stringify({
        benchmark_name: 'Sums',
        prompt_iterations: [{ dynamic_variables: null, expectation: 2 }],
        models: models.map((responses, at) => ({
          model: `openai~gpt-${at}`,
          results: responses.map((changes, place) => ({
            ...result,
            index: place + 1,
            prompt_response: { ...response, inputAndOutputCost: 0.5, errored: false, ...changes },
          })),
        })),
      }),
      reportName: 'sums.json',
      runsDirectory: folder,
      distDirectory,
    });

  async function exported(runDirectory: string): Promise<[ExecEvalBenchmarkReport<number>, string | undefined]> {
    let text = '';
    const notes = await exportRun('strict', runDirectory, { secrets: [], distDirectory }, async (piece) => {
      text += String(piece);
    });
    const report = JSON.parse(text) as ExecEvalBenchmarkReport<number>;
    strict.parse(report);
    return [report, notes.find((note) => note.startsWith('0 stands for'))];
  }

  it('changes nothing of a run in which all is known', async () => {
    const runDirectory = await runOf([[{}], [{}]]);
    const [report, words] = await exported(runDirectory);
    assert.equal(words, undefined);
    assert.equal(report.models[0]!.total_cost, 0.5);
    assert.equal(report.average_total_duration_ms, 120);
  });

  it('replaces the file that a link leads to, and writes into what is no file', async function () {
    if (process.platform === 'win32') return;
    const runDirectory = await runOf([[{}]]);
    const [file, link, pipe] = ['report.json', 'link.json', 'pipe'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(file, 'old');
    await symlink(file, link);
    await exportTo(link, runDirectory);
    assert.ok((await lstat(link)).isSymbolicLink());
    const text = await readFile(file, 'utf8');
    strict.parse(JSON.parse(text));
    await promisify(execFile)('mkfifo', [pipe]);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), exportTo(pipe, runDirectory)]);
    assert.equal(read, text);
    assert.ok((await lstat(pipe)).isFIFO());
  });

  for (const [name, changes, field, count] of [
    ['cost', { inputAndOutputCost: null }, 'inputAndOutputCost', 1],
    ['cost, as -1', { inputAndOutputCost: -1 }, 'inputAndOutputCost', 1],
    ['duration', { total_duration_ms: null }, 'total_duration_ms', 1],
    ['load', { load_duration_ms: null }, 'load_duration_ms', 1],
    ['rate', { tokens_per_second: null }, 'tokens_per_second', 1],
    ['duration of an error', { errored: true, error_message: 'no' }, 'total_duration_ms', 1],
  ] as const)
    it(`says 0 for an unknown ${name}, and that it does`, async () => {
      const [report, words] = await exported(await runOf([[{}, changes]]));
      assert.equal(report.models[0]!.results[1]!.prompt_response[field], 0);
      assert.match(words ?? '', new RegExp(`\\b${field} \\(${count}\\)`));
    });

  it('says 0 for an accuracy and averages of nothing', async () => {
    const [report, words] = await exported(
      await runOf([[{ errored: true, error_message: 'no', inputAndOutputCost: null }]]),
    );
    const [model] = report.models;
    assert.deepEqual(
      [model!.accuracy, report.overall_accuracy, model!.average_total_duration_ms, model!.total_cost],
      [0, 0, 0, 0],
    );
    for (const field of ['accuracy', 'overall_accuracy', 'average_tokens_per_second', 'total_cost'])
      assert.match(words ?? '', new RegExp(`\\b${field} \\(`));
  });

  it('adds up the costs that are known', async () => {
    const [report] = await exported(await runOf([[{}, { inputAndOutputCost: null }, {}]]));
    assert.equal(report.models[0]!.total_cost, 1);
  });

  it('makes one of an old run folder', async () => {
    await exported(resolve('test/runFolders/version1'));
  });

  it('is refused where the run folder has a key in it, and leaves nothing', async () => {
    const key = 'sk-live-"0123456789abcdef';
    const runDirectory = await runOf([[{ response: `it is ${key}!` }]]);
    const path = join(folder, 'with-key.json');
    await exportTo(path, runDirectory, ['sk-of-somebody-else-0123456789', 'it', 'sums']);
    await rm(path);
    await assert.rejects(
      exportTo(path, runDirectory, [key]),
      /A key or password of yours stands in report\.json and tests\/.+\.jsonl of .+, so nothing was exported\. Make a new one/,
    );
    assert.equal(existsSync(path), false);
  });

  it('writes a file as a whole or not at all, and none of the run folder', async () => {
    const runDirectory = await runOf([[{}]]);
    const path = join(folder, 'strict.json');
    await exportTo(path, runDirectory);
    strict.parse(JSON.parse(await readFile(path, 'utf8')));
    const before = await readdir(runDirectory);
    await assert.rejects(exportTo(join(runDirectory, 'report.json'), runDirectory), /is in the run folder/);
    await exportTo(join(folder, 'missing', 'r.json'), runDirectory);
    assert.equal(await readFile(join(folder, 'missing', 'r.json'), 'utf8'), await readFile(path, 'utf8'));
    await assert.rejects(exportTo(runDirectory, runDirectory), /is in the run folder/);
    await assert.rejects(exportTo(folder, runDirectory), /could not be written: a folder has its name/);
    await assert.rejects(exportTo(path, join(folder, 'none')), /none is not a run folder/);
    assert.deepEqual(await readdir(runDirectory), before);
    strict.parse(JSON.parse(await readFile(path, 'utf8')));
  });
});
