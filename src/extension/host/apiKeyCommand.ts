// *Set API Key*: which keys are set and from where, and a way to set, replace or remove each. Shows no key, ever.

import * as vscode from 'vscode';
import { showInformation } from './notices';
import type { ModelApi } from '../../core/providers/provider';
import type { ApiKeys, KeyOrigin } from './apiKeys';

interface KeyItem extends vscode.QuickPickItem {
  keyVariable: string;
  apiLabel: string;
  origin: KeyOrigin;
}

/** Lets the user choose a model API and set or remove its key. */
export async function chooseAndSetApiKey(keys: ApiKeys, apis: readonly ModelApi[]): Promise<void> {
  const items = await Promise.all(
    apis.flatMap((api) => (api.keyVariable ? [keyItem(keys, api, api.keyVariable)] : [])),
  );
  const item = await vscode.window.showQuickPick(items, {
    title: 'Set API Key',
    placeHolder: 'Choose a model API. Keys are kept in the secret storage of VS Code.',
    matchOnDescription: true,
  });
  if (!item) return;
  if (item.origin === 'stored') {
    const choice = await vscode.window.showQuickPick(['Replace', 'Remove'], { title: `API key of ${item.apiLabel}` });
    if (choice === undefined) return;
    if (choice === 'Remove') {
      await keys.remove(item.keyVariable);
      const left = await keys.originOf(item.keyVariable);
      const after = left === 'environment' ? ` ${item.keyVariable} from the environment is used from now on.` : '';
      void showInformation(`The API key of ${item.apiLabel} was removed.${after}`);
      return;
    }
  }
  if (await askAndStoreKey(keys, item.keyVariable, item.apiLabel)) {
    void showInformation(`The API key of ${item.apiLabel} is set.`);
  }
}

/** Asks for one key and stores it. False when the user gave none. */
export async function askAndStoreKey(keys: ApiKeys, keyVariable: string, apiLabel: string): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: `API key of ${apiLabel}`,
    prompt: `Used in place of ${keyVariable}. It is kept in the secret storage of VS Code and sent to ${apiLabel} only.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (/\s/.test(value.trim()) ? 'A key has no spaces or line breaks in it.' : undefined),
  });
  if (!key?.trim()) return false;
  await keys.store(keyVariable, key);
  return true;
}

async function keyItem(keys: ApiKeys, api: ModelApi, keyVariable: string): Promise<KeyItem> {
  const origin = await keys.originOf(keyVariable);
  return { label: api.label, description: originText(origin, keyVariable), keyVariable, apiLabel: api.label, origin };
}

function originText(origin: KeyOrigin, keyVariable: string): string {
  switch (origin) {
    case 'stored':
      return '$(check) set here';
    case 'environment':
      return `$(check) ${keyVariable} of the environment`;
    case 'none':
      return 'not set';
  }
}
