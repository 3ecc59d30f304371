// The extension is there, its commands do what the manifest says, and its manifest keeps keys and trust safe.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, extensionId } from './extensionUnderTest';

interface Manifest {
  contributes: {
    commands: { command: string }[];
    configuration: { properties: { [name: string]: { scope?: string; default?: unknown; type?: string } } };
  };
}

function manifest(): Manifest {
  return vscode.extensions.getExtension(extensionId)!.packageJSON as Manifest;
}

describe('activation', () => {
  it('registers every command of the manifest', async () => {
    await activated();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest().contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('opens the empty panel with the drop zone', async () => {
    const { panels } = await activated();
    await vscode.commands.executeCommand('isoSpeedBench.open');
    assert.deepEqual(
      panels.all.map((panel) => panel.title),
      ['Iso Speed Bench'],
    );
    await vscode.commands.executeCommand('isoSpeedBench.open');
    assert.equal(panels.all.length, 1, 'a second call shows the same panel');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(panels.all.length, 0);
  });

  it('keeps what decides where keys go and what runs Python out of reach of a workspace', () => {
    const { properties } = manifest().contributes.configuration;
    assert.equal(properties['isoSpeedBench.services']?.scope, 'application');
    assert.equal(properties['isoSpeedBench.python.runner']?.scope, 'machine');
    assert.equal(vscode.workspace.getConfiguration('isoSpeedBench').get('python.runner'), 'sandbox');
  });
});
