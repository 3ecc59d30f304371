// Finding things again, as a person does it: the sidebar's trees, filters, the test page, the runs overview, an interrupted run.

import assert from 'node:assert/strict';
import { access, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { usingWorkbench } from './driver';
import { eventually } from './eventually';
import { resultImagePath } from '../storedTests';

function benchmark(name: string, evaluator: string, models: string[]): string {
  return [
    `benchmark_name: ${name}`,
    'purpose: To find it again',
    'base_prompt: Say {{word}}.',
    `evaluator: ${evaluator}`,
    `models: [${models.join(', ')}]`,
    'prompts:',
    ...['uno', 'dos', 'tres', 'cuatro'].map(
      (word) => `  - dynamic_variables: { word: '"${word}"' }\n    expectation: '"${word}"'`,
    ),
    '',
  ].join('\n');
}

/** What another tool may have left. */
const foreignReport = JSON.stringify({
  benchmark_name: 'Foreign',
  models: [
    {
      model: 'openai~gpt-4o',
      results: [
        {
          prompt_response: { response: '10', tokens_per_second: 80, total_duration_ms: 500 },
          execution_result: '10',
          expected_result: '10',
          input_prompt: 'add 5 and 5',
          correct: true,
          index: 1,
        },
      ],
    },
  ],
});

describe('finding runs and tests in VS Code', () => {
  const vscode = usingWorkbench({
    folder: 'examples',
    // Not the name of whoever runs the tests: the README shows this window.
    settings: { 'isoSpeedBench.reviewer': 'Ada' },
    files: {
      'words.yaml': benchmark('Words', 'raw_string_evaluator', ['simulated~swift', 'simulated~hasty']),
      'shapes.yaml': benchmark('Shapes', 'json_validator_eval', ['simulated~steady']),
      'foreign.json': foreignReport,
    },
  });

  const testRuns = (): Locator => vscode.pane('Test Runs');
  const row = (name: RegExp): Locator => testRuns().getByRole('treeitem', { name });
  const clearFilter = (): Promise<void> => vscode.clickOnRow(testRuns().locator('.pane-header'), /Clear the Filter/);
  const expand = async (name: RegExp): Promise<void> => {
    const item = row(name).first();
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) !== 'true') await item.locator('.monaco-tl-twistie').click();
  };
  const runsFolder = (): string => path.join(vscode.folder, 'runs');
  const runOf = async (benchmarkName: string): Promise<string> => {
    const name = (await readdir(runsFolder())).find((folder) => folder.endsWith(`_${benchmarkName}`));
    assert.ok(name, `no run of ${benchmarkName}`);
    return path.join(runsFolder(), name);
  };
  const runBenchmark = async (file: string): Promise<void> => {
    await vscode.chooseInMenu(file, 'Run Iso Speed Bench');
    await vscode.waitForFinishedRun();
    await vscode.panel().getByRole('button', { name: 'Replay Bench' }).waitFor();
  };
  const filterBy = async (what: string, label: string): Promise<void> => {
    await vscode.chooseFromMenu(async () => {
      await testRuns().locator('.pane-header').hover();
      await testRuns().getByRole('button', { name: 'Filter Test Runs' }).click();
    }, `Filter Test Runs by ${what}...`);
    const palette = vscode.page.locator('.quick-input-widget');
    await palette
      .getByRole('checkbox', { name: label })
      .or(palette.locator('.monaco-list-row', { hasText: label }).locator('input, .monaco-checkbox'))
      .first()
      .click();
    await palette.getByRole('button', { name: 'OK' }).click();
    await palette.waitFor({ state: 'hidden' });
  };

  before(async () => {
    await runBenchmark('words.yaml');
    await vscode.runCommand('View: Close All Editors');
    await runBenchmark('shapes.yaml');
    await vscode.runCommand('View: Close All Editors');
  });

  it('lists benchmarks and, newest first, test runs', async () => {
    await vscode.page.getByRole('tab', { name: 'Iso Speed Bench' }).click();
    await vscode
      .pane('Benchmarks')
      .getByRole('treeitem', { name: /^words\.yaml, 2 models x 4/ })
      .waitFor();
    await row(/^Shapes, .*simulated/).waitFor();
    await row(/^Words, .*simulated/).waitFor();
    await eventually(async () => {
      const [shapes, words] = await Promise.all([/^Shapes/, /^Words/].map((name) => row(name).boundingBox()));
      assert.ok(shapes!.y < words!.y, 'the newer one is above');
    });
  });

  it('drills from a run to the evidence of a test', async () => {
    await expand(/^Words/);
    await expand(/^simulated~swift/);
    await expand(/^#2/);
    await row(/^result image/).click();
    await vscode.page.locator('.tab', { hasText: 'swift-0002.png' }).waitFor();
    await vscode.panel().locator('img').first().waitFor();
    await row(/^transcript$/).click();
    await vscode.page.locator('.tab', { hasText: 'transcript.md' }).waitFor();
    await vscode
      .panel()
      .getByRole('heading', { name: /CORRECT/ })
      .waitFor();
  });

  it('shows the words and the picture of a test on its page, and goes to the next', async () => {
    await vscode.runCommand('View: Close All Editors');
    await row(/^#2/).click();
    const page = vscode.panel();
    await page.getByRole('heading', { name: /#2/ }).waitFor();
    await page.getByText('Say "dos".').first().waitFor();
    for (const title of ['Input prompt', 'Model response', 'Expected', /^Got/])
      await page.getByText(title, { exact: true }).first().waitFor();
    await page.locator('img').first().waitFor();
    await page
      .locator('img')
      .first()
      .evaluate((image) => (image as HTMLImageElement).decode());
    await vscode.screenshot('sidebar-and-test-page');
    await page.getByRole('button', { name: /Next test/ }).click();
    await page.getByRole('heading', { name: /#3/ }).waitFor();
  });

  it('makes a run of a report', async () => {
    await vscode.page.getByRole('tab', { name: /^Explorer/ }).click();
    await vscode.chooseInMenu('foreign.json', 'Import Report...');
    await vscode.waitForFinishedRun();
    await vscode.page.getByRole('tab', { name: 'Iso Speed Bench' }).click();
    await row(/^Foreign/).waitFor();
  });

  it('filters by API, model and test type, and one click shows all again', async () => {
    await filterBy('Model API', 'OpenAI');
    await row(/^Words/).waitFor({ state: 'hidden' });
    await row(/^Foreign/).waitFor();
    await testRuns().getByText('Filter: api=openai').waitFor();
    await clearFilter();
    await row(/^Words/).waitFor();

    await filterBy('Model', 'simulated~hasty');
    await filterBy('Test Type', 'raw_string_evaluator');
    await testRuns().getByText('Filter: model=simulated~hasty, type=raw_string_evaluator').waitFor();
    await row(/^Shapes/).waitFor({ state: 'hidden' });
    await expand(/^Words/);
    await row(/^simulated~hasty/).waitFor();
    await row(/^simulated~swift/).waitFor({ state: 'detached' });
    await clearFilter();
    await row(/^Shapes/).waitFor();
  });

  it('shows a run that arrives by copy, and asks before it deletes one, and its panel says when it has gone', async () => {
    const copied = path.join(runsFolder(), '2020-01-02_03-04-05_copied');
    await cp(await runOf('shapes'), copied, { recursive: true });
    const manifest = path.join(copied, 'run.json');
    // The older of the two, so that one knows which of the entries it is.
    const text = (await readFile(manifest, 'utf8')).replace(/"startedAt": *"\d{4}/, '"startedAt": "2020');
    await writeFile(manifest, text);
    const old = row(/^Shapes, .*2020/);
    await vscode.chooseFromMenu(() => old.click({ button: 'right' }), 'Delete Run...');
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await dialog
      .getByText(/Delete .*copied/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await row(/^Shapes/).count(), 2);
    await vscode.runCommand('View: Close All Editors');
    await vscode.clickOnRow(old, 'Replay Run');
    await vscode.panel().getByRole('button', { name: 'Replay Bench' }).waitFor();
    await rm(copied, { recursive: true });
    await old.waitFor({ state: 'hidden' });
    // What was opened of it says so.
    await vscode
      .panel()
      .getByRole('alert')
      .getByText(/The run folder 2020-01-02_03-04-05_copied is not there any more/)
      .waitFor();
  });

  it('opens the runs overview and sorts it', async () => {
    await vscode.runCommand('View: Close All Editors');
    await vscode.runCommand('Iso Speed Bench: Open Runs Overview');
    const table = vscode.panel().getByRole('grid', { name: 'Runs' });
    await table.getByText('Words').first().waitFor();
    const names = (): Promise<string[]> => table.locator('tbody td.name').allInnerTexts();
    await table.locator('th.name button').click();
    await table.locator('th.name[aria-sort="ascending"]').waitFor();
    const ascending = await names();
    await table.locator('th.name button').click();
    await eventually(async () => assert.deepEqual(await names(), [...ascending].reverse()));
    await vscode.screenshot('runs-overview');
  });

  it('resumes an interrupted run from the tree', async () => {
    const runDirectory = await runOf('words');
    const events = (await readFile(path.join(runDirectory, 'events.jsonl'), 'utf8')).trim().split('\n');
    const lost = { model: 'simulated~hasty', index: 3 };
    const isLost = (line: string): boolean =>
      line.includes('"testFinished"') && line.includes(`"${lost.model}"`) && line.includes(`"index":${lost.index}`);
    const kept = events.filter((line) => !line.includes('"runFinished"') && !isLost(line));
    assert.equal(kept.length, events.length - 2);
    await rm(resultImagePath(runDirectory, lost.model, lost.index));
    await writeFile(path.join(runDirectory, 'events.jsonl'), `${kept.join('\n')}\n{"type":"testFi`);
    const manifest = JSON.parse(await readFile(path.join(runDirectory, 'run.json'), 'utf8')) as { totals: object };
    await writeFile(
      path.join(runDirectory, 'run.json'),
      JSON.stringify({ ...manifest, status: 'running', finishedAt: null }),
    );
    // File watchers may miss a change that comes right after another; how runs that change by themselves show up is a test of its own.
    await vscode.runCommand('Iso Speed Bench: Refresh Test Runs');
    const interrupted = row(/^Words, .*interrupted/);
    await vscode.clickOnRow(interrupted, 'Resume Run');
    await row(/^Words, (?!.*interrupted)(?!.*running)/).waitFor();
    const finished = (await readFile(path.join(runDirectory, 'events.jsonl'), 'utf8')).split('\n').filter(isLost);
    assert.equal(finished.length, 1, 'asked once more, and nothing else');
    await access(resultImagePath(runDirectory, lost.model, lost.index));
  });
});
