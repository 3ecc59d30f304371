// Merging shards in a real VS Code: the program made them in the workspace, and the tree's command makes one run of them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { readManifest } from '../../src/core/runFolder/readManifest';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import {
  activated,
  answering,
  extensionId,
  tinyBenchmark,
  WorkspaceFiles,
  workspaceFolder,
} from './extensionUnderTest';

describe('merging shards', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  const runs = (): string => join(workspaceFolder(), 'runs');

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
  });

  afterEach(() => files.remove());

  /** Runs the program of the extension, and gives the run folder that it made. */
  async function asked(file: string, ...flags: string[]): Promise<string> {
    const before = await names();
    const { extensionPath } = vscode.extensions.getExtension(extensionId)!;
    const args = [
      join(extensionPath, 'dist', 'node', 'cli.mjs'),
      'run',
      file,
      '--no-images',
      '--out',
      'runs',
      ...flags,
    ];
    // The program of a desktop VS Code is then Node.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    await promisify(execFile)(process.execPath, args, { cwd: workspaceFolder(), env });
    const [made] = (await names()).filter((name) => !before.includes(name));
    assert.ok(made);
    return join(runs(), made);
  }

  async function names(): Promise<string[]> {
    const all = await readdir(runs(), { withFileTypes: true }).catch(() => []);
    return all.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  }

  async function shards(of: number, ...indices: number[]): Promise<string[]> {
    const text = tinyBenchmark({ name: 'Parts', models: ['simulated~hasty', 'simulated~steady'], prompts: 6 });
    const { fsPath } = await files.write('parts.yaml', text);
    const made: string[] = [];
    for (const index of indices) made.push(await asked(fsPath, '--shard', `${index}/${of}`));
    api.testRuns.refresh();
    return made;
  }

  /** What the command says, with `answer` to its notification. */
  function merging(runDirectories: string[], answer?: string): Promise<string[]> {
    const nodes = runDirectories.map((runDirectory) => ({ kind: 'run', runDirectory }));
    const answers = { showInformationMessage: answer, showWarningMessage: answer, showErrorMessage: undefined };
    return answering(answers, async () => vscode.commands.executeCommand('isoSpeedBench.mergeShards', nodes[0], nodes));
  }

  it('makes one run of them beside the first, and shows it', async () => {
    const [first, second] = await shards(2, 1, 2);
    const merged = `${first}-merged`;
    const said = await merging([first!, second!], 'Show');
    assert.deepEqual(said, [`showInformationMessage: ${basename(merged)}: merged from 2 shards.`]);
    assert.equal((await readManifest(merged)).status, 'finished');
    assert.ok((await api.testRuns.list()).has(merged), 'the tree has it');
    assert.equal(api.panels.all.at(-1)?.session?.runDirectory, merged);
    // Nothing is overwritten, and a merged run is merged again.
    assert.match((await merging([merged, second!]))[0]!, /-merged-2: merged from 2 shards\.$/);
    assert.equal((await names()).length, 4);
  });

  it('says what is missing, by shard', async () => {
    const [first, third] = await shards(3, 1, 3);
    const [said] = await merging([first!, third!]);
    assert.match(
      said!,
      /^showWarningMessage: \S+-merged: merged from 2 of 3 shards, without 2\. \d+ tests? (is|are) missing \(shard 2 of 3: was not merged, \d+ tests?\)\. "Resume Run" asks them;/,
    );
  });

  it('refuses in the words of the program, and makes nothing', async () => {
    const [first] = await shards(2, 1);
    const whole = await asked(join(workspaceFolder(), 'parts.yaml'));
    const { fsPath } = await files.write('others.yaml', tinyBenchmark({ name: 'Others' }));
    const other = await asked(fsPath, '--shard', '2/2');
    const before = await names();
    assert.match((await merging([first!, whole]))[0]!, /is a run of its own, no shard of one/);
    assert.match((await merging([first!, other]))[0]!, /are not shards of one run\. Different are: the text of/);
    assert.match((await merging([first!]))[0]!, /Select the shards of a run to merge them/);
    assert.deepEqual(await names(), before);
  });
});
