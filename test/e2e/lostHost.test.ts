// The extension host is killed, and the window reloaded, while a run goes on: nothing is lost that was said to be finished, the run is shown as
// interrupted, and resuming it asks for what is missing and for nothing else.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import type { TestServer } from '../servers/testServer';
import { openWorkbench, type OpenWorkbench } from './driver';
import { eventually } from './eventually';

const prompts = 30;
/** So many are answered at once; the others wait until the run is resumed. */
const answeredAtOnce = 10;
const benchmark = [
  'benchmark_name: Cut off',
  'purpose: To be cut off',
  'base_prompt: Say {{word}}.',
  'evaluator: raw_string_evaluator',
  'models: [openai~gpt-4o]',
  'prompts:',
  ...Array.from(
    { length: prompts },
    (_, at) => `  - dynamic_variables: { word: word ${at} }\n    expectation: word ${at}`,
  ),
  '',
].join('\n');

interface Event {
  type: string;
  index?: number;
  evidence?: { offset: number; length: number };
}

describe('a run whose VS Code goes away', () => {
  let vscode: OpenWorkbench;
  let server: TestServer;
  let isResumed = false;

  before(async () => {
    server = await startOpenAiServer({
      reply: ({ prompt }) => {
        const [, word = '', number = ''] = /^Say (word (\d+))\.$/.exec(prompt) ?? [];
        return isResumed || Number(number) < answeredAtOnce ? { text: word } : { hang: 'beforeHeaders' };
      },
    });
  });
  beforeEach(async () => {
    isResumed = false;
    // A VS Code of its own: its extension host is killed.
    vscode = await openWorkbench({
      folder: 'examples',
      files: { 'cut.yaml': benchmark },
      env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` },
    });
  });
  after(() => server.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await vscode.keepEvidence(this.currentTest.fullTitle());
    await vscode.close();
  });

  const row = (name: RegExp): Locator => vscode.pane('Test Runs').getByRole('treeitem', { name });

  async function runDirectory(): Promise<string> {
    const runs = path.join(vscode.folder, 'runs');
    const name = (await readdir(runs).catch((): string[] => [])).find((one) => one.endsWith('_cut-off'));
    return path.join(runs, name ?? 'none');
  }

  /** The whole lines of the events. */
  async function events(): Promise<Event[]> {
    const text = await readFile(path.join(await runDirectory(), 'events.jsonl'), 'utf8').catch(() => '');
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Event);
  }

  const finished = (all: readonly Event[]): Event[] => all.filter(({ type }) => type === 'testFinished');

  /** Starts the run, and gives what it has finished by the time that some tests are shown as ended. */
  async function startedRun(): Promise<Event[]> {
    await vscode.chooseInMenu('cut.yaml', 'Run Iso Speed Bench');
    await vscode.waitForSquares(/(?:[#x!][^#x!]*){5}/);
    return finished(await events());
  }

  async function resumedWhole(before: readonly Event[]): Promise<void> {
    assert.ok(before.length >= 5, `${before.length} tests were shown`);
    await vscode.page.getByRole('tab', { name: 'Iso Speed Bench' }).click();
    const interrupted = row(/^Cut off, .*interrupted/);
    // A process that is told to end takes its time.
    await eventually(async () => {
      await vscode.runCommand('Iso Speed Bench: Refresh Test Runs');
      await interrupted.waitFor({ timeout: 3_000 });
    });
    const cut = finished(await events());
    assert.deepEqual(cut.slice(0, before.length), before, 'what was shown is there');
    assert.ok(cut.length < prompts, 'it was cut off before its end');
    isResumed = true;
    await vscode.clickOnRow(interrupted, 'Resume Run');
    await row(/^Cut off, (?!.*interrupted)(?!.*running)/).waitFor();
    const all = finished(await events());
    assert.deepEqual(all.slice(0, cut.length), cut);
    const asked = all.map(({ index }) => index!).sort((one, other) => one - other);
    assert.deepEqual(
      asked,
      Array.from({ length: prompts }, (_, at) => at + 1),
      'each test once',
    );
  }

  it('loses nothing when the extension host is killed', async () => {
    const before = await startedRun();
    const lock = JSON.parse(await readFile(path.join(await runDirectory(), 'run.lock'), 'utf8')) as { pid: number };
    process.kill(lock.pid, 'SIGKILL');
    await vscode.load();
    await resumedWhole(before);
  });

  it('loses nothing when the window is reloaded', async () => {
    const before = await startedRun();
    await vscode.reload();
    await resumedWhole(before);
  });
});
