// Which model a new benchmark asks first: one that can be reached. Ollama is asked for its models only when the user says so.

import * as vscode from 'vscode';
import type { ModelApi } from '../../core/providers/modelApi';
import { starterModel } from '../../core/writing/starterFiles';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys } from '../host/apiKeys';
import type { InputSteps } from '../host/inputSteps';

export interface ModelChoiceParts {
  checker: BenchmarkChecker;
  keys: ApiKeys;
  /** Where a fetched price list is kept. */
  priceFile: string;
}

interface ModelItem extends vscode.QuickPickItem {
  model?: string;
  then?: 'askOllama' | 'write';
}

/** Longer than any server on this machine takes, ms. */
const askOllamaMs = 5000;

/** The model as it is written in a benchmark of the folder; absent when the user chooses none. */
export async function chooseModel(
  steps: InputSteps,
  folder: vscode.Uri,
  parts: ModelChoiceParts,
): Promise<string | undefined> {
  const apis = await parts.checker.modelApis(vscode.Uri.joinPath(folder, 'benchmark.yaml'));
  const items = await itemsFor(apis, parts);
  const chosen = await steps.choose(items, {
    placeHolder: 'Which model is asked first? More can be added in the file.',
    matchOnDetail: true,
  });
  switch (chosen?.then) {
    case 'askOllama':
      return askOllama(steps, apis, parts.keys);
    case 'write':
      return steps.write({
        prompt: 'The model as a benchmark names it: `openai~NAME`, or the name of an Ollama model.',
        problemOf: (text) => (text.trim() === '' ? 'A name is needed.' : undefined),
      });
    default:
      return chosen?.model;
  }
}

async function itemsFor(apis: readonly ModelApi[], { keys, priceFile }: ModelChoiceParts): Promise<ModelItem[]> {
  const { knownModels } = await import('../../core/writing/knownModels');
  const ready: ModelApi[] = [];
  for (const api of apis)
    if (!api.isLocal && api.keyVariable !== undefined && (await keys.originOf(api.keyVariable)) !== 'none')
      ready.push(api);
  const known = await knownModels(ready, priceFile);
  return [
    {
      label: starterModel,
      detail: 'A made-up model that comes with this extension: needs no key and no network',
      model: starterModel,
    },
    { label: '$(server) Ask Ollama for Its Models...', then: 'askOllama' },
    { label: '$(edit) Write Another Model...', then: 'write' },
    ...ready.flatMap(({ label }): ModelItem[] => [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...known.filter((one) => one.label === label).map(({ name }) => ({ label: name, model: name })),
    ]),
  ];
}

async function askOllama(steps: InputSteps, apis: readonly ModelApi[], keys: ApiKeys): Promise<string | undefined> {
  const api = apis.find(({ id }) => id === 'ollama')!;
  const { connectionFor } = await import('../../core/providers/connections');
  const connection = connectionFor(api, await keys.environmentFor([api]));
  const names = await api.listModels!(connection, AbortSignal.timeout(askOllamaMs));
  if (names.length === 0)
    throw new Error('Ollama has no model yet. Get one with `ollama pull NAME`, or choose another model.');
  const items = names.map((label) => ({ label }));
  return (await steps.choose(items, { placeHolder: 'Which of the models of your Ollama?' }))?.label;
}
