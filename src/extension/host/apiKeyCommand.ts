// *Set API Key*: which keys are set and from where, and a way to set, replace or remove each. Shows no key, ever.

import type * as vscode from 'vscode';
import { showInformation } from './notices';
import type { ModelApi } from '../../core/providers/modelApi';
import type { ApiKeys, KeyOrigin } from './apiKeys';
import { inSteps, type InputSteps } from './inputSteps';

interface KeyItem extends vscode.QuickPickItem {
  keyVariable: string;
  origin: KeyOrigin;
}

/** Lets the user choose a model API and set or remove its key. */
export async function chooseAndSetApiKey(keys: ApiKeys, apis: readonly ModelApi[]): Promise<void> {
  const done = await inSteps('Set API Key', (steps) => chooseAndSet(steps, keys, apis));
  if (done !== undefined) void showInformation(done);
}

/** What was done, for people; absent when the user gave up. */
async function chooseAndSet(steps: InputSteps, keys: ApiKeys, apis: readonly ModelApi[]): Promise<string | undefined> {
  // A server of one's own seldom asks for a key, so it is not what somebody comes for who wants to set one.
  const inOrder = [...apis.filter(({ isLocal }) => !isLocal), ...apis.filter(({ isLocal }) => isLocal)];
  const items = await Promise.all(
    inOrder.flatMap((api) => (api.keyVariable ? [keyItem(keys, api, api.keyVariable)] : [])),
  );
  const item = await steps.choose(items, {
    placeHolder: 'Choose a model API. Keys are kept in the secret storage of VS Code.',
  });
  if (!item) return undefined;
  if (item.origin === 'stored') {
    const choices = [{ label: 'Replace' }, { label: 'Remove' }];
    const choice = await steps.choose(choices, { title: titleFor(item.label), placeHolder: 'A key is set already.' });
    if (!choice) return undefined;
    if (choice.label === 'Remove') {
      await keys.remove(item.keyVariable);
      const left = await keys.originOf(item.keyVariable);
      const after = left === 'environment' ? ` ${item.keyVariable} from the environment is used from now on.` : '';
      return `The API key of ${item.label} was removed.${after}`;
    }
  }
  const isSet = await askForKey(steps, keys, item.keyVariable, item.label);
  return isSet ? `The API key of ${item.label} is set.` : undefined;
}

/** Asks for one key and stores it. False when the user gave none. */
export function askAndStoreKey(keys: ApiKeys, keyVariable: string, apiLabel: string): Promise<boolean> {
  return inSteps(titleFor(apiLabel), (steps) => askForKey(steps, keys, keyVariable, apiLabel));
}

async function askForKey(steps: InputSteps, keys: ApiKeys, keyVariable: string, apiLabel: string): Promise<boolean> {
  const key = await steps.write({
    title: titleFor(apiLabel),
    prompt: `Used in place of ${keyVariable}. It is kept in the secret storage of VS Code and sent to ${apiLabel} only.`,
    password: true,
    problemOf: (value) => (/\s/.test(value.trim()) ? 'A key has no spaces or line breaks in it.' : undefined),
  });
  if (!key?.trim()) return false;
  await keys.store(keyVariable, key);
  return true;
}

function titleFor(apiLabel: string): string {
  return `API key of ${apiLabel}`;
}

async function keyItem(keys: ApiKeys, { label, isLocal }: ModelApi, keyVariable: string): Promise<KeyItem> {
  const origin = await keys.originOf(keyVariable);
  return { label, description: originText(origin, keyVariable, isLocal), keyVariable, origin };
}

function originText(origin: KeyOrigin, keyVariable: string, isLocal: boolean): string {
  switch (origin) {
    case 'stored':
      return '$(check) set here';
    case 'environment':
      return `$(check) ${keyVariable} of the environment`;
    case 'none':
      return isLocal ? 'needs none, unless you have set one up on the server' : 'not set';
  }
}
