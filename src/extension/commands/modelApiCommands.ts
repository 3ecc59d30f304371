// What the *Model APIs* view does: keys, test calls, services of one's own, models of Ollama.

import * as vscode from 'vscode';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys } from '../host/apiKeys';
import { askAndStoreKey } from '../host/apiKeyCommand';
import { commandIds, type CommandActions } from '../host/commands';
import { ask, showInformation } from '../host/notices';
import type { ApiNode, ModelApisNode, ModelApisTree, OfferedModelNode } from '../tree/modelApisTree';

interface ModelApiCommandParts {
  extensionUri: vscode.Uri;
  checker: BenchmarkChecker;
  keys: ApiKeys;
  /** Where a fetched price list is kept. */
  priceFile: string;
  log: vscode.LogOutputChannel;
  tree: ModelApisTree;
}

export function modelApiCommands(parts: ModelApiCommandParts) {
  const { keys, tree } = parts;
  return {
    [commandIds.refreshModelApis]: (argument) =>
      tree.refresh(nodeIn(argument)?.kind === 'api' ? apiIn(argument).api : undefined),
    [commandIds.setModelApiKey]: async (argument) => {
      const { api } = apiIn(argument);
      if (api.keyVariable !== undefined && (await askAndStoreKey(keys, api.keyVariable, api.label))) tree.refresh(api);
    },
    [commandIds.removeModelApiKey]: async (argument) => {
      const { api } = apiIn(argument);
      if (api.keyVariable === undefined) return;
      const question = `Remove the API key of ${api.label}?`;
      if (
        (await ask('warning', question, `${api.keyVariable} of the environment is not touched.`, 'Remove')) !== 'Remove'
      )
        return;
      await keys.remove(api.keyVariable);
      tree.refresh(api);
    },
    [commandIds.testCall]: async (argument) => {
      const { makeTestCall } = await import('./makeTestCall');
      return makeTestCall(modelIn(argument), parts);
    },
    [commandIds.copyModelName]: async (argument) => {
      const { api, name } = modelIn(argument);
      await vscode.env.clipboard.writeText(`${api.id}~${name}`);
    },
    [commandIds.pullModel]: async (argument) => {
      const node = nodeIn(argument);
      const { pullModel } = await import('./pullModel');
      if (await pullModel(node?.kind === 'model' ? node.name : '', parts)) tree.refresh();
    },
    [commandIds.editServer]: async (argument) => {
      const { editServer } = await import('./ownServers');
      return editServer(apiIn(argument).api.id);
    },
    [commandIds.removeServer]: async (argument) => {
      const { id, label } = apiIn(argument).api;
      const question = `Remove ${label}?`;
      const details = `Benchmarks that name ${id}~ can't be run any more. Its key stays, if it has one.`;
      if ((await ask('warning', question, details, 'Remove')) !== 'Remove') return;
      const { removeServer } = await import('./ownServers');
      await removeServer(id);
      void showInformation(`${label} was removed.`);
    },
  } satisfies CommandActions;
}

function nodeIn(argument: unknown): ModelApisNode | undefined {
  const node = argument as ModelApisNode | undefined;
  return node && typeof node === 'object' && 'kind' in node ? node : undefined;
}

function apiIn(argument: unknown): ApiNode {
  const node = nodeIn(argument);
  if (node?.kind !== 'api') throw new Error('Choose a model API in the Model APIs view.');
  return node;
}

function modelIn(argument: unknown): OfferedModelNode {
  const node = nodeIn(argument);
  if (node?.kind !== 'model') throw new Error('Choose a model in the Model APIs view.');
  return node;
}
