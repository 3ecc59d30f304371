// A window with two folders: each has its own benchmarks, its own project file and its own runs.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openWorkbench, type OpenWorkbench } from './driver';

const benchmark = (name: string): string =>
  [
    `benchmark_name: ${name}`,
    'purpose: To see whose it is',
    'base_prompt: Say {{word}}.',
    'evaluator: raw_string_evaluator',
    'models: [simulated~swift]',
    'prompts:',
    '  - { dynamic_variables: { word: uno }, expectation: uno }',
    '',
  ].join('\n');

describe('a window with several folders', () => {
  let source: string;
  let vscode: OpenWorkbench;

  before('open VS Code', async () => {
    source = await mkdtemp(join(tmpdir(), 'isb-folders-'));
    await mkdir(join(source, 'first'));
    await mkdir(join(source, 'second'));
    await writeFile(join(source, 'first', 'cases.yaml'), benchmark('Of the first'));
    await writeFile(join(source, 'second', 'cases.yaml'), benchmark('Of the second'));
    await writeFile(join(source, 'second', 'iso-speed-bench.yaml'), 'runs_folder: kept\n');
    const folders = [{ path: 'first' }, { path: 'second' }];
    vscode = await openWorkbench({
      folder: source,
      files: { 'both.code-workspace': JSON.stringify({ folders }) },
      workspaceFile: 'both.code-workspace',
    });
  });
  afterEach('keep evidence of a failure', async function () {
    if (this.currentTest?.state === 'failed') await vscode.keepEvidence(this.currentTest.fullTitle());
  });
  after('close VS Code', async () => {
    await vscode.close();
    await rm(source, { recursive: true, force: true });
  });

  it('lists the benchmarks of both, runs one where its project file says, and finds the run', async () => {
    await vscode.page.getByRole('tab', { name: 'Iso Speed Bench' }).click();
    const item = (folder: string): Locator =>
      vscode.pane('Benchmarks').getByRole('treeitem', { name: `cases.yaml, 1 model x 1 · ${folder}` });
    await item('first').waitFor();
    await item('second').click();
    await vscode.page
      .getByText(/Run benchmark \(1 model/)
      .first()
      .click();
    await vscode.waitForFinishedRun();
    const [run, ...others] = await readdir(join(vscode.folder, 'second', 'kept'));
    assert.deepEqual(others, []);
    assert.deepEqual((await readdir(join(vscode.folder, 'first'))).sort(), ['cases.yaml']);
    const { benchmarkName } = JSON.parse(
      await readFile(join(vscode.folder, 'second', 'kept', run!, 'run.json'), 'utf8'),
    ) as {
      benchmarkName?: string;
    };
    assert.equal(benchmarkName, 'Of the second');
    await vscode
      .pane('Test Runs')
      .getByRole('treeitem', { name: /Of the second/ })
      .waitFor();
  });

  it('asks which folder a new benchmark is for', async () => {
    await vscode.beginCommand('Iso Speed Bench: New Benchmark...');
    await vscode.pick('What is it about?');
    await vscode.pick('In which folder?', 'second');
    await vscode.pick('Which model is asked first? More can be added in the file.');
    await vscode.answer('What is it called?', 'mine');
    await vscode.page.getByRole('tab', { name: 'mine.yaml' }).waitFor();
    assert.match(await readFile(join(vscode.folder, 'second', 'mine.yaml'), 'utf8'), /benchmark_name: mine/);
  });
});
