// *Delete Run...* in a real VS Code: what goes, what stays, and what is left alone.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { answering, ended, eventually, tinyBenchmark } from './extensionUnderTest';
import { usingRuns } from './usingRuns';

describe('commands that delete', () => {
  const runs = usingRuns();

  it('delete a run only when told so', async () => {
    const runDirectory = await runs.finished('Deleted');
    const remove = (): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory }));
    const asked = await answering({ showWarningMessage: undefined }, remove);
    assert.deepEqual(asked, [`showWarningMessage: Delete ${basename(runDirectory)}?`]);
    assert.ok(existsSync(runDirectory));
    const yes = (...[, , choice]: unknown[]): unknown => choice;
    await answering({ showWarningMessage: yes }, remove);
    assert.ok(!existsSync(runDirectory));
    await runs.untilListed((directories) => directories.length === 0);
  });

  it('delete the link where a run is one, and not what it leads to', async () => {
    const runDirectory = await runs.finished('Linked');
    const kept = join(runs.elsewhere, 'kept');
    await rename(runDirectory, kept);
    await symlink(kept, runDirectory, 'junction');
    await runs.untilListed((directories) => directories.includes(runDirectory));
    const yes = (...[, , choice]: unknown[]): unknown => choice;
    await answering({ showWarningMessage: yes }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory })),
    );
    assert.ok(!existsSync(runDirectory));
    assert.ok(existsSync(join(kept, 'events.jsonl')));
  });

  it('leave a run alone that another window begins to write while the question stands', async () => {
    const runDirectory = await runs.finished('Raced');
    // What another process that is alive leaves there while it resumes or judges again.
    const owner = { token: 'other', host: hostname(), pid: process.ppid, thread: 0, processStart: null };
    const lock = JSON.stringify({ ...owner, at: new Date().toISOString() });
    const begunMeanwhile = (...[, , choice]: unknown[]): unknown => {
      writeFileSync(join(runDirectory, 'run.lock'), lock);
      return choice;
    };
    const asked = await answering({ showWarningMessage: begunMeanwhile, showErrorMessage: undefined }, () =>
      Promise.resolve(vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory })),
    );
    assert.match(asked.join('\n'), /Delete .*\n.*is being written by another process/);
    assert.ok(existsSync(join(runDirectory, 'events.jsonl')));
    await rm(join(runDirectory, 'run.lock'));
  });

  it('leave a run alone that is running', async () => {
    const session = await runs.api.run(
      await runs.files.write('busy.yaml', tinyBenchmark({ name: 'Busy', models: ['simulated~swift'], prompts: 500 })),
    );
    assert.ok(session);
    await eventually(session.onDidAddEvents, () => session.runDirectory !== undefined);
    const asked = await answering({ showWarningMessage: undefined, showErrorMessage: undefined }, () =>
      Promise.resolve(
        vscode.commands.executeCommand('isoSpeedBench.deleteRun', { kind: 'run', runDirectory: session.runDirectory }),
      ),
    );
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /is still running: cancel it first/);
    const node = { kind: 'run', runDirectory: session.runDirectory };
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('isoSpeedBench.showRun', node);
    assert.equal(runs.api.panels.all[0]?.session, session, 'it is shown from its entry');
    await vscode.commands.executeCommand('isoSpeedBench.cancelRun', node);
    await ended(session);
    assert.equal(session.state.status, 'cancelled');
  });
});
